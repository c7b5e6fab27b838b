/// The pure core that decides who is served by whom: tickets, agents, offers and the reports about
/// them, as a state machine that is fed with messages. It touches only the events, the decider's
/// interface and the prediction; no clock, no I/O, no threads, no chance.
@NullMarked
package org.ringfence.queue.line;

import org.jspecify.annotations.NullMarked;
