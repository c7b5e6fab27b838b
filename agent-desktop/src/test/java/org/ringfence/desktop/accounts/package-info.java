/// Tests of accounts, sessions and tokens.
@NullMarked
package org.ringfence.desktop.accounts;

import org.jspecify.annotations.NullMarked;
