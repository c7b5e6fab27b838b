package org.ringfence.gateway.ivr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.gateway.ivr.IvrNode.Choice;
import org.ringfence.settings.SettingsReader;

/// Reads a flow from a settings file; what is wrong in it is noted at its file and line.
public final class FlowReader {

  /// Nobody is asked more than this, whatever they press.
  static final int MAX_QUESTIONS = 2;

  /// The queue's name that means: the queue of the line that was called.
  static final String LINES_OWN_QUEUE = "line";

  /// Said outside of the flow's nodes, by the line and after a talk.
  static final List<String> LINE_PROMPTS = List.of("thanks-for-waiting", "back-in-line", "goodbye");

  private static final String KEYS = "0123456789*#";

  private final SettingsReader file;
  private final Set<QueueName> queues;
  private final Set<Skill> skills;
  private final Map<String, IvrNode> nodes = new LinkedHashMap<>();
  private final Map<String, SettingsReader> sections = new LinkedHashMap<>();

  private FlowReader(SettingsReader file, Set<QueueName> queues, Set<Skill> skills) {
    this.file = file;
    this.queues = queues;
    this.skills = skills;
  }

  /// @param file the flow's file; the caller finishes it, and must not use the flow when that fails
  /// @param queues the queues that exist
  /// @param skills the skills that some agent has
  /// @param prompts the prompts that exist
  public static IvrFlow read(
      SettingsReader file, Set<QueueName> queues, Set<Skill> skills, PromptCatalogue prompts) {
    FlowReader reader = new FlowReader(file, queues, skills);
    List<Language> languages = reader.languages();
    List<Language> offered = languages.isEmpty() ? List.of(Language.EN) : languages;
    List<Prompt> announce = reader.prompts(file, "announce");
    List<Prompt> again = reader.prompts(file, "again");
    file.sections("nodes").forEach(reader::node);
    String start = file.text("start");
    IvrFlow flow = new IvrFlow(start, offered, announce, again, reader.nodes);
    reader.checkGraph(start);
    reader.checkLanguageAnswers(languages);
    reader.checkPrompts(flow, languages, prompts);
    return flow;
  }

