package org.ringfence.queue.prediction;

/// How one caller stands.
///
/// @param ahead who will be served before this one by the agents counted here, in order
/// @param agents agents on duty who can serve this caller
/// @param free those of them who are free at this moment
/// @param place what else tells how long it will take
/// @param outlook how many agents there will be
public record Standing(
    CallersAhead ahead, int agents, int free, Place place, StaffOutlook outlook) {

  /// A caller's place, apart from who is ahead.
  ///
  /// @param queue the queue's name
  /// @param creditSeconds how much earlier than joined the caller stands; negative for later
  /// @param aheadInQueue callers ahead of the same queue
  /// @param creditAheadSeconds credit of all those ahead, summed
  /// @param headOfQueueSeconds since when the first of the same queue stands there, credit included
  /// @param talking callers of each queue who are talking
  public record Place(
      String queue,
      double creditSeconds,
      double aheadInQueue,
      double creditAheadSeconds,
      double headOfQueueSeconds,
      Talking talking) {

    /// Of whom nothing else is known.
    public static final Place ANY = new Place("", 0, 0, 0, 0, queue -> 0);
  }

  /// How many callers of a queue are talking.
  public interface Talking {
    int of(String queue);
  }

  public Standing {
    if (agents < 0 || free < 0) {
      throw new IllegalArgumentException("not a standing: " + agents + " agents, " + free);
    }
  }

  /// Of a caller of whom only this is known.
  ///
  /// @param ahead callers who just joined; not whole when some of them have other agents too
  public static Standing of(double ahead, int agents, int free) {
    return of(ahead, agents, free, StaffOutlook.STEADY);
  }

  /// The same of agents who go home and come.
  public static Standing of(double ahead, int agents, int free, StaffOutlook outlook) {
    if (!(ahead >= 0) || Double.isInfinite(ahead)) {
      throw new IllegalArgumentException("not a number of callers: " + ahead);
    }
    CallersAhead before = new CallersAhead();
    double rest = ahead;
    // Portions small enough to be reckoned one after another.
    double portion = Math.max(1, ahead / CallersAhead.PORTIONS);
    while (rest > 0) {
      before.add(0, Math.min(portion, rest), 0, 0);
      rest -= portion;
    }
    return new Standing(before, agents, free, Place.ANY, outlook);
  }

  /// So many callers are ahead, but for those for whom an agent is free.
  double queued() {
    return Math.max(0, ahead.total() - free);
  }

  /// Whether an agent is free for this caller.
  boolean served() {
    return free > ahead.total();
  }
}
