package org.ringfence.simulator.traffic;

import java.util.List;

/// Reads the words of [CallerIds].
final class CallerIdWords {

  private static final int MAX_NUMBERS = 1_000_000;

  private CallerIdWords() {}

  /// @throws IllegalArgumentException for words that are none
  static CallerIds parse(List<String> words) {
    return switch (words.getFirst()) {
      case "single" -> alone(words, new CallerIds.Single());
      case "pool" -> {
        Words.expect(words, 3, "pool LEAST MOST");
        int least = Words.whole(words.get(1), 1, MAX_NUMBERS);
        yield new CallerIds.Pool(least, Words.whole(words.get(2), least, MAX_NUMBERS));
      }
      case "uneven" -> {
        Words.expect(words, 4, "uneven NUMBERS power NUMBER");
        yield new CallerIds.Uneven(
            Words.whole(words.get(1), 1, MAX_NUMBERS), Words.number(words.get(3), 1, 20));
      }
      case "sequential" -> {
        Words.expect(words, 3, "sequential LEAST-BLOCKS MOST-BLOCKS");
        int least = Words.whole(words.get(1), 1, 10_000);
        yield new CallerIds.Sequential(least, Words.whole(words.get(2), least, 10_000));
      }
      case "random" -> {
        Words.expect(words, 3, "random repeat SHARE");
        yield new CallerIds.Random(Words.number(words.get(2), 0, 0.99));
      }
      case "neighbour" -> {
        Words.expect(words, 2, "neighbour SHARE");
        yield new CallerIds.Neighbour(Words.number(words.get(1), 0, 1));
      }
      case "hijacked" -> {
        Words.expect(words, 2, "hijacked NUMBERS");
        yield new CallerIds.Hijacked(Words.whole(words.get(1), 1, 10_000));
      }
      case "exchange" -> alone(words, new CallerIds.Exchange());
      case "victims" -> alone(words, new CallerIds.Victims());
      case "own" -> alone(words, CallerIds.Plain.OWN);
      case "withheld" -> alone(words, CallerIds.Plain.WITHHELD);
      case "malformed" -> alone(words, CallerIds.Plain.MALFORMED);
      case "abroad" -> alone(words, CallerIds.Plain.ABROAD);
      case "tollfree" -> alone(words, CallerIds.Plain.TOLLFREE);
      default ->
          throw new IllegalArgumentException(
              "there are no numbers \""
                  + String.join(" ", words)
                  + "\"; docs/traffic.md lists them");
    };
  }

  private static CallerIds alone(List<String> words, CallerIds ids) {
    Words.expect(words, 1, words.getFirst());
    return ids;
  }
}
