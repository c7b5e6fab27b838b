package org.ringfence.gateway.ivr;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How often callers came by which way to which node, since the start of this process.
///
/// At most [#MAX_WAYS] ways are counted, more than the flows that are held can have in sane use;
/// further ones are not.
public final class Visits {

  static final int MAX_WAYS = 4_000;

  private final Map<Move, Long> ways = new HashMap<>();

  public synchronized void count(List<Move> moves) {
    for (Move move : moves) {
      if (ways.size() < MAX_WAYS || ways.containsKey(move)) {
        ways.merge(move, 1L, Long::sum);
      }
    }
  }

  /// The counts by way.
  public synchronized Map<Move, Long> ways() {
    return Map.copyOf(ways);
  }

  /// The counts by node, in alphabetical order.
  public Map<String, Long> nodes() {
    Map<String, Long> nodes = new TreeMap<>();
    ways().forEach((move, count) -> nodes.merge(move.to(), count, Long::sum));
    return nodes;
  }
}
