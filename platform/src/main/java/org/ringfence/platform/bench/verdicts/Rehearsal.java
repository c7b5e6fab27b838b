package org.ringfence.platform.bench.verdicts;

import org.ringfence.decider.Decider;
import org.ringfence.events.Message;

/// A stream of messages whose calls go on as a core of its own decides, so that the core that is
/// measured can be given them ready-made: it decides the same.
final class Rehearsal {

  private final MessageStream stream;
  private final Decider core;

  Rehearsal(MessageStream stream, Decider core) {
    this.stream = stream;
    this.core = core;
  }

  Message next() {
    Message message = stream.next();
    stream.told(core.apply(message));
    return message;
  }
}
