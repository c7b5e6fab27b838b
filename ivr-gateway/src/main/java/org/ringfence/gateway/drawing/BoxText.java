package org.ringfence.gateway.drawing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.gateway.ivr.Destination;
import org.ringfence.gateway.ivr.IvrNode;
import org.ringfence.gateway.ivr.Prompt;

/// What stands in a node's box: what callers hear, and what follows from it.
///
/// @param words the spoken text, in lines
/// @param facts what an operator wants to know of the node, in lines
record BoxText(List<String> words, List<String> facts) {

  private static final int CHARACTERS = 40;
  private static final int MAX_LINES = 4;

  /// @param catalogue the words of prompts by `language/id`
  /// @param shownIn the language of prompts that follow the caller's
  static BoxText of(IvrNode node, Map<String, String> catalogue, String shownIn) {
    List<String> spoken = new ArrayList<>();
    for (Prompt prompt : node.prompts()) {
      String language = prompt.fixed().map(fixed -> fixed.code()).orElse(shownIn);
      spoken.add(catalogue.getOrDefault(language + "/" + prompt.id(), "[" + prompt.id() + "]"));
    }
    List<String> lines = spoken.isEmpty() ? List.of() : wrap(String.join(" ", spoken));
    return new BoxText(cut(lines), facts(node));
  }

  private static List<String> facts(IvrNode node) {
    return switch (node) {
      case IvrNode.Ask ask when ask.aside() ->
          List.of("others go on after " + ask.seconds() + " s");
      case IvrNode.Ask ask ->
          List.of(
              "waits "
                  + ask.seconds()
                  + " s, "
                  + ask.tries()
                  + (ask.tries() == 1 ? " try" : " tries"));
      case IvrNode.Hours hours -> List.of("calendar " + hours.calendarName());
      case IvrNode.Join join -> joinFacts(join.destination());
      case IvrNode.Say _, IvrNode.Bye _ -> List.of();
    };
  }

  private static List<String> joinFacts(Destination destination) {
    Optional<QueueName> queue = destination.queue();
    List<String> facts = new ArrayList<>();
    facts.add(queue.map(name -> "queue " + name).orElse("the line's own queue"));
    String skills =
        destination.skills().stream().map(Skill::value).collect(Collectors.joining(", "));
    facts.add(skills.isEmpty() ? "any agent of the language" : "needs " + skills);
    Duration credit = destination.credit();
    if (!credit.isZero()) {
      facts.add(
          "stands as if come "
              + credit.toString().substring(2).toLowerCase(Locale.ROOT)
              + " earlier");
    }
    return facts;
  }

  private static List<String> wrap(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split("\\s+", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > CHARACTERS) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static List<String> cut(List<String> lines) {
    if (lines.size() <= MAX_LINES) {
      return lines;
    }
    List<String> kept = new ArrayList<>(lines.subList(0, MAX_LINES - 1));
    kept.add(lines.get(MAX_LINES - 1) + " …");
    return kept;
  }

  int lines() {
    return words.size() + facts.size();
  }
}