  private List<Language> languages() {
    List<Language> languages = new ArrayList<>();
    for (String code : file.texts("languages")) {
      Optional<Language> language = Language.find(code);
      if (language.isEmpty()) {
        file.problem("languages", "\"" + code + "\" cannot be spoken yet; en and es can");
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
      return;
    }
    List<Prompt> prompts = prompts(section, "prompts");
    String kind = section.text("kind");
    IvrNode node =
        switch (kind) {
          case "ask" -> ask(section, name, prompts);
          case "say" -> new IvrNode.Say(name, prompts, section.text("next"));
          case "join" -> join(section, name, prompts);
          case "bye" -> new IvrNode.Bye(name, prompts);
          default -> {
            section.problem("kind", "must be one of ask, say, join, bye, not \"" + kind + "\"");
            yield new IvrNode.Bye(name, prompts);
          }
        };
    if (nodes.putIfAbsent(name, node) != null) {
      section.problem("name", "there are two nodes \"" + name + "\"");
    }
    sections.putIfAbsent(name, section);
  }

  private IvrNode ask(SettingsReader section, String name, List<Prompt> prompts) {
    if (prompts.isEmpty() && section.has("prompts")) {
      section.problem("prompts", "a question without a prompt is silence");
    }
    Map<Character, Choice> keys = new TreeMap<>();
    for (SettingsReader key : section.sections("keys")) {
      String digit = key.text("key");
      if (digit.length() != 1 || KEYS.indexOf(digit) < 0) {
        key.problem("key", "must be one of 0 to 9, * and #");
      } else if (keys.putIfAbsent(digit.charAt(0), choice(key)) != null) {
        key.problem("key", "the key " + digit + " is given twice");
      }
    }
    Choice silence = choice(section.section("silence"));
    int seconds = section.integer("seconds", 1, 30);
    return new IvrNode.Ask(name, prompts, seconds, section.integer("tries", 1, 5), keys, silence);
  }

  private static Choice choice(SettingsReader section) {
    String answer = section.has("answer") ? section.textOrEmpty("answer") : "";
    if (!answer.isEmpty() && !IvrState.isValue(answer)) {
      section.problem("answer", "has 1 to 32 of A-Z a-z 0-9 _ -");
    }
    return new Choice(answer, section.text("next"));
  }

  private IvrNode join(SettingsReader section, String name, List<Prompt> prompts) {
    String queue = section.text("queue");
    Optional<QueueName> named =
        queue.isEmpty() || queue.equals(LINES_OWN_QUEUE)
            ? Optional.empty()
            : Optional.of(section.value("queue", QueueName::new, new QueueName("none")));
    if (named.isPresent() && !queues.contains(named.get())) {
      section.problem(
          "queue", "there is no queue " + queue + "; queues are " + new TreeSet<>(queues));
    }
    Set<Skill> wanted = new HashSet<>();
    for (String skill : section.texts("skills")) {
      if (skills.stream().noneMatch(known -> known.value().equals(skill))) {
        section.problem("skills", "no agent has the skill \"" + skill + "\"; nobody could answer");
      } else {
        wanted.add(new Skill(skill));
      }
    }
    return new IvrNode.Join(name, prompts, named, wanted);
  }

  private void checkGraph(String start) {
    if (!nodes.containsKey(start)) {
      file.problem("start", "there is no node \"" + start + "\"");
      return;
    }
    Set<String> reached = new HashSet<>();
    visit(start, List.of(), 0, reached);
    for (String name : nodes.keySet()) {
      if (!reached.contains(name)) {
        section(name).problem("name", "nobody can come to the node \"" + name + "\"");
      }
    }
  }

  /// Walks every path; flows are small, and a circle ends a path at once.
  private void visit(String name, List<String> path, int questions, Set<String> reached) {
    IvrNode node = nodes.get(name);
    if (node == null) {
      section(path.getLast()).problem("name", "leads to \"" + name + "\", which is no node");
      return;
    }
    if (path.contains(name)) {
      section(name).problem("name", "a caller could go round \"" + name + "\" for ever");
      return;
    }
    int asked = node instanceof IvrNode.Ask ? questions + 1 : questions;
    if (asked > MAX_QUESTIONS) {
      section(name).problem("name", "would be question " + asked + "; at most two are asked");
      return;
    }
    reached.add(name);
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    node.targets().forEach(target -> visit(target, longer, asked, reached));
  }

  private void checkLanguageAnswers(List<Language> languages) {
    if (nodes.get(IvrFlow.LANGUAGE_NODE) instanceof IvrNode.Ask ask) {
      List<Choice> choices = new ArrayList<>(ask.keys().values());
      choices.add(ask.silence());
      for (Choice choice : choices) {
        if (Language.find(choice.answer()).filter(languages::contains).isEmpty()) {
          section(ask.name())
              .problem("keys", "the answer \"" + choice.answer() + "\" is no language of the flow");
        }
      }
    }
  }

  private void checkPrompts(IvrFlow flow, List<Language> languages, PromptCatalogue prompts) {
    for (Language language : languages) {
      report(file, "languages", language, prompts.missing(language, Announcement.allIds(language)));
      report(file, "languages", language, prompts.missing(language, LINE_PROMPTS));
      report(file, "languages", language, prompts.missing(language, LinePrompts.allIds()));
      report(file, "languages", language, prompts.missing(language, Challenge.promptIds()));
      boolean first = language == languages.getFirst();
      checkPrompts(file, "announce", flow.announce(), language, first, prompts);
      checkPrompts(file, "again", flow.again(), language, first, prompts);
      nodes.forEach((name, node) ->
          checkPrompts(section(name), "prompts", node.prompts(), language, first, prompts));
    }
  }

  /// Checks what is said in the caller's language once for each, and what is always said in one
  /// language only once.
  private static void checkPrompts(
      SettingsReader at,
      String key,
      List<Prompt> wanted,
      Language callers,
      boolean firstLanguage,
      PromptCatalogue prompts) {
    for (Prompt prompt : wanted) {
      if (prompt.fixed().isEmpty() || firstLanguage) {
        Language language = prompt.fixed().orElse(callers);
        report(at, key, language, prompts.missing(language, List.of(prompt.id())));
      }
    }
  }

  private static void report(
      SettingsReader at, String key, Language language, Collection<String> missing) {
    if (!missing.isEmpty()) {
      at.problem(
          key,
          "prompts are missing in "
              + language.code()
              + ": "
              + missing
              + "; add them to config/prompts and run bin/ringfence prompts");
    }
  }

  private SettingsReader section(String node) {
    return sections.getOrDefault(node, file);
  }
}
