package org.ringfence.simulator.waits;

import org.ringfence.simulator.waits.Arrival.Faced;

/// Averages of a model as the recursion simulates it.
///
/// @param meanTimeInLine of all arrivals, also who was served at once or gave up, in talk times
record SimulatedLine(double delayed, double abandoned, double meanTimeInLine) {

  private static final double UNIT_NANOS = ModelArrivals.UNIT_SECONDS * 1e9;

  static SimulatedLine of(QueueModel model, long seed, int arrivals) {
    ModelArrivals source = new ModelArrivals(model, seed);
    FifoLine line = new FifoLine(model.agents());
    int warmUp = arrivals / 10;
    long delayed = 0;
    long abandoned = 0;
    double waited = 0;
    for (int i = 0; i < arrivals; i++) {
      Faced faced = line.face(source.next());
      if (i >= warmUp) {
        delayed += faced.delayed() ? 1 : 0;
        abandoned += faced.served() ? 0 : 1;
        waited += (faced.leaves() - faced.arrival().at()) / UNIT_NANOS;
      }
    }
    double counted = arrivals - warmUp;
    return new SimulatedLine(delayed / counted, abandoned / counted, waited / counted);
  }
}
