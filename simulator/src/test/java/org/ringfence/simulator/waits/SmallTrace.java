package org.ringfence.simulator.waits;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A made-up day of a small call center, some callers overtaking others as in real ones.
final class SmallTrace {

  private static final String HEAD =
      "vru_line\tcall_id\tcustomer\tpriority\ttype\tdate\tvru_entry\tvru_exit\tvru_time\tq_start"
          + "\tq_exit\tq_time\toutcome\tser_start\tser_exit\tser_time\tserver\n";

  private SmallTrace() {}

  /// Calls that servers `a` to `c` take, from 8:00 on.
  static List<TraceCall> calls(long seed, int count) {
    RandomGenerator chance = ModelArrivals.stream(seed, "small trace");
    List<TraceCall> calls = new ArrayList<>();
    long[] freeAt = new long[3];
    double at = 28_800;
    for (int i = 0; i < count; i++) {
      at += 55 * chance.nextExponential();
      long joins = Math.round(at);
      int server = 0;
      for (int s = 1; s < freeAt.length; s++) {
        server = freeAt[s] < freeAt[server] ? s : server;
      }
      long waits = Math.max(0, freeAt[server] - joins);
      int patience = (int) (400 * chance.nextExponential());
      int talks = (int) (180 * chance.nextExponential());
      if (waits > patience) {
        calls.add(new TraceCall("c" + i, joins, true, patience, false, null, 0, 0, "PS"));
        continue;
      }
      // Now and then somebody is served later than in turn, and others overtake.
      waits += waits > 0 && i % 7 == 0 ? 40 : 0;
      freeAt[server] = joins + waits + talks;
      calls.add(
          new TraceCall(
              "c" + i,
              joins,
              waits > 0,
              (int) waits,
              true,
              String.valueOf((char) ('a' + server)),
              talks,
              i % 5 == 0 && waits > 0 ? 90 : 0,
              "PS"));
    }
    return calls;
  }

  /// As a trace file has it.
  static String file(List<TraceCall> calls) {
    StringBuilder text = new StringBuilder(HEAD);
    for (TraceCall call : calls) {
      text.append(
          row(
              call.id(),
              call.credit() > 0 ? "2" : "0",
              "PS",
              "1999-03-01",
              call.queued() ? clock(call.joins()) : "0:00:00",
              Integer.toString(call.waits()),
              call.served() ? "AGENT" : "HANG",
              call.served() ? clock(call.leaves()) : "0:00:00",
              Integer.toString(call.talks()),
              call.server()));
    }
    return text.toString();
  }

  static String head() {
    return HEAD;
  }

  static String row(
      String id,
      String priority,
      String type,
      String date,
      String queuedAt,
      String queued,
      String outcome,
      String servedAt,
      String talked,
      @Nullable String server) {
    return String.join(
            "\t",
            "AA0101",
            id,
            "",
            priority,
            type,
            date,
            "0:00:00",
            "0:00:00",
            "0",
            queuedAt,
            "0:00:00",
            queued,
            outcome,
            servedAt,
            "0:00:00",
            talked,
            server == null ? "" : server)
        + "\n";
  }

  private static String clock(long second) {
    long ofDay = second % 86_400;
    return "%d:%02d:%02d".formatted(ofDay / 3_600, ofDay / 60 % 60, ofDay % 60);
  }
}
