package org.ringfence.gateway.ivr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.gateway.ivr.IvrNode.Ask;
import org.ringfence.gateway.ivr.IvrNode.Choice;
import org.ringfence.gateway.ivr.IvrNode.Exit;
import org.ringfence.gateway.ivr.WrittenFlow.Way;
import org.ringfence.settings.Suggestion;

/// Whether every caller comes to an end of the flow, soon, and to a person without a key.
///
/// The graph is walked once in an order in which every node comes after all that lead to it; sums
/// along the worst path are carried on, so a flow with very many paths costs no more than its
/// edges.
final class FlowGraphCheck {

  /// Nobody is asked more than this, whatever they press.
  static final int MAX_QUESTIONS = 2;

  /// Accessibility: nobody listens longer before a key can be pressed.
  static final double MAX_SECONDS_BEFORE_A_KEY = 12;

  /// The dialplan gives up leading a caller after 40 steps; four are left for challenges.
  static final int MAX_STEPS = 36;

  private final WrittenFlow flow;
  private final List<Way> roots;
  private final List<Language> languages;
  private final PromptCatalogue prompts;

  private final List<String> order = new ArrayList<>();
  private final Set<String> open = new LinkedHashSet<>();
  private final Set<String> done = new LinkedHashSet<>();
  private final Set<String> round = new LinkedHashSet<>();

  FlowGraphCheck(
      WrittenFlow flow, List<Way> roots, List<Language> languages, PromptCatalogue prompts) {
    this.flow = flow;
    this.roots = roots;
    this.languages = languages;
    this.prompts = prompts;
  }

  void run() {
    boolean complete = true;
    for (Way root : roots) {
      complete &= isThere(root, "there is no node \"%s\"");
    }
    for (String name : flow.names()) {
      for (Way way : flow.ways(name)) {
        isThere(way, "leads to \"%s\", which is no node");
      }
    }
    roots.forEach(root -> visit(root.target()));
    if (complete) {
      for (String name : flow.names()) {
        if (!done.contains(name)) {
          flow.section(name).problem("name", "nobody can come to the node \"" + name + "\"");
        }
      }
    }
    if (round.isEmpty()) {
      checkPaths();
      checkSilence();
    }
    checkLanguageAnswers();
  }

  private boolean isThere(Way way, String message) {
    if (way.target().isEmpty() || flow.find(way.target()) != null) {
      return true;
    }
    way.problem(message.formatted(way.target()) + Suggestion.of(way.target(), flow.names()));
    return false;
  }

  /// Depth first; a node that is met while it is still open closes a circle.
  private void visit(String name) {
    if (flow.find(name) == null || done.contains(name)) {
      return;
    }
    if (open.contains(name)) {
      if (round.add(name)) {
        flow.section(name).problem("name", "a caller could go round \"" + name + "\" for ever");
      }
      return;
    }
    open.add(name);
    flow.ways(name).forEach(way -> visit(way.target()));
    open.remove(name);
    done.add(name);
    order.addFirst(name);
  }

  /// The most of each on any way to a node, the node itself counted.
  private record Most(int questions, int asides, int steps, Map<Language, Double> seconds) {

    static final Most NOTHING = new Most(0, 0, 0, Map.of());

    Most or(Most other) {
      Map<Language, Double> longer = new HashMap<>(seconds);
      other.seconds.forEach((language, value) -> longer.merge(language, value, Math::max));
      return new Most(
          Math.max(questions, other.questions),
          Math.max(asides, other.asides),
          Math.max(steps, other.steps),
          longer);
    }
  }

  private void checkPaths() {
    Map<String, Most> before = new HashMap<>();
    int longest = 0;
    for (String name : order) {
      IvrNode node = flow.nodes().get(name);
      if (node == null) {
        continue;
      }
      Most here = with(node, before.getOrDefault(name, Most.NOTHING));
      longest = Math.max(longest, here.steps);
      tell(node, here);
      Most after = node instanceof Ask ? listenedAnew(here) : here;
      flow.ways(name).forEach(way -> before.merge(way.target(), after, Most::or));
    }
    if (longest > MAX_STEPS) {
      flow.file()
          .problem(
              "start",
              "the longest way has "
                  + longest
                  + " steps, tries counted; the dialplan leads callers to the line after "
                  + MAX_STEPS);
    }
  }

