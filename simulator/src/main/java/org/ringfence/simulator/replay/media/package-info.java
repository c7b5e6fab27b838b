/// Sound on the wire: RTP of many calls through one socket, and the ear that knows our prompts and
/// our agents by their frames. It uses UDP sockets and reads sound files, and knows nothing of SIP.
@NullMarked
package org.ringfence.simulator.replay.media;

import org.jspecify.annotations.NullMarked;
