package org.ringfence.desktop.questions;

import java.util.List;

/// The questions that callers of this process are asked.
public interface QuestionsDesk {

  /// A mistake in the flow's files.
  ///
  /// @param where file and line
  record Mistake(String where, String message) {}

  /// How often callers came from a node to the next since this process began.
  ///
  /// @param from empty for where calls begin
  /// @param by a key, `silence`, or how the node chose; empty where calls begin
  record Way(String from, String by, String to, long calls) {}

  /// A node and how many callers came to it.
  record Node(String node, String kind, long calls) {}

  /// How the questions are at this moment.
  ///
  /// @param flow the version of the flow that new calls get
  /// @param emergency whether the emergency message is switched on
  /// @param mistakes why the last reload was not taken over; empty when it was
  record Questions(
      String flow, boolean emergency, List<Mistake> mistakes, List<Node> nodes, List<Way> ways) {
    public Questions {
      mistakes = List.copyOf(mistakes);
      nodes = List.copyOf(nodes);
      ways = List.copyOf(ways);
    }
  }

  Questions questions();

  /// The flow as an SVG file, with the counts in it.
  String picture();

  /// Reads the flow's file again; new calls get it when all of it is right.
  ///
  /// @return what is wrong; empty when it was taken over
  List<Mistake> reload();

  /// Switches the emergency message; it stays so over restarts.
  ///
  /// @throws java.io.UncheckedIOException when that could not be written down
  void switchEmergency(boolean on);
}
