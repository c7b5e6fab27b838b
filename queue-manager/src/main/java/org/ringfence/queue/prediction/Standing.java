package org.ringfence.queue.prediction;

/// How one caller stands.
///
/// @param ahead callers who will be served before this one by the agents counted here; not whole
///   when some of them have other agents too
/// @param agents agents on duty who can serve this caller
/// @param free those of them who are free at this moment
public record Standing(double ahead, int agents, int free) {

  public Standing {
    if (!(ahead >= 0) || Double.isInfinite(ahead) || agents < 0 || free < 0) {
      throw new IllegalArgumentException("not a standing: " + ahead + ", " + agents + ", " + free);
    }
  }
}
