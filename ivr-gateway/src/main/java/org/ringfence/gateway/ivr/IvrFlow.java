package org.ringfence.gateway.ivr;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;

/// The whole flow: a directed graph of nodes without a circle, so that every caller comes to its
/// end.
///
/// INVARIANT (checked by [FlowReader]): `start` and every target exist, no path comes back to where
/// it was, and each path ends at a [IvrNode.Join] or [IvrNode.Bye] after at most
/// [FlowReader#MAX_QUESTIONS] questions.
///
/// @param languages that callers are offered, at least one; the first is spoken until the caller
///   has chosen
/// @param announce said first to a caller who was called by somebody that showed our number
/// @param again said after a wrong key, before the question is asked again
/// @param nodes by name, in the order of the file
public record IvrFlow(
    String start,
    List<Language> languages,
    List<Prompt> announce,
    List<Prompt> again,
    Map<String, IvrNode> nodes) {

  /// The question whose answer is the caller's language.
  public static final String LANGUAGE_NODE = "language";

  public IvrFlow {
    languages = List.copyOf(languages);
    announce = List.copyOf(announce);
    again = List.copyOf(again);
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
  }

  Optional<IvrNode> find(String name) {
    return Optional.ofNullable(nodes.get(name));
  }

  public Language defaultLanguage() {
    return languages.getFirst();
  }

  /// The language of a caller in this state.
  public Language language(IvrState state) {
    return chosen(state).orElse(defaultLanguage());
  }

  /// In which languages something is said to a caller in this state: the one that was chosen, else
  /// all that are offered, one after another.
  List<Language> spoken(IvrState state) {
    return chosen(state).map(List::of).orElse(languages);
  }

  private static Optional<Language> chosen(IvrState state) {
    return Language.find(state.answers().getOrDefault(LANGUAGE_NODE, ""));
  }

  /// Where a caller in this state wants to go; the line's own queue when the questions were not
  /// finished.
  public Destination destination(IvrState state) {
    return find(state.at()).orElse(null) instanceof IvrNode.Join join
        ? new Destination(join.queue(), join.skills())
        : new Destination(Optional.empty(), Set.of());
  }

  /// What a caller asked for.
  ///
  /// @param queue empty for the queue of the line that was called
  public record Destination(Optional<QueueName> queue, Set<Skill> skills) {
    public Destination {
      skills = Set.copyOf(skills);
    }
  }
}
