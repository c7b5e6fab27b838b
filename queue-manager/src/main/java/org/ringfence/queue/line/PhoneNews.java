package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What each Asterisk said last of one agent's phone.
///
/// An offer rings the phone at the caller's own node, so each node's word counts for the callers of
/// that node. What was said without a node's name (by an earlier release, or by an Asterisk without
/// one) counts for all until a node speaks.
final class PhoneNews {

  /// Nodes that are remembered; the one that spoke longest ago is forgotten first.
  private static final int MAX_NODES = 16;

  /// News that comes later than this is not late: a clock was set back.
  private static final Duration LATEST_NEWS = Duration.ofMinutes(1);

  private static final String UNNAMED = "";

  /// @param at by the gateway's clock
  record Word(Instant at, boolean reachable) {}

  private final TreeMap<String, Word> byNode = new TreeMap<>();

  /// Takes in what a node says.
  ///
  /// @return whether it is news: what is older than the node's last word is none
  boolean hear(@Nullable String node, Instant at, boolean reachable) {
    String name = node == null ? UNNAMED : node;
    @Nullable Word last = byNode.get(name);
    if (last != null && at.isBefore(last.at) && at.isAfter(last.at.minus(LATEST_NEWS))) {
      return false;
    }
    if (node != null) {
      byNode.remove(UNNAMED);
    }
    byNode.put(name, new Word(at, reachable));
    if (byNode.size() > MAX_NODES) {
      byNode.entrySet().stream()
          .min(
              Comparator.comparing((Map.Entry<String, Word> entry) -> entry.getValue().at())
                  .thenComparing(Map.Entry::getKey))
          .map(Map.Entry::getKey)
          .ifPresent(byNode::remove);
    }
    return true;
  }

  /// Whether no node misses the phone.
  boolean isEverywhere() {
    for (Word word : byNode.values()) {
      if (!word.reachable) {
        return false;
      }
    }
    return true;
  }

  /// Whether the phone can be rung for anybody.
  boolean isSomewhere() {
    return byNode.isEmpty() || byNode.values().stream().anyMatch(Word::reachable);
  }

  /// Whether the phone can be rung for the callers of a node; one that never spoke is taken to have
  /// it when no other misses it.
  ///
  /// @param node the first part of the ids of its calls
  boolean isThereFor(String node) {
    @Nullable Word word = byNode.get(node);
    return word == null ? isEverywhere() : word.reachable;
  }

  /// The agent says to be at the phone: where no node has it, that outweighs what was said before.
  /// Where one has it the others' words stand, for they concern only their own callers.
  void overrule() {
    if (!isSomewhere()) {
      byNode.replaceAll((node, word) -> new Word(word.at(), true));
    }
  }

  /// By node, in alphabetical order.
  SortedMap<String, Word> saved() {
    return new TreeMap<>(byNode);
  }

  void restore(Map<String, Word> saved) {
    byNode.clear();
    byNode.putAll(saved);
  }

  /// As an earlier release saved it.
  void restore(Instant at, boolean reachable) {
    restore(Map.of(UNNAMED, new Word(at, reachable)));
  }
}
