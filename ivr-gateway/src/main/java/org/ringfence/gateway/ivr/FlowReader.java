package org.ringfence.gateway.ivr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ringfence.gateway.ivr.IvrNode.Choice;
import org.ringfence.gateway.ivr.WrittenFlow.Way;
import org.ringfence.settings.SettingsReader;
import org.ringfence.settings.Suggestion;

/// Reads a flow from a settings file; what is wrong in it is noted at its file and line.
public final class FlowReader {

  /// More than any flow that a caller could be led through.
  static final int MAX_NODES = 64;

  private static final String KEYS = "0123456789*#";
  private static final List<String> KINDS = List.of("ask", "aside", "say", "hours", "join", "bye");

  /// An aside must be over soon for those whom it does not concern.
  private static final int MAX_ASIDE_SECONDS = 3;

  private final SettingsReader file;
  private final WrittenFlow written;
  private final Surroundings known;

  private FlowReader(SettingsReader file, Surroundings known) {
    this.file = file;
    this.known = known;
    this.written = new WrittenFlow(file);
  }

  /// @param file the flow's file; the caller finishes it, and must not use the flow when that fails
  public static IvrFlow read(SettingsReader file, Surroundings known) {
    FlowReader reader = new FlowReader(file, known);
    List<Language> languages = reader.languages();
    List<Prompt> announce = reader.prompts(file, "announce");
    List<Prompt> again = reader.prompts(file, "again");
    SettingsReader emergency = file.section("emergency");
    List<Prompt> first = reader.prompts(emergency, "prompts");
    if (first.isEmpty() && emergency.has("prompts")) {
      emergency.problem("prompts", "an emergency message must say something");
    }
    List<SettingsReader> sections = file.sections("nodes");
    sections.forEach(reader::node);
    if (sections.size() > MAX_NODES) {
      file.problem("nodes", "may be " + MAX_NODES + " at most, not " + sections.size());
    }
    List<Way> roots = reader.written.roots();
    IvrFlow flow =
        new IvrFlow(
            "",
            roots.getFirst().target(),
            languages.isEmpty() ? List.of(Language.EN) : languages,
            announce,
            again,
            new Emergency(first, roots.getLast().target()),
            reader.written.nodes());
    new FlowGraphCheck(reader.written, roots, languages, known.prompts()).run();
    new FlowPromptCheck(reader.written, flow, languages, known.prompts()).run();
    return flow;
  }

  private List<Language> languages() {
    List<Language> languages = new ArrayList<>();
    for (String code : file.texts("languages")) {
      Optional<Language> language = Language.find(code);
      if (language.isEmpty()) {
        file.problem(
            "languages",
            "\""
                + code
                + "\" cannot be spoken yet; en and es can. What is still to be recorded stands in"
                + " to-record.tsv beside the list of prompts");
      } else if (languages.contains(language.get())) {
        file.problem("languages", "\"" + code + "\" is listed twice");
      } else {
        languages.add(language.get());
      }
    }
    if (languages.isEmpty() && file.has("languages")) {
      file.problem("languages", "there must be at least one; the first is the default");
    }
    return languages;
  }

  private List<Prompt> prompts(SettingsReader section, String key) {
    List<Prompt> prompts = new ArrayList<>();
    for (String text : section.texts(key)) {
      try {
        prompts.add(Prompt.parse(text));
      } catch (IllegalArgumentException wrong) {
        section.problem(key, String.valueOf(wrong.getMessage()));
      }
    }
    return prompts;
  }

  private void node(SettingsReader section) {
    String name = section.text("name");
    if (!name.isEmpty() && !IvrState.isName(name)) {
      section.problem("name", "a node's name has 1 to 32 of a-z 0-9 -, a letter first");
    }
    List<Way> ways = new ArrayList<>();
    IvrNode node = node(section, name, ways);
    if (!name.isEmpty() && !written.add(node, section, ways)) {
      section.problem("name", "there are two nodes \"" + name + "\"");
    }
  }

  private IvrNode node(SettingsReader section, String name, List<Way> ways) {
    String kind = section.text("kind");
    return switch (kind) {
      case "ask" -> ask(section, name, false, ways);
      case "aside" -> ask(section, name, true, ways);
      case "say" ->
          new IvrNode.Say(
              name, spoken(section, "would say nothing"), target(section, "next", ways));
      case "hours" -> hours(section, name, ways);
      case "join" -> new JoinReading(section, known).read(name, prompts(section, "prompts"));
      case "bye" -> new IvrNode.Bye(name, spoken(section, "would hang up without a word"));
      default -> {
        if (!kind.isEmpty()) {
          section.problem(
              "kind",
              "must be one of "
                  + String.join(", ", KINDS)
                  + ", not \""
                  + kind
                  + "\""
                  + Suggestion.of(kind, KINDS));
        }
        yield new IvrNode.Bye(name, prompts(section, "prompts"));
      }
    };
  }

  /// Prompts that must not be none.
  private List<Prompt> spoken(SettingsReader section, String otherwise) {
    List<Prompt> prompts = prompts(section, "prompts");
    if (section.has("prompts") && section.texts("prompts").isEmpty()) {
      section.problem("prompts", "name at least one; this node " + otherwise);
    }
    return prompts;
  }

  private static String target(SettingsReader section, String key, List<Way> ways) {
    String target = section.text(key);
    if (!target.isEmpty()) {
      ways.add(new Way(target, section, key));
    }
    return target;
  }

  private IvrNode ask(SettingsReader section, String name, boolean aside, List<Way> ways) {
    List<Prompt> prompts = spoken(section, "would ask by silence");
    Map<Character, Choice> keys = new TreeMap<>();
    for (SettingsReader key : section.sections("keys")) {
      String digit = key.text("key");
      Choice choice = choice(key, ways);
      if (digit.length() != 1 || KEYS.indexOf(digit) < 0) {
        key.problem("key", "must be one of 0 to 9, * and #, not \"" + digit + "\"");
      } else if (keys.putIfAbsent(digit.charAt(0), choice) != null) {
        key.problem("key", "the key " + digit + " is given twice");
      }
    }
    Choice silence = choice(section.section("silence"), ways);
    int seconds = section.integer("seconds", 1, aside ? MAX_ASIDE_SECONDS : 30);
    int tries = aside ? 1 : section.integer("tries", 1, 5);
    return new IvrNode.Ask(name, prompts, seconds, tries, aside, keys, silence);
  }

  private static Choice choice(SettingsReader section, List<Way> ways) {
    String answer = section.has("answer") ? section.textOrEmpty("answer") : "";
    if (!answer.isEmpty() && !IvrState.isValue(answer)) {
      section.problem("answer", "has 1 to 32 of A-Z a-z 0-9 _ -");
    }
    return new Choice(answer, target(section, "next", ways));
  }

  private IvrNode hours(SettingsReader section, String name, List<Way> ways) {
    String wanted = section.text("calendar");
    var calendar = known.calendars().get(wanted);
    String open = target(section, "open", ways);
    String closed = target(section, "closed", ways);
    String holiday = target(section, "holiday", ways);
    if (calendar == null) {
      if (!wanted.isEmpty()) {
        section.problem(
            "calendar",
            "there is no calendar \""
                + wanted
                + "\"; `calendars` in the main file has "
                + new TreeSet<>(known.calendars().keySet())
                + Suggestion.of(wanted, known.calendars().keySet()));
      }
      return new IvrNode.Say(name, List.of(), open);
    }
    return new IvrNode.Hours(name, wanted, calendar, open, closed, holiday);
  }
}
