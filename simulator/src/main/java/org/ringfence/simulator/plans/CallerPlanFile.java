package org.ringfence.simulator.plans;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Attestation;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.events.Skill;
import org.ringfence.simulator.plans.CallerPlan.Audio;
import org.ringfence.simulator.plans.CallerPlan.ChallengeAct;
import org.ringfence.simulator.plans.CallerPlan.ChallengeResult;
import org.ringfence.simulator.plans.CallerPlan.Keys;
import org.ringfence.simulator.plans.CallerPlan.Redial;
import org.ringfence.simulator.plans.CallerPlan.Signalling;
import org.ringfence.simulator.plans.CallerPlan.Sound;

/// Reads `callers.csv`; `docs/caller-plans.md` explains each column.
public final class CallerPlanFile {

  static final List<String> COLUMNS =
      List.of(
          "plan_id",
          "arrive_s",
          "number",
          "privacy",
          "attestation",
          "dialed",
          "fingerprint",
          "language_s",
          "language_key",
          "menu_s",
          "menu_key",
          "key_jitter",
          "talks_over",
          "audio",
          "first_sound_s",
          "sound_share",
          "challenge",
          "challenge_s",
          "ivr_patience_s",
          "patience_s",
          "skill",
          "callback",
          "callback_number",
          "callback_answers",
          "talk_s",
          "redial_after",
          "redial_delay_s",
          "redial_max",
          "label",
          "family");

  private static final List<String> REQUIRED = List.of("plan_id", "arrive_s", "label");

  /// A year, in seconds: nothing that a plan says takes longer.
  private static final double MAX_SECONDS = 366 * 86_400;

  private static final int MAX_REDIALS = 100_000;
  private static final double HUMAN_JITTER = 0.15;

  /// Texts that are the same in many rows are kept once.
  private final Map<String, String> texts = new HashMap<>();

  private CallerPlanFile() {}

  /// Reads a file whole, in the order of its rows.
  ///
  /// @throws org.ringfence.settings.SettingsException with every bad field, up to a bound
  public static List<CallerPlan> read(Path file) {
    CallerPlanFile reading = new CallerPlanFile();
    return new PlanTable(file, COLUMNS, REQUIRED).read(reading::plan, CallerPlan::planId);
  }

  private CallerPlan plan(PlanRow row) {
    Label label = row.choice("label", Label.class, Label.HUMAN);
    if (row.text("label").isEmpty()) {
      row.problem("label", "must be human or machine");
    }
    String family = row.text("family");
    if (row.text("arrive_s").isEmpty()) {
      row.problem("arrive_s", "must not be empty");
    }
    return new CallerPlan(
        row.required("plan_id"),
        row.number("arrive_s", 0, -MAX_SECONDS, MAX_SECONDS),
        signalling(row),
        keys(row, label),
        sound(row),
        new ChallengeAct(
            row.choice("challenge", ChallengeResult.class, ChallengeResult.PASS),
            row.number("challenge_s", 9, 0, MAX_SECONDS)),
        row.number("ivr_patience_s", 60, 0, MAX_SECONDS),
        row.number("patience_s", 1800, 0, MAX_SECONDS),
        skill(row),
        callback(row),
        row.number("talk_s", 300, 0, MAX_SECONDS),
        new Redial(
            redialAfter(row),
            row.number("redial_delay_s", CallerPlan.DEFAULT_REDIAL_DELAY, 0, MAX_SECONDS),
            row.integer("redial_max", 0, MAX_REDIALS)),
        label,
        once(family.isEmpty() ? row.text("label") : family));
  }

  private Signalling signalling(PlanRow row) {
    String fingerprint = row.text("fingerprint");
    return new Signalling(
        PhoneNumber.of(row.text("number")),
        row.choice("privacy", Privacy.class, Privacy.NONE),
        row.choice("attestation", Attestation.class, Attestation.UNSIGNED),
        once(row.text("dialed")),
        once(fingerprint.isEmpty() ? CallerPlan.DEFAULT_FINGERPRINT : fingerprint));
  }

  private static Keys keys(PlanRow row, Label label) {
    return new Keys(
        key(row, "language_s", "language_key", 6),
        key(row, "menu_s", "menu_key", 7),
        row.number("key_jitter", label == Label.MACHINE ? 0 : HUMAN_JITTER, 0, 10));
  }

  /// A column that is missing has its default; a field that is empty means that no key comes.
  private static @Nullable Keying key(
      PlanRow row, String secondsColumn, String keyColumn, double defaultSeconds) {
    @Nullable Double seconds =
        row.has(secondsColumn)
            ? row.findNumber(secondsColumn, 0, MAX_SECONDS)
            : Double.valueOf(defaultSeconds);
    String key = row.has(keyColumn) ? row.text(keyColumn) : "1";
    if (!key.isEmpty() && !key.matches("[0-9*#]")) {
      row.problem(keyColumn, "must be one of 0-9 * #, not \"" + key + "\"");
      return null;
    }
    return Keying.of(seconds, key.isEmpty() ? null : key.charAt(0));
  }

  private Sound sound(PlanRow row) {
    Audio audio = audio(row);
    boolean silent = audio.kind() == Audio.Kind.SILENCE;
    double first = row.number("first_sound_s", silent ? Double.NaN : 2, 0, MAX_SECONDS);
    return new Sound(
        row.flag("talks_over", false),
        audio,
        Double.isNaN(first) ? Double.POSITIVE_INFINITY : first,
        row.number("sound_share", silent ? 0 : 0.4, 0, 1));
  }

  private Audio audio(PlanRow row) {
    String text = row.text("audio");
    if (text.startsWith("recording:")) {
      String name = text.substring("recording:".length());
      if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
        row.problem("audio", "a recording's name has 1 to 64 of A-Z a-z 0-9 . _ -");
      }
      return Audio.recording(once(name));
    }
    return switch (text) {
      case "", "live" -> Audio.LIVE;
      case "silence" -> Audio.SILENCE;
      default -> {
        row.problem("audio", "must be live, silence or recording:<name>, not \"" + text + "\"");
        yield Audio.LIVE;
      }
    };
  }

  private @Nullable Skill skill(PlanRow row) {
    String text = row.text("skill");
    if (text.isEmpty()) {
      return null;
    }
    if (!text.matches("[A-Za-z0-9._-]{1,32}")) {
      row.problem("skill", "has 1 to 32 of A-Z a-z 0-9 . _ -, not \"" + text + "\"");
      return null;
    }
    return new Skill(once(text));
  }

  private static CallerPlan.Callback callback(PlanRow row) {
    boolean accepts =
        switch (row.text("callback")) {
          case "accept" -> true;
          case "", "refuse" -> false;
          default -> {
            row.problem("callback", "must be accept or refuse");
            yield false;
          }
        };
    return new CallerPlan.Callback(
        accepts, PhoneNumber.of(row.text("callback_number")), row.flag("callback_answers", true));
  }

  private static Set<RedialReason> redialAfter(PlanRow row) {
    EnumSet<RedialReason> reasons = EnumSet.noneOf(RedialReason.class);
    String text = row.text("redial_after");
    if (!text.isEmpty()) {
      for (String word : text.split("\\+", -1)) {
        @Nullable RedialReason reason = PlanRow.find(word.strip(), RedialReason.class);
        if (reason == null) {
          row.problem("redial_after", "there is no \"" + word + "\"");
        } else {
          reasons.add(reason);
        }
      }
    }
    return reasons;
  }

  private String once(String text) {
    String known = texts.putIfAbsent(text, text);
    return known == null ? text : known;
  }
}
