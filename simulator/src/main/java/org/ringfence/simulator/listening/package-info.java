/// A caller who listens: real calls through a running Asterisk of which every frame is kept, to
/// prove what people hear and to measure when. It knows SIP and RTP and nothing of the platform.
@NullMarked
package org.ringfence.simulator.listening;

import org.jspecify.annotations.NullMarked;
