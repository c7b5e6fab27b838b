/// Who may do what: accounts, passwords, sessions, tokens, roles. It knows files and the bus's
/// publisher, and nothing of HTTP or SQL.
@NullMarked
package org.ringfence.desktop.accounts;

import org.jspecify.annotations.NullMarked;
