package org.ringfence.gateway.ivr;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.WaitRange;
import org.ringfence.gateway.ivr.SpokenNumber.Form;

/// What a waiting caller is told: the position, and the predicted wait as a range.
///
/// The range is rounded outward to steps that a person would use, so it never claims more than the
/// prediction knows. For one caller it only ever gets better, and a jitter of the prediction within
/// [#JITTER] of what was said changes nothing; when it gets worse beyond that, the caller is told
/// so.
public final class Announcement {

  /// How far above the told upper end, as a factor, a prediction may go without a new promise.
  static final double JITTER = 1.1;

  private Announcement() {}

  /// A range that was told, in minutes.
  ///
  /// @param high [WaitRange#ENDLESS] when only the lower end was told
  public record Told(int low, int high) {}

  /// What to play, and what the caller has been told then.
  ///
  /// @param told the range told last, or null when none was ever told
  public record Spoken(List<String> prompts, @Nullable Told told) {
    public Spoken {
      prompts = List.copyOf(prompts);
    }
  }

  /// @param position 1 for the next to be served; 0 when a phone rings for the caller, who then
  ///   hears nothing but the agent
  /// @param predicted the predicted wait, or null when it cannot be said
  /// @param before the range told last, or null
  public static Spoken of(
      Language language, int position, @Nullable PredictedWait predicted, @Nullable Told before) {
    List<String> ids = new ArrayList<>();
    if (position <= 0) {
      return new Spoken(List.of(), before);
    }
    position(language, position, ids);
    Told told = range(language, predicted, before, ids);
    return new Spoken(ids.stream().map(id -> Prompt.path(language, id)).toList(), told);
  }

  /// The range alone, to whom was told none before; nothing when it cannot be said.
  public static List<String> range(Language language, @Nullable PredictedWait predicted) {
    List<String> ids = new ArrayList<>();
    boolean known = predicted != null && range(language, predicted, null, ids) != null;
    return known ? ids.stream().map(id -> Prompt.path(language, id)).toList() : List.of();
  }

  private static void position(Language language, int position, List<String> ids) {
    if (position == 1) {
      ids.add("next-in-line");
    } else if (position <= SpokenNumber.MAX) {
      ids.add("your-number");
      ids.addAll(SpokenNumber.ids(language, position, Form.COUNTING));
      ids.add("in-line");
    }
  }

  private static @Nullable Told range(
      Language language,
      @Nullable PredictedWait predicted,
      @Nullable Told before,
      List<String> ids) {
    Told told = predicted == null ? null : rounded(predicted, before);
    if (told == null) {
      ids.add("wait-unknown");
      return before;
    }
    if (before != null && told.high() > before.high()) {
      ids.add("wait-longer");
    }
    if (told.high() == WaitRange.ENDLESS) {
      ids.add("wait-more-than");
      minutes(language, told.low(), ids);
    } else if (told.low() == 0 && told.high() == 1) {
      ids.add("wait-under-minute");
    } else if (told.low() == 0) {
      ids.add("wait-less-than");
      minutes(language, told.high(), ids);
    } else {
      ids.add("wait-between");
      ids.addAll(SpokenNumber.ids(language, told.low(), Form.BEFORE_MASCULINE));
      ids.add("wait-and");
      minutes(language, told.high(), ids);
    }
    return told;
  }

  private static void minutes(Language language, int minutes, List<String> ids) {
    ids.addAll(SpokenNumber.ids(language, minutes, Form.BEFORE_MASCULINE));
    ids.add("minutes");
  }

  /// The range in steps, or null when it is too wide to help anybody.
  private static @Nullable Told rounded(PredictedWait predicted, @Nullable Told before) {
    double lowMinutes = minutes(predicted.low());
    double highMinutes = minutes(predicted.high());
    int low = WaitRange.floorStep(lowMinutes);
    int high = WaitRange.ceilingStep(highMinutes);
    if (before != null && high > before.high() && highMinutes <= before.high() * JITTER) {
      high = before.high();
    }
    if (before != null && high <= before.high()) {
      low = Math.min(low, before.low());
    }
    @Nullable WaitRange range = WaitRange.ofSteps(low, high);
    return range == null ? null : new Told(range.lowMinutes(), range.highMinutes());
  }

  private static double minutes(Duration duration) {
    return duration.toMillis() / 60_000.0;
  }

  /// The prompts that some announcement needs, in a language.
  static Collection<String> allIds(Language language) {
    TreeSet<String> all = new TreeSet<>(SpokenNumber.allIds(language));
    all.addAll(SpokenTime.allIds(language));
    all.addAll(
        List.of(
            "next-in-line",
            "your-number",
            "in-line",
            "wait-unknown",
            "wait-longer",
            "wait-more-than",
            "wait-under-minute",
            "wait-less-than",
            "wait-between",
            "wait-and",
            "minutes"));
    return all;
  }
}
