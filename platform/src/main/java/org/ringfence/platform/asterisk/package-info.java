/// What our own Asterisk needs before it starts: its settings as one record, its configuration
/// files filled in from the templates an operator edits, and the secrets both sides share. It
/// writes files and nothing else: starting and supervising Asterisk is the launcher's work, talking
/// to it is the gateway's.
@NullMarked
package org.ringfence.platform.asterisk;

import org.jspecify.annotations.NullMarked;
