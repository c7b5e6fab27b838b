/// Everything that knows Asterisk, put together: the gateway answers AGI, follows AMI, and executes
/// offers. Only this package wires the parts; the caller's life is in the dialplan, never here.
@NullMarked
package org.ringfence.gateway;

import org.jspecify.annotations.NullMarked;
