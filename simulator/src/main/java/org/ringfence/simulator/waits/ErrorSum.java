package org.ringfence.simulator.waits;

/// Errors of one predictor, summed. Times in seconds.
final class ErrorSum {

  private long count;
  private double waitSum;
  private double errorSum;
  private double squareSum;
  private double waitedSquareSum;

  void add(double predictedSeconds, double waitedSeconds) {
    double error = predictedSeconds - waitedSeconds;
    count++;
    waitSum += waitedSeconds;
    waitedSquareSum += waitedSeconds * waitedSeconds;
    errorSum += error;
    squareSum += error * error;
  }

  long count() {
    return count;
  }

  double meanWaitSeconds() {
    return count == 0 ? 0 : waitSum / count;
  }

  double biasSeconds() {
    return count == 0 ? 0 : errorSum / count;
  }

  double rmseSeconds() {
    return count == 0 ? 0 : StrictMath.sqrt(squareSum / count);
  }

  /// Root mean squared error / mean wait.
  double rrase() {
    return count == 0 ? Double.NaN : rmseSeconds() / meanWaitSeconds();
  }

  /// The same for whoever always says the mean of these very waits.
  double rraseOfMean() {
    double mean = meanWaitSeconds();
    return count == 0
        ? Double.NaN
        : StrictMath.sqrt(Math.max(0, waitedSquareSum / count - mean * mean)) / mean;
  }
}
