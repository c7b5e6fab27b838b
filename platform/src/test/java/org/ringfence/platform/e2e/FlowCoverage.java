package org.ringfence.platform.e2e;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ringfence.gateway.ivr.IvrFlow;
import org.ringfence.gateway.ivr.IvrNode;
import org.ringfence.gateway.ivr.Move;
import tools.jackson.databind.JsonNode;

/// Which ways of a flow real calls took, by the language of the callers, as the platform itself
/// counts them (`/api/v1/ivr`).
final class FlowCoverage {

  private final IvrFlow flow;
  private final List<String> languages = new ArrayList<>();
  private final Map<String, Map<Move, Long>> taken = new HashMap<>();
  private Map<Move, Long> before = Map.of();

  FlowCoverage(IvrFlow flow) {
    this.flow = flow;
  }

  /// What was counted since the last call of this method are the calls of these people.
  void count(String people, JsonNode questions) {
    Map<Move, Long> now = new HashMap<>();
    questions
        .path("ways")
        .forEach(way ->
            now.put(
                new Move(
                    way.path("from").asString(""),
                    way.path("by").asString(""),
                    way.path("to").asString("")),
                way.path("calls").asLong()));
    if (!taken.containsKey(people)) {
      languages.add(people);
    }
    Map<Move, Long> theirs = taken.computeIfAbsent(people, any -> new HashMap<>());
    now.forEach((way, calls) -> theirs.merge(way, calls - before.getOrDefault(way, 0L), Long::sum));
    before = now;
  }

  /// Every way out of every node.
  private List<Move> ways() {
    List<Move> ways = new ArrayList<>();
    for (IvrNode node : flow.nodes().values()) {
      node.exits().forEach(exit -> ways.add(new Move(node.name(), exit.by(), exit.next())));
    }
    return ways;
  }

  private long calls(String people, Move way) {
    return taken.getOrDefault(people, Map.of()).getOrDefault(way, 0L);
  }

  /// Ways that nobody took, whoever it was.
  List<Move> missing() {
    return ways().stream()
        .filter(way -> languages.stream().allMatch(people -> calls(people, way) == 0))
        .toList();
  }

  /// Ways out of some nodes that one of these languages never took.
  List<Move> missing(List<String> people, List<String> nodes) {
    return ways().stream()
        .filter(way -> nodes.contains(way.from()))
        .filter(way -> people.stream().anyMatch(each -> calls(each, way) == 0))
        .toList();
  }

  /// Nodes that no call came to.
  Set<String> unvisited() {
    Set<String> left = new TreeSet<>(flow.nodes().keySet());
    taken
        .values()
        .forEach(ways ->
            ways.forEach((way, calls) -> {
              if (calls > 0) {
                left.remove(way.to());
              }
            }));
    return left;
  }

  /// As it stands in docs/ivr.md.
  String table() {
    StringBuilder table = new StringBuilder("| node | by | to | ");
    table.append(String.join(" | ", languages)).append(" |\n");
    table.append("| --- | --- | --- |").append(" --- |".repeat(languages.size())).append('\n');
    for (Move way : ways()) {
      table.append("| `%s` | %s | `%s` |".formatted(way.from(), way.by(), way.to()));
      languages.forEach(people -> table.append(" %d |".formatted(calls(people, way))));
      table.append('\n');
    }
    return table.toString();
  }
}
