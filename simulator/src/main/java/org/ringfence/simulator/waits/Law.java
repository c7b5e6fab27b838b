package org.ringfence.simulator.waits;

import java.util.random.RandomGenerator;
import org.apache.commons.math3.special.Erf;

/// A distribution of lengths of time, in any unit.
sealed interface Law {

  double draw(RandomGenerator chance);

  double density(double time);

  /// The chance of more than `time`.
  double survival(double time);

  /// The rate of ending at the age `time`, given that it was reached.
  default double hazard(double time) {
    double survival = survival(time);
    return survival > 1e-300 ? density(time) / survival : 0;
  }

  /// The integral of the survival from 0 to `time`, by Simpson's rule.
  default double survivalUpTo(double time) {
    int steps = 2_000;
    double step = time / steps;
    double sum = survival(0) + survival(time);
    for (int i = 1; i < steps; i++) {
      sum += (i % 2 == 1 ? 4 : 2) * survival(i * step);
    }
    return sum * step / 3;
  }

  record Exponential(double mean) implements Law {
    @Override
    public double draw(RandomGenerator chance) {
      return mean * chance.nextExponential();
    }

    @Override
    public double density(double time) {
      return survival(time) / mean;
    }

    @Override
    public double survival(double time) {
      return StrictMath.exp(-time / mean);
    }
  }

  /// The sum of `stages` exponential times.
  record Erlang(int stages, double mean) implements Law {
    @Override
    public double draw(RandomGenerator chance) {
      double sum = 0;
      for (int i = 0; i < stages; i++) {
        sum += chance.nextExponential();
      }
      return mean / stages * sum;
    }

    @Override
    public double density(double time) {
      double rate = stages / mean;
      double term = rate * StrictMath.exp(-rate * time);
      for (int i = 1; i < stages; i++) {
        term *= rate * time / i;
      }
      return term;
    }

    @Override
    public double survival(double time) {
      double rate = stages / mean;
      double term = StrictMath.exp(-rate * time);
      double sum = term;
      for (int i = 1; i < stages; i++) {
        term *= rate * time / i;
        sum += term;
      }
      return sum;
    }
  }

  /// A mixture of two exponential times: with probability `share` of mean `first`.
  record HyperExponential(double share, double first, double second) implements Law {

    /// With balanced means (both kinds contribute half of the mean), as the literature has it.
    ///
    /// @param scv squared coefficient of variation, more than 1
    static HyperExponential balanced(double mean, double scv) {
      double share = (1 + StrictMath.sqrt((scv - 1) / (scv + 1))) / 2;
      return new HyperExponential(share, mean / (2 * share), mean / (2 * (1 - share)));
    }

    @Override
    public double draw(RandomGenerator chance) {
      double kind = chance.nextDouble();
      return (kind < share ? first : second) * chance.nextExponential();
    }

    @Override
    public double density(double time) {
      return share / first * StrictMath.exp(-time / first)
          + (1 - share) / second * StrictMath.exp(-time / second);
    }

    @Override
    public double survival(double time) {
      return share * StrictMath.exp(-time / first) + (1 - share) * StrictMath.exp(-time / second);
    }
  }

  /// @param location mean of the logarithm
  /// @param scale standard deviation of the logarithm
  record LogNormal(double location, double scale) implements Law {

    static LogNormal of(double mean, double scv) {
      double variance = StrictMath.log1p(scv);
      return new LogNormal(StrictMath.log(mean) - variance / 2, StrictMath.sqrt(variance));
    }

    @Override
    public double draw(RandomGenerator chance) {
      return StrictMath.exp(location + scale * chance.nextGaussian());
    }

    @Override
    public double density(double time) {
      if (time <= 0) {
        return 0;
      }
      double z = (StrictMath.log(time) - location) / scale;
      return StrictMath.exp(-z * z / 2) / (time * scale * StrictMath.sqrt(2 * Math.PI));
    }

    @Override
    public double survival(double time) {
      if (time <= 0) {
        return 1;
      }
      return Erf.erfc((StrictMath.log(time) - location) / (scale * StrictMath.sqrt(2))) / 2;
    }
  }
}
