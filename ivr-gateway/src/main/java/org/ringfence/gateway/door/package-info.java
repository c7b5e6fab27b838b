/// Rules that have Asterisk itself refuse a number for a while. It touches the bus's decisions and
/// Asterisk's database through AMI, and no call.
@NullMarked
package org.ringfence.gateway.door;

import org.jspecify.annotations.NullMarked;
