package org.ringfence.queue.prediction;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.ToldWaits;

/// What is followed of each queue of a pool by itself: how fast its callers are served, and how
/// long those served last had waited.
final class QueueTraits {

  /// What the newest caller served weighs in [#recentWait].
  private static final double NEWEST = 0.3;

  private final Pace pace = new Pace();

  private double recentWaitSeconds;
  private double served;
  private double insideShare;
  private double absoluteErrorSeconds;

  /// Only so many callers are remembered in the published error.
  private static final double REMEMBERED = 200;

  Pace pace() {
    return pace;
  }

  /// The waits of those served last, credited time included, in seconds; the last weighs most.
  double recentWaitSeconds() {
    return recentWaitSeconds;
  }

  void served(double creditedWaitSeconds) {
    recentWaitSeconds += NEWEST * (creditedWaitSeconds - recentWaitSeconds);
  }

  /// A caller was served who had been told a wait.
  void judged(boolean inside, double absoluteError) {
    served++;
    double newest = 1 / Math.min(served, REMEMBERED);
    insideShare += newest * ((inside ? 1 : 0) - insideShare);
    absoluteErrorSeconds += newest * (absoluteError - absoluteErrorSeconds);
  }

  @Nullable ToldWaits toldWaits() {
    return served == 0
        ? null
        : new ToldWaits(
            (int) Math.min(served, REMEMBERED),
            Math.max(0, Math.min(1, insideShare)),
            Duration.ofMillis(Math.round(1000 * absoluteErrorSeconds)));
  }

  /// The whole state.
  record Saved(
      String queue,
      Pace.Saved pace,
      double recentWaitSeconds,
      double served,
      double insideShare,
      double absoluteErrorSeconds) {}

  Saved save(String queue) {
    return new Saved(
        queue, pace.save(), recentWaitSeconds, served, insideShare, absoluteErrorSeconds);
  }

  static QueueTraits restored(Saved saved) {
    QueueTraits traits = new QueueTraits();
    traits.pace.restore(saved.pace);
    traits.recentWaitSeconds = saved.recentWaitSeconds;
    traits.served = saved.served;
    traits.insideShare = saved.insideShare;
    traits.absoluteErrorSeconds = saved.absoluteErrorSeconds;
    return traits;
  }
}
