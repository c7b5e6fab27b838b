package org.ringfence.gateway.scripts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.gateway.agi.AgiAnswer;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.gateway.ivr.LinePrompts;

/// What the dialplan is to do with a caller in line: `RF_SAY`, which is
/// `ticket|prompts|since|seconds|keys|dialog` without the empty parts at the end.
///
/// @param ticket the place, or an empty text
/// @param prompts paths
/// @param since when the caller reached the line, or null when it is as the dialplan has it
/// @param ask the keys that are waited for, or null for none
/// @param ends whether the call ends with the prompts
record Saying(
    String ticket, List<String> prompts, @Nullable Instant since, @Nullable Ask ask, boolean ends) {

  private static final String VARIABLE = "RF_SAY";

  /// Keys that are waited for.
  ///
  /// @param seconds how long after the prompts
  /// @param keys how many at most; 0 when no key is waited for: the caller leaves a message, or
  ///   listens to the end
  /// @param dialog what they answer; comes back with them
  record Ask(int seconds, int keys, String dialog) {

    /// The caller speaks after the prompts, for so many seconds at most.
    static Ask toRecord(int seconds, String dialog) {
      return new Ask(seconds, 0, dialog);
    }
  }

  Saying {
    prompts = List.copyOf(prompts);
  }

  static Saying nothing(String ticket) {
    return new Saying(ticket, List.of(), null, null, false);
  }

  static Saying of(String ticket, List<String> prompts) {
    return new Saying(ticket, prompts, null, null, false);
  }

  static Saying of(String ticket, Language language, String... ids) {
    return of(ticket, LinePrompts.paths(language, List.of(ids)));
  }

  Saying since(@Nullable Instant moment) {
    return new Saying(ticket, prompts, moment, ask, ends);
  }

  Saying asking(Ask keys) {
    return new Saying(ticket, prompts, since, keys, false);
  }

  Saying ending() {
    return new Saying(ticket, prompts, since, null, true);
  }

  AgiAnswer answer() {
    StringBuilder text = new StringBuilder(ticket).append('|').append(String.join("&", prompts));
    if (since != null || ask != null || ends) {
      text.append('|').append(since == null ? "" : since.getEpochSecond());
    }
    if (ask != null) {
      text.append('|').append(ask.seconds).append('|').append(ask.keys);
      text.append('|').append(ask.dialog);
    } else if (ends) {
      text.append("|||bye");
    }
    return new AgiAnswer(VARIABLE, text.toString());
  }
}
