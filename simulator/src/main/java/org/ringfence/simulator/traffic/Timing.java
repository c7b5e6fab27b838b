package org.ringfence.simulator.traffic;

import java.util.List;

/// When within a stretch of time a machine's attempts come. The number of attempts is settled
/// before; this places the `index`-th of `count`, in seconds.
sealed interface Timing {

  double at(Dice attempt, Dice campaign, Stretch stretch, int index, int count);

  /// From `from` to `to`, seconds from the scenario's start.
  record Stretch(double from, double to) {
    public Stretch {
      if (!(from < to)) {
        throw new IllegalArgumentException("must begin before it ends");
      }
    }

    double length() {
      return to - from;
    }

    /// What falls out at one end comes in again there, so that no attempt is lost.
    double reflect(double time) {
      double inside = time < from ? 2 * from - time : time > to ? 2 * to - time : time;
      return Math.clamp(inside, from, Math.nextDown(to));
    }
  }

  /// Any moment is as likely as any other: many dialers without a common clock.
  record Poisson() implements Timing {
    @Override
    public double at(Dice attempt, Dice campaign, Stretch stretch, int index, int count) {
      return stretch.from() + stretch.length() * attempt.uniform("arrive");
    }
  }

  /// One dialer with a clock: equal intervals, each attempt off by a share of one.
  ///
  /// @param jitter standard deviation, in intervals
  record Timer(double jitter) implements Timing {
    @Override
    public double at(Dice attempt, Dice campaign, Stretch stretch, int index, int count) {
      double interval = stretch.length() / count;
      double off = jitter * attempt.normal("arrive");
      return stretch.reflect(stretch.from() + interval * (index + 0.5 + off));
    }
  }

  /// Many dialers that begin together again and again.
  ///
  /// @param everySeconds from wave to wave; each comes up to a tenth of it early or late
  /// @param sigmaSeconds how far the attempts of a wave lie apart
  record Waves(double everySeconds, double sigmaSeconds) implements Timing {
    @Override
    public double at(Dice attempt, Dice campaign, Stretch stretch, int index, int count) {
      int waves = Math.max(1, (int) Math.round(stretch.length() / everySeconds));
      int wave = attempt.index("wave", waves);
      double off = 0.2 * campaign.uniform("wave " + stretch.from() + " " + wave) - 0.1;
      double middle = stretch.from() + stretch.length() / waves * (wave + 0.5 + off);
      return stretch.reflect(middle + sigmaSeconds * attempt.normal("arrive"));
    }
  }

  /// Reads `poisson`, `timer jitter 0.05` or `waves every 25s sigma 2s`.
  ///
  /// @throws IllegalArgumentException for a text that is none
  static Timing parse(String text) {
    List<String> words = List.of(text.strip().split("\\s+"));
    return switch (words.getFirst()) {
      case "poisson" -> {
        Words.expect(words, 1, "poisson");
        yield new Poisson();
      }
      case "timer" -> {
        Words.expect(words, 3, "timer jitter SHARE");
        yield new Timer(Words.number(words.get(2), 0, 1));
      }
      case "waves" -> {
        Words.expect(words, 5, "waves every TIME sigma TIME");
        double every = Words.seconds(words.get(2));
        if (every < 0.001) {
          throw new IllegalArgumentException("waves must be at least 1ms apart");
        }
        yield new Waves(every, Words.seconds(words.get(4)));
      }
      default ->
          throw new IllegalArgumentException(
              "\"" + words.getFirst() + "\" should be poisson, timer or waves");
    };
  }
}
