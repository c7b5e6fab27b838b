package org.ringfence.simulator.plans;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Skill;

/// Writes plan files that [CallerPlanFile] and [AgentPlanFile] read back; numbers are rounded to a
/// millisecond.
public final class PlanWriter {

  private PlanWriter() {}

  /// Writes `callers.csv`, every column in the documented order.
  public static void writeCallers(Path file, Iterable<CallerPlan> plans) throws IOException {
    try (CsvWriter csv = open(file)) {
      csv.writeRecord(CallerPlanFile.COLUMNS);
      for (CallerPlan plan : plans) {
        csv.writeRecord(row(plan));
      }
    }
  }

  /// Writes `agents.csv`.
  public static void writeAgents(Path file, Iterable<AgentPlan> plans) throws IOException {
    try (CsvWriter csv = open(file)) {
      csv.writeRecord(AgentPlanFile.COLUMNS);
      for (AgentPlan plan : plans) {
        csv.writeRecord(
            plan.id().value(),
            plan.skills().stream().map(Skill::value).collect(Collectors.joining("+")),
            number(plan.fromSeconds()),
            number(plan.toSeconds()),
            number(plan.answerSeconds()),
            number(plan.wrapSeconds()),
            number(plan.missShare()),
            number(plan.talkFactor()),
            number(plan.labelsShare()));
      }
    }
  }

  private static CsvWriter open(Path file) throws IOException {
    return CsvWriter.builder()
        .lineDelimiter(LineDelimiter.LF)
        .build(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
  }

  private static String[] row(CallerPlan plan) {
    CallerPlan.Signalling seen = plan.signalling();
    CallerPlan.Keys keys = plan.keys();
    CallerPlan.Sound sound = plan.sound();
    return new String[] {
      plan.planId(),
      number(plan.arriveSeconds()),
      seen.number().raw(),
      word(seen.privacy()),
      word(seen.attestation()),
      seen.dialed(),
      seen.fingerprint(),
      seconds(keys.language()),
      key(keys.language()),
      seconds(keys.menu()),
      key(keys.menu()),
      number(keys.jitter()),
      flag(sound.talksOver()),
      audio(sound.audio()),
      Double.isInfinite(sound.firstSoundSeconds()) ? "" : number(sound.firstSoundSeconds()),
      number(sound.share()),
      word(plan.challenge().result()),
      number(plan.challenge().seconds()),
      number(plan.ivrPatienceSeconds()),
      number(plan.patienceSeconds()),
      skill(plan.skill()),
      plan.callback().accepts() ? "accept" : "refuse",
      plan.callback().number().raw(),
      flag(plan.callback().answers()),
      number(plan.talkSeconds()),
      plan.redial().after().stream().map(PlanWriter::word).collect(Collectors.joining("+")),
      number(plan.redial().delaySeconds()),
      Integer.toString(plan.redial().max()),
      word(plan.label()),
      plan.family()
    };
  }

  private static String word(Enum<?> constant) {
    String name = constant.name();
    return name.length() == 1 ? name : name.toLowerCase(Locale.ROOT);
  }

  private static String seconds(@Nullable Keying keying) {
    return keying == null ? "" : number(keying.afterSeconds());
  }

  private static String key(@Nullable Keying keying) {
    return keying == null ? "" : Character.toString(keying.key());
  }

  private static String audio(CallerPlan.Audio audio) {
    return switch (audio.kind()) {
      case LIVE -> "live";
      case SILENCE -> "silence";
      case RECORDING -> "recording:" + audio.recording();
    };
  }

  private static String skill(@Nullable Skill skill) {
    return skill == null ? "" : skill.value();
  }

  private static String flag(boolean set) {
    return set ? "1" : "0";
  }

  private static String number(double value) {
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
  }
}
