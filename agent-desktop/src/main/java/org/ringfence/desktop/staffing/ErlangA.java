package org.ringfence.desktop.staffing;

/// A queue of one class with impatient callers, in its steady state: Poisson arrivals, exponential
/// handling times and patience, first come first served (M/M/s+M, "Erlang A").
///
/// The steady state is the birth-and-death chain of Palm as in Garnett, Mandelbaum and Reiman,
/// "Designing a Call Center with Impatient Customers" (M&SOM 2002), section 3. Who finds `j`
/// waiting and all agents busy would wait for `j + 1` departures at the rates `sμ, sμ + θ, …, sμ +
/// jθ`. Such a sum `V` is an order statistic: `exp(-θV)` has the beta distribution with `c = sμ/θ`
/// and `j + 1`, so its distribution is the regularized incomplete beta function, which is summed up
/// here by its recurrence in the second parameter (NIST DLMF 8.17.20).
final class ErlangA {

  /// Terms below this part of the largest are left out.
  private static final double NEGLIGIBLE = 1e-15;

  /// Callers who never give up are taken to give up after this many handling times.
  private static final double LONGEST_PATIENCE = 1e6;

  /// Where more wait than this, nobody is answered in time, and nothing is summed up.
  private static final int MOST_WAITING = 200_000;

  private final double arrivals;
  private final double service;
  private final double impatience;
  private final int agents;
  private final double c;

  /// @param arrivals calls a second
  /// @param service handled a second by one busy agent
  /// @param impatience of one waiting caller, given up a second
  ErlangA(double arrivals, double service, double impatience, int agents) {
    if (!(arrivals > 0) || !(service > 0) || !(impatience >= 0) || agents < 1) {
      throw new IllegalArgumentException(
          "Erlang A needs arrivals, service and agents, not "
              + arrivals
              + ", "
              + service
              + ", "
              + impatience
              + ", "
              + agents);
    }
    this.arrivals = arrivals;
    this.service = service;
    this.impatience = Math.max(impatience, service / LONGEST_PATIENCE);
    this.agents = agents;
    c = agents * service / this.impatience;
  }

  /// What callers meet.
  ///
  /// @param waits probability of having to wait
  /// @param abandons probability of giving up
  /// @param answeredInTime probability of being answered within the time asked for
  /// @param abandonsShort probability of giving up within the short time asked for
  /// @param occupancy part of their time that agents are busy
  record Performance(
      double waits,
      double abandons,
      double answeredInTime,
      double abandonsShort,
      double occupancy) {

    /// Answered in time, of all but the short abandons.
    double serviceLevel() {
      double counted = 1 - abandonsShort;
      return counted <= 0 ? 1 : answeredInTime / counted;
    }
  }

  /// @param withinSeconds for [Performance#answeredInTime]
  /// @param shortSeconds for [Performance#abandonsShort]
  Performance performance(double withinSeconds, double shortSeconds) {
    double overflow = arrivals - agents * service;
    if (overflow / impatience > MOST_WAITING) {
      double gone = -Math.expm1(-impatience * shortSeconds);
      return new Performance(1, overflow / arrivals, 0, gone, 1);
    }
    long mode = mode();
    double below = 0;
    double weight = 1;
    long n = mode;
    Waiting waiting = new Waiting(withinSeconds, shortSeconds);
    double[] queued = new double[Math.toIntExact(Math.max(0, mode - agents + 1))];
    // From the most probable state downwards, and then upwards, no term can overflow.
    while (n >= 0 && weight > NEGLIGIBLE) {
      if (n >= agents) {
        queued[(int) (n - agents)] = weight;
      } else {
        below += weight;
      }
      weight *= departures(n) / arrivals;
      n--;
    }
    for (double each : queued) {
      waiting.add(each);
    }
    weight = 1;
    n = mode + 1;
    weight *= arrivals / departures(n);
    while (weight > NEGLIGIBLE && n - agents < 2 * MOST_WAITING) {
      if (n >= agents) {
        waiting.add(weight);
      } else {
        below += weight;
      }
      n++;
      weight *= arrivals / departures(n);
    }
    double all = below + waiting.weights;
    double abandons = waiting.abandons / all;
    return new Performance(
        waiting.weights / all,
        abandons,
        (below + waiting.inTime) / all,
        waiting.abandonsShort / all,
        Math.min(1, arrivals * (1 - abandons) / (agents * service)));
  }

  private long mode() {
    double capacity = agents * service;
    return arrivals <= capacity
        ? (long) (arrivals / service)
        : agents + (long) ((arrivals - capacity) / impatience);
  }

  private double departures(long n) {
    return n <= agents ? n * service : agents * service + (n - agents) * impatience;
  }

  /// Sums over the states in which all agents are busy, which must come in order: none waiting, one
  /// waiting, and so on.
  private final class Waiting {
    private final IncompleteBeta lateServed;
    private final IncompleteBeta soon;
    private final IncompleteBeta soonServed;
    private final double patientForShort;
    private int j;
    double weights;
    double abandons;
    double inTime;
    double abandonsShort;

    Waiting(double withinSeconds, double shortSeconds) {
      lateServed = new IncompleteBeta(c + 1, withinSeconds);
      soon = new IncompleteBeta(c, shortSeconds);
      soonServed = new IncompleteBeta(c + 1, shortSeconds);
      patientForShort = Math.exp(-impatience * shortSeconds);
    }

    void add(double weight) {
      double served = c / (c + j + 1);
      weights += weight;
      abandons += weight * (1 - served);
      inTime += weight * served * (1 - lateServed.value());
      double stays = served * (1 - soonServed.value()) + patientForShort * soon.value();
      abandonsShort += weight * Math.max(0, 1 - stays);
      j++;
      lateServed.next();
      soon.next();
      soonServed.next();
    }
  }

  /// `I_x(a, j + 1)` at `x = exp(-θt)` for j = 0, 1, 2, …, as sums of positive terms.
  private final class IncompleteBeta {
    private final double a;
    private final double logOneMinusX;
    private double logTerm;
    private double value;
    private int j;

    IncompleteBeta(double a, double seconds) {
      this.a = a;
      logOneMinusX = Math.log(-Math.expm1(-impatience * seconds));
      logTerm = -a * impatience * seconds;
      value = Math.exp(logTerm);
    }

    double value() {
      return Math.min(1, value);
    }

    void next() {
      logTerm += logOneMinusX + Math.log((a + j) / (j + 1));
      value += Math.exp(logTerm);
      j++;
    }
  }
}
