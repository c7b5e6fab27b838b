package org.ringfence.queue.line;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;

/// What is to be known of a ticket whose caller is called back.
///
/// @param number E.164
/// @param line whose number the caller sees
/// @param attempts calls made so far
/// @param due in [TicketState#CALLBACK_LATER] when the ticket is back in line, in
///   [TicketState#CALLBACK_DIALED] when no news of the attempt means that it is lost, in
///   [TicketState#CALLBACK_DUE] when it is looked at next
/// @param graceGiven whether `due` was put off because we ourselves were away when it passed
/// @param answeredAt when the caller pressed the key; null before it
record Callback(
    PhoneNumber number,
    LineId line,
    Instant agreedAt,
    int attempts,
    Instant due,
    boolean graceGiven,
    @Nullable Instant answeredAt) {

  static Callback agreed(PhoneNumber number, LineId line, Instant now, Instant due) {
    return new Callback(number, line, now, 0, due, false, null);
  }

  Callback attempted(Instant deadline) {
    return new Callback(number, line, agreedAt, attempts + 1, deadline, false, null);
  }

  Callback dueAt(Instant next) {
    return new Callback(number, line, agreedAt, attempts, next, false, null);
  }

  Callback putOff(Instant deadline) {
    return new Callback(number, line, agreedAt, attempts, deadline, true, null);
  }

  Callback answered(Instant now) {
    return new Callback(number, line, agreedAt, attempts, due, graceGiven, now);
  }
}
