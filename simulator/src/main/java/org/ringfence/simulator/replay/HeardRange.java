package org.ringfence.simulator.replay;

import org.jspecify.annotations.Nullable;
import org.ringfence.simulator.results.AttemptResult.Range;

/// The first announced wait, put together from the words in which it is said: `between` 5 `and` 10
/// `minutes`, `less than` 20 `minutes`, `more than` 30 `minutes`, `less than one minute`.
final class HeardRange {

  private static final double MINUTE_SECONDS = 60;

  private Meaning.@Nullable RangeWord began;
  private int first = -1;
  private int number;
  private @Nullable Range heard;

  /// The range, as soon as all of it was heard.
  @Nullable Range heard() {
    return heard;
  }

  void hear(Meaning.Spoken part) {
    number += part.value();
  }

  void hear(Meaning.RangeWord word) {
    if (heard != null) {
      return;
    }
    switch (word) {
      case BETWEEN, LESS_THAN, MORE_THAN -> {
        began = word;
        first = -1;
        number = 0;
      }
      case AND -> {
        first = number;
        number = 0;
      }
      case UNDER_A_MINUTE -> heard = new Range(0, MINUTE_SECONDS);
      case MINUTES -> finish();
    }
  }

  private void finish() {
    if (began == null) {
      return;
    }
    double minutes = number * MINUTE_SECONDS;
    heard =
        switch (began) {
          case BETWEEN -> first < 0 ? null : new Range(first * MINUTE_SECONDS, minutes);
          case LESS_THAN -> new Range(0, minutes);
          case MORE_THAN -> new Range(minutes, Double.POSITIVE_INFINITY);
          case AND, UNDER_A_MINUTE, MINUTES -> throw new IllegalStateException("begins nothing");
        };
    began = null;
  }
}
