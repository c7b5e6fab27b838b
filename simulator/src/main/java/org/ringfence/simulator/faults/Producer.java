package org.ringfence.simulator.faults;

import java.util.function.Consumer;
import org.ringfence.events.Message;

/// One producer's way to the bus: in its own order, sometimes late, twice or not at all.
final class Producer {

  private static final int MAX_DELAY_MILLIS = 4_000;
  private static final int MAX_ECHO_MILLIS = 1_500;

  private final Agenda agenda;
  private final Consumer<Message> bus;
  private long salt;
  private long slowUntil;
  private long losesUntil;
  private long doublesUntil;
  private long lastArrival;
  private long count;

  Producer(Agenda agenda, Consumer<Message> bus) {
    this.agenda = agenda;
    this.bus = bus;
  }

  void slow(long millis, long windowSalt) {
    slowUntil = agenda.now() + millis;
    salt = windowSalt;
  }

  void lose(long millis) {
    losesUntil = agenda.now() + millis;
  }

  void doubleEach(long millis, long windowSalt) {
    doublesUntil = agenda.now() + millis;
    salt = windowSalt;
  }

  void publish(Message message) {
    long now = agenda.now();
    if (now < losesUntil) {
      return;
    }
    count++;
    long delay = now < slowUntil ? Draw.below(MAX_DELAY_MILLIS, salt, count) : 1;
    lastArrival = Math.max(lastArrival, now + delay);
    agenda.at(lastArrival, () -> bus.accept(message));
    if (now < doublesUntil) {
      long echo = lastArrival + Draw.below(MAX_ECHO_MILLIS, salt, -count);
      agenda.at(echo, () -> bus.accept(message));
    }
  }
}
