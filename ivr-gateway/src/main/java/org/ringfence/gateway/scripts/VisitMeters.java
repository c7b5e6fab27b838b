package org.ringfence.gateway.scripts;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.ringfence.gateway.ivr.Move;
import org.ringfence.gateway.ivr.Visits;

/// Counts callers at the flow's nodes, for the flow's picture and as `ringfence.ivr.visits` by
/// `node`: nodes that nobody comes to, or many more than before, tell of a wrong flow or of
/// machines.
public final class VisitMeters {

  private final Visits visits = new Visits();
  private final MeterRegistry meters;

  public VisitMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  void count(List<Move> moves) {
    visits.count(moves);
    // Nodes are bounded by the flow's reader, and changes of the flow are a person's.
    moves.forEach(move -> meters.counter("ringfence.ivr.visits", "node", move.to()).increment());
  }

  public Visits visits() {
    return visits;
  }
}
