package org.ringfence.simulator.traffic;

import java.util.List;

/// How a quantity varies from one caller to the next; times in seconds.
///
/// | written | is |
/// | --- | --- |
/// | `fixed 45s` | always the same |
/// | `never` | infinitely long |
/// | `uniform 3s 6s` | anything between |
/// | `log-uniform 1 40` | anything between, each doubling as likely as the next |
/// | `exponential mean 4h` | without memory |
/// | `lognormal median 8s sigma 0.38`, `lognormal mean 900s sigma 0.5` | sigma of the logarithm |
/// | `survival 30s=0.90 60s=0.83 … peak 10s-15s*3` | [SurvivalTable] |
/// | `0.3 fixed 45s \| 0.7 exponential mean 4h` | a mixture by relative weights |
sealed interface Spread {

  double draw(Dice dice, String purpose);

  record Fixed(double value) implements Spread {
    @Override
    public double draw(Dice dice, String purpose) {
      return value;
    }
  }

  record Uniform(double from, double to) implements Spread {
    @Override
    public double draw(Dice dice, String purpose) {
      return from + (to - from) * dice.uniform(purpose);
    }
  }

  record LogUniform(double from, double to) implements Spread {
    @Override
    public double draw(Dice dice, String purpose) {
      return from * StrictMath.pow(to / from, dice.uniform(purpose));
    }
  }

  record Exponential(double mean) implements Spread {
    @Override
    public double draw(Dice dice, String purpose) {
      return -mean * StrictMath.log1p(-dice.uniform(purpose));
    }
  }

  record LogNormal(double median, double sigma) implements Spread {
    @Override
    public double draw(Dice dice, String purpose) {
      return at(dice.normal(purpose));
    }

    /// The quantity `normal` standard deviations from the median.
    double at(double normal) {
      return median * StrictMath.exp(sigma * normal);
    }
  }

  record Survival(SurvivalTable table) implements Spread {
    @Override
    public double draw(Dice dice, String purpose) {
      return table.timeReachedBy(1 - dice.uniform(purpose));
    }
  }

  record Mixture(Choice<Spread> of) implements Spread {
    @Override
    public double draw(Dice dice, String purpose) {
      return of.at(dice.uniform(purpose + "/which")).draw(dice, purpose);
    }
  }

  /// @throws IllegalArgumentException for a text that is none of the above
  static Spread parse(String text) {
    if (text.contains("|")) {
      return new Mixture(Choice.parse(text, Spread::parse));
    }
    List<String> words = List.of(text.strip().split("\\s+"));
    return switch (words.getFirst()) {
      case "never" -> new Fixed(Double.POSITIVE_INFINITY);
      case "fixed" -> {
        Words.expect(words, 2, "fixed TIME");
        yield new Fixed(Words.seconds(words.get(1)));
      }
      case "uniform" -> {
        Words.expect(words, 3, "uniform LEAST MOST");
        yield new Uniform(least(words), most(words));
      }
      case "log-uniform" -> {
        Words.expect(words, 3, "log-uniform LEAST MOST");
        if (least(words) <= 0) {
          throw new IllegalArgumentException("log-uniform must begin above 0");
        }
        yield new LogUniform(least(words), most(words));
      }
      case "exponential" -> {
        Words.expect(words, 3, "exponential mean TIME");
        named(words, 1, "mean");
        yield new Exponential(Words.seconds(words.get(2)));
      }
      case "lognormal" -> logNormal(words);
      case "survival" -> new Survival(SurvivalTable.parse(words.subList(1, words.size())));
      default ->
          throw new IllegalArgumentException(
              "\""
                  + words.getFirst()
                  + "\" should be fixed, never, uniform, log-uniform, exponential, lognormal or"
                  + " survival");
    };
  }

  private static double least(List<String> words) {
    return Words.seconds(words.get(1));
  }

  private static double most(List<String> words) {
    double most = Words.seconds(words.get(2));
    if (most < least(words)) {
      throw new IllegalArgumentException(
          "\"" + String.join(" ", words) + "\" must name the lesser value first");
    }
    return most;
  }

  private static LogNormal logNormal(List<String> words) {
    Words.expect(words, 5, "lognormal median|mean TIME sigma NUMBER");
    named(words, 3, "sigma");
    double middle = Words.seconds(words.get(2));
    double sigma = Words.number(words.get(4), 0, 5);
    return switch (words.get(1)) {
      case "median" -> new LogNormal(middle, sigma);
      // The mean of a lognormal quantity is its median times exp(σ²/2).
      case "mean" -> new LogNormal(middle * StrictMath.exp(-sigma * sigma / 2), sigma);
      default ->
          throw new IllegalArgumentException("lognormal has a median or a mean, not " + words);
    };
  }

  private static void named(List<String> words, int at, String name) {
    if (!words.get(at).equals(name)) {
      throw new IllegalArgumentException(
          "\""
              + words.get(at)
              + "\" should be \""
              + name
              + "\" in \""
              + String.join(" ", words)
              + "\"");
    }
  }
}