  private Most with(IvrNode node, Most before) {
    Map<Language, Double> seconds = new HashMap<>();
    for (Language language : languages) {
      double listened = before.seconds.getOrDefault(language, 0.0);
      seconds.put(language, listened + prompts.seconds(node.prompts(), language));
    }
    int question = node instanceof Ask ask && !ask.aside() ? 1 : 0;
    int aside = node instanceof Ask ask && ask.aside() ? 1 : 0;
    int steps = node instanceof Ask ask ? ask.tries() : 1;
    return new Most(
        before.questions + question, before.asides + aside, before.steps + steps, seconds);
  }

  private static Most listenedAnew(Most most) {
    return new Most(most.questions, most.asides, most.steps, Map.of());
  }

  private void tell(IvrNode node, Most here) {
    if (!(node instanceof Ask ask)) {
      return;
    }
    if (!ask.aside() && here.questions > MAX_QUESTIONS) {
      flow.section(node.name())
          .problem("name", "would be question " + here.questions + "; at most two are asked");
    }
    if (ask.aside() && here.asides > 1) {
      flow.section(node.name()).problem("name", "would be the second aside of a call; one is let");
    }
    for (Language language : languages) {
      double seconds = here.seconds.getOrDefault(language, 0.0);
      if (seconds > MAX_SECONDS_BEFORE_A_KEY) {
        flow.section(node.name())
            .problem(
                "prompts",
                String.format(
                    Locale.ROOT,
                    "callers listen for %.1f s in %s before they can answer; shorten the words to"
                        + " %.0f s at most",
                    seconds,
                    language.code(),
                    MAX_SECONDS_BEFORE_A_KEY));
      }
    }
  }

  /// Who presses nothing reaches a person while it is open.
  private void checkSilence() {
    if (!roots.isEmpty()) {
      Way start = roots.getFirst();
      tellHangUp(start, silentEnd(start.target()), "who presses no key is hung up on at \"%s\"");
    }
    for (IvrNode node : flow.nodes().values()) {
      if (node instanceof Ask ask && done.contains(node.name())) {
        Way silence = flow.ways(node.name()).stream().reduce((first, last) -> last).orElse(null);
        if (silence != null && silence.target().equals(ask.silence().next())) {
          tellHangUp(
              silence, silentEnd(silence.target()), "silence ends at \"%s\", which hangs up");
        }
      }
    }
  }

  private static void tellHangUp(Way way, @Nullable IvrNode end, String message) {
    if (end instanceof IvrNode.Bye bye) {
      way.problem(message.formatted(bye.name()) + "; it must lead to a person");
    }
  }

  private @Nullable IvrNode silentEnd(String from) {
    @Nullable IvrNode node = flow.find(from);
    while (node != null && !node.exits().isEmpty()) {
      Exit exit = node instanceof IvrNode.Hours ? node.exits().getFirst() : node.exits().getLast();
      node = flow.find(exit.next());
    }
    return node;
  }

  private void checkLanguageAnswers() {
    if (flow.find(IvrFlow.LANGUAGE_NODE) instanceof Ask ask) {
      List<Choice> choices = new ArrayList<>(ask.keys().values());
      choices.add(ask.silence());
      for (Choice choice : choices) {
        if (Language.find(choice.answer()).filter(languages::contains).isEmpty()) {
          flow.section(ask.name())
              .problem(
                  "keys",
                  "the answer \""
                      + choice.answer()
                      + "\" is no language of the flow; `languages` lists "
                      + languages.stream().map(Language::code).toList());
        }
      }
    }
  }
}
