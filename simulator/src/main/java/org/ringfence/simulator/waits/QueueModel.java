package org.ringfence.simulator.waits;

import java.util.List;

/// A queue of the reference table. The unit of time is the mean service time.
///
/// @param load arrivals per unit of time for each agent (ρ)
/// @param reference the table's cells
record QueueModel(
    String name, int agents, double load, Law service, Law patience, Reference reference) {

  /// RRASE from the literature's simulations, 3–4 million arrivals each.
  record Reference(
      double ql, double qlr, double qlm, double qlap, double les, double hol, double mean) {

    /// Who has a cell.
    static final List<Predictor> PREDICTORS =
        List.of(
            Predictor.QL,
            Predictor.QLR,
            Predictor.QLM,
            Predictor.QLAP,
            Predictor.LES,
            Predictor.HOL,
            Predictor.MEAN);

    double of(Predictor predictor) {
      return switch (predictor) {
        case QL -> ql;
        case QLR -> qlr;
        case QLM -> qlm;
        case QLAP -> qlap;
        case LES -> les;
        case HOL -> hol;
        case MEAN -> mean;
        default -> Double.NaN;
      };
    }
  }

  private static final Law UNIT = new Law.Exponential(1);

  /// The six models.
  static List<QueueModel> table() {
    return List.of(
        new QueueModel(
            "M/M/100+M",
            100,
            1.4,
            UNIT,
            UNIT,
            new Reference(.274, .164, .157, .157, .224, .222, .294)),
        new QueueModel(
            "M/M/100+E10",
            100,
            1.4,
            UNIT,
            new Law.Erlang(10, 1),
            new Reference(.355, .100, .122, .092, .117, .117, .097)),
        new QueueModel(
            "M/M/100+H2",
            100,
            1.4,
            UNIT,
            Law.HyperExponential.balanced(1, 4),
            new Reference(.310, .205, .208, .196, .283, .278, .365)),
        new QueueModel(
            "M/M/1000+M",
            1000,
            1.4,
            UNIT,
            UNIT,
            new Reference(.200, .053, .051, .051, .071, .071, .095)),
        new QueueModel(
            "M/LN(1)/100+M",
            100,
            1.4,
            Law.LogNormal.of(1, 1),
            UNIT,
            new Reference(.265, .149, .143, .143, .213, .210, .281)),
        new QueueModel(
            "M/M/10+M",
            10,
            1.2,
            UNIT,
            UNIT,
            new Reference(.583, .528, .485, .485, .745, .686, .708)));
  }

  double arrivalRate() {
    return load * agents;
  }

  /// The wait in the fluid limit, where ρ·S(w) = 1 (Whitt 2006).
  double fluidWait() {
    double low = 0;
    double high = 1;
    while (load * patience.survival(high) > 1) {
      high *= 2;
    }
    for (int i = 0; i < 200; i++) {
      double middle = (low + high) / 2;
      if (load * patience.survival(middle) > 1) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// Callers in line in the fluid limit, λ·∫S from 0 to the wait.
  double fluidQueue() {
    return arrivalRate() * patience.survivalUpTo(fluidWait());
  }
}
