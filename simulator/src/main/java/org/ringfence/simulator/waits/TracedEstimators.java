package org.ringfence.simulator.waits;

import java.util.LinkedHashMap;
import java.util.Map;

/// The known estimators on a trace, each told only what happened before. Times in seconds.
///
/// QLm takes the servers that are busy, the mean of past talks, and hang-ups by the time waited of
/// those who left. The backlogged QLm takes the rate at which callers left the line for an agent
/// while somebody waited, and hang-ups by the time waited of everybody, also of those who still
/// wait.
final class TracedEstimators {

  /// The backlogged rate forgets by half in so much time with somebody waiting.
  private static final double RATE_HALF_LIFE_SECONDS = 1_800;

  /// All else forgets by half in so much time.
  private static final double HALF_LIFE_SECONDS = 7 * 86_400.0;

  /// What is believed before the first call: talks of 5 min, patience of 30 min, worth one call.
  private static final double PRIOR_TALK = 300;

  private static final double PRIOR_PATIENCE = 1_800;

  private final Map<TraceCall, Boolean> waiting = new LinkedHashMap<>();
  private final AsteriskHoldTime asterisk = new AsteriskHoldTime();
  private long now;
  private int busy;
  private long lastToEnter;
  private double talks = 1;
  private double talkSeconds = PRIOR_TALK;
  private double hangUps = 1;
  private double leftSeconds = PRIOR_PATIENCE;
  private double exposedSeconds = PRIOR_PATIENCE;
  private double backloggedStarts = 1;
  private double backloggedSeconds = PRIOR_TALK / 4;

  void hear(TraceEvent event) {
    advance(event.at());
    TraceCall call = event.call();
    switch (event.kind()) {
      case JOINS -> waiting.put(call, true);
      case STARTS, STARTS_AT_ONCE -> starts(call);
      case HANGS_UP, HANGS_UP_AT_ONCE -> {
        waiting.remove(call);
        hangUps++;
        leftSeconds += call.waits();
      }
      case TALK_ENDS -> {
        busy--;
        talks++;
        talkSeconds += call.talks();
      }
    }
  }

  private void starts(TraceCall call) {
    busy++;
    asterisk.answered(call.waits());
    lastToEnter = call.waits();
    if (call.queued()) {
      waiting.remove(call);
      backloggedStarts++;
      leftSeconds += call.waits();
    }
  }

  /// Lets time pass until this second.
  void advance(long at) {
    double passed = at - now;
    now = at;
    if (passed <= 0) {
      return;
    }
    double factor = StrictMath.pow(0.5, passed / HALF_LIFE_SECONDS);
    talks *= factor;
    talkSeconds *= factor;
    hangUps *= factor;
    leftSeconds *= factor;
    exposedSeconds = exposedSeconds * factor + passed * waiting.size();
    if (!waiting.isEmpty()) {
      double rateFactor = StrictMath.pow(0.5, passed / RATE_HALF_LIFE_SECONDS);
      backloggedStarts *= rateFactor;
      backloggedSeconds = backloggedSeconds * rateFactor + passed;
    }
  }

  /// How many of those who wait are served before a caller who joins now.
  int ahead(TraceCall joining) {
    long effective = joining.joins() - joining.credit();
    int count = 0;
    for (TraceCall other : waiting.keySet()) {
      count += other.joins() - other.credit() <= effective ? 1 : 0;
    }
    return count;
  }

  double qlm(int ahead) {
    return sum(ahead, Math.max(1, busy) * talks / talkSeconds, hangUps / leftSeconds);
  }

  double qlmBacklogged(int ahead) {
    return sum(ahead, backloggedStarts / backloggedSeconds, hangUps / exposedSeconds);
  }

  private static double sum(int ahead, double serviceRate, double abandonRate) {
    double sum = 0;
    for (int i = 0; i <= ahead; i++) {
      sum += 1 / (serviceRate + i * abandonRate);
    }
    return sum;
  }

  double lastToEnter() {
    return lastToEnter;
  }

  AsteriskHoldTime asterisk() {
    return asterisk;
  }
}
