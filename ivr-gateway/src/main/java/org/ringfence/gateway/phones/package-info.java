/// The passwords of agents' phones in browsers. It touches Asterisk's database through AMI, and no
/// call.
@NullMarked
package org.ringfence.gateway.phones;

import org.jspecify.annotations.NullMarked;
