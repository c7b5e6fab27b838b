/// Two supervised AMI connections, one for events and one for actions, and our own small model of
/// what they say. It decides nothing about calls.
@NullMarked
package org.ringfence.gateway.ami;

import org.jspecify.annotations.NullMarked;
