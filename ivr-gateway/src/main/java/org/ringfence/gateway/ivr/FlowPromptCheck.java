package org.ringfence.gateway.ivr;

import java.util.Collection;
import java.util.List;
import org.ringfence.settings.SettingsReader;
import org.ringfence.settings.Suggestion;

/// Whether everything that callers can come to hear exists in every language that is offered.
final class FlowPromptCheck {

  /// Said outside of the flow's nodes, by the line and after a talk.
  static final List<String> LINE_PROMPTS =
      List.of("thanks-for-waiting", "back-in-line", "goodbye", RecordingNotice.PROMPT);

  private final WrittenFlow written;
  private final IvrFlow flow;
  private final List<Language> languages;
  private final PromptCatalogue prompts;

  FlowPromptCheck(
      WrittenFlow written, IvrFlow flow, List<Language> languages, PromptCatalogue prompts) {
    this.written = written;
    this.flow = flow;
    this.languages = languages;
    this.prompts = prompts;
  }

  void run() {
    SettingsReader file = written.file();
    for (Language language : languages) {
      report(file, "languages", language, Announcement.allIds(language));
      report(file, "languages", language, LINE_PROMPTS);
      report(file, "languages", language, LinePrompts.allIds());
      report(file, "languages", language, DoorPrompts.allIds());
      report(file, "languages", language, Challenge.promptIds());
      check(file, "announce", flow.announce(), language);
      check(file, "again", flow.again(), language);
      check(file.section("emergency"), "prompts", flow.emergency().prompts(), language);
      written
          .nodes()
          .forEach(
              (name, node) -> check(written.section(name), "prompts", node.prompts(), language));
    }
  }

  /// Checks what is said in the caller's language once for each, and what is always said in one
  /// language only once.
  private void check(SettingsReader at, String key, List<Prompt> wanted, Language callers) {
    boolean firstLanguage = callers == languages.getFirst();
    for (Prompt prompt : wanted) {
      if (prompt.fixed().isEmpty() || firstLanguage) {
        report(at, key, prompt.fixed().orElse(callers), List.of(prompt.id()));
      }
    }
  }

  private void report(SettingsReader at, String key, Language language, Collection<String> wanted) {
    List<String> missing = prompts.missing(language, wanted);
    if (!missing.isEmpty()) {
      at.problem(
          key,
          "prompts are missing in "
              + language.code()
              + ": "
              + missing
              + "; add them to config/prompts and run bin/ringfence prompts"
              + Suggestion.of(missing.getFirst(), prompts.known(language)));
    }
  }
}
