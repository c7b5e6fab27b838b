package org.ringfence.gateway.ivr;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringfence.hours.Calendar;

/// The whole flow: a directed graph of nodes without a circle, so that every caller comes to its
/// end.
///
/// INVARIANT (checked by [FlowReader]): `start`, `emergency.next` and every target exist, no path
/// comes back to where it was, and each path ends at a [IvrNode.Join] or [IvrNode.Bye] after at
/// most [FlowGraphCheck#MAX_QUESTIONS] questions.
///
/// @param version which text it was read from, eight hexadecimal digits; empty when nobody needs to
///   know
/// @param languages that callers are offered, at least one; the first is spoken until the caller
///   has chosen
/// @param announce said first to a caller who was called by somebody that showed our number
/// @param again said after a wrong key, before the question is asked again
/// @param nodes by name, in the order of the file
public record IvrFlow(
    String version,
    String start,
    List<Language> languages,
    List<Prompt> announce,
    List<Prompt> again,
    Emergency emergency,
    Map<String, IvrNode> nodes) {

  /// The question whose answer is the caller's language.
  public static final String LANGUAGE_NODE = "language";

  public IvrFlow {
    languages = List.copyOf(languages);
    announce = List.copyOf(announce);
    again = List.copyOf(again);
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
  }

  /// The same, known by a version.
  public IvrFlow versioned(String text) {
    return new IvrFlow(text, start, languages, announce, again, emergency, nodes);
  }

  /// The same, with the hours that calendars have now.
  ///
  /// @param calendars by name; where one is missing, its hours stay
  public IvrFlow with(Map<String, Calendar> calendars) {
    Map<String, IvrNode> changed = new LinkedHashMap<>(nodes);
    changed.replaceAll(
        (_, node) -> node instanceof IvrNode.Hours hours ? hours.with(calendars) : node);
    return new IvrFlow(version, start, languages, announce, again, emergency, changed);
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

  /// Where a caller in this state wants to go: what the caller took along, else what the node says
  /// (in a state of an earlier release), else the line's own queue, when the questions were not
  /// finished.
  public Destination destination(IvrState state) {
    if (state.destination() != null) {
      return state.destination();
    }
    return find(state.at()).orElse(null) instanceof IvrNode.Join join
        ? join.destination()
        : Destination.ANYBODY;
  }
}
