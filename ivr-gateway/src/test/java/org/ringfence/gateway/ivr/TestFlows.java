package org.ringfence.gateway.ivr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.hours.Calendar;
import org.ringfence.settings.SettingsReader;

/// Flows for tests, the shipped one among them.
public final class TestFlows {

  /// The file that operators get.
  static final Path SHIPPED = Path.of("../config/ivr/enrollment.conf");

  static final Set<QueueName> QUEUES = Set.of(new QueueName("enrollment"));
  static final Set<Skill> SKILLS =
      Set.of(new Skill("enroll"), new Skill("billing"), new Skill("specialist"));

  private static final List<String> NODE_PROMPTS =
      List.of(
          "welcome",
          "language-choice",
          "purpose-menu",
          "county-choice",
          "emergency",
          "closed-holiday",
          "not-understood",
          "one-moment",
          "spoofed-number",
          "goodbye",
          "back-in-line",
          "thanks-for-waiting",
          "challenge",
          "challenge-again",
          "anybody-there",
          "let-go",
          "turned-away");

  private TestFlows() {}

  public static IvrFlow shipped() {
    SettingsReader reader = SettingsReader.of(SHIPPED, Map.of());
    IvrFlow flow = FlowReader.read(reader, surroundings(allPrompts()));
    reader.finish();
    return flow;
  }

  static IvrFlow read(String text) {
    try {
      Path file = Files.createTempFile("flow", ".conf");
      Files.writeString(file, text);
      SettingsReader reader = SettingsReader.of(file, Map.of());
      Files.delete(file);
      IvrFlow flow = FlowReader.read(reader, surroundings(allPrompts()));
      reader.finish();
      return flow;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static Surroundings surroundings(PromptCatalogue prompts) {
    return new Surroundings(
        QUEUES, SKILLS, Map.of("always", Calendar.always(ZoneOffset.UTC)), prompts);
  }

  static PromptCatalogue allPrompts() {
    List<String> lines = new ArrayList<>();
    for (Language language : Language.values()) {
      List<String> ids = new ArrayList<>(NODE_PROMPTS);
      ids.addAll(Announcement.allIds(language));
      ids.addAll(LinePrompts.allIds());
      ids.addAll(DoorPrompts.allIds());
      ids.add(RecordingNotice.PROMPT);
      ids.forEach(id -> lines.add(language.code() + "\t" + id + "\t1.0"));
    }
    return PromptCatalogue.of(lines);
  }
}
