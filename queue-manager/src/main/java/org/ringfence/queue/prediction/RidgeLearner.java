package org.ringfence.queue.prediction;

import java.util.Arrays;
import java.util.List;

/// A linear function of some numbers, learned example by example: ridge regression (Hoerl and
/// Kennard 1970) with exponential forgetting.
///
/// It keeps the sums `A = Σ w·x·xᵀ` and `b = Σ w·x·y`, and solves `(A + λI)·c = b` by Cholesky's
/// decomposition after every few examples. The penalty draws what is not yet known to zero; the
/// numbers should be of the order of one.
final class RidgeLearner {

  /// The coefficients are reckoned anew after so many examples.
  private static final int SOLVED_EVERY = 32;

  /// The sums weigh less than this only as noise of rounding.
  private static final double LEAST = 1e-12;

  private final int size;
  private final double penalty;
  private final double[] products;
  private final double[] targets;
  private final double[] coefficients;
  private final double[] factor;
  private int sinceSolved;

  /// @param size how many numbers
  /// @param penalty λ, in examples of weight one
  RidgeLearner(int size, double penalty) {
    this.size = size;
    this.penalty = penalty;
    products = new double[size * (size + 1) / 2];
    factor = new double[products.length];
    targets = new double[size];
    coefficients = new double[size];
  }

  void decay(double by) {
    for (int i = 0; i < products.length; i++) {
      products[i] = products[i] < LEAST && products[i] > -LEAST ? 0 : products[i] * by;
    }
    for (int i = 0; i < size; i++) {
      targets[i] *= by;
    }
  }

  void learn(double[] x, double y, double weight) {
    int at = 0;
    for (int i = 0; i < size; i++) {
      double weighted = weight * x[i];
      targets[i] += weighted * y;
      if (weighted == 0) {
        at += i + 1;
        continue;
      }
      for (int j = 0; j <= i; j++) {
        products[at++] += weighted * x[j];
      }
    }
    sinceSolved++;
    if (sinceSolved >= SOLVED_EVERY) {
      solve();
    }
  }

  double predict(double[] x) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += coefficients[i] * x[i];
    }
    return sum;
  }

  private void solve() {
    sinceSolved = 0;
    System.arraycopy(products, 0, factor, 0, products.length);
    for (int i = 0; i < size; i++) {
      factor[index(i, i)] += penalty;
    }
    for (int i = 0; i < size; i++) {
      int rowI = index(i, 0);
      for (int j = 0; j <= i; j++) {
        int rowJ = index(j, 0);
        double sum = factor[rowI + j];
        for (int k = 0; k < j; k++) {
          sum -= factor[rowI + k] * factor[rowJ + k];
        }
        // The penalty keeps the diagonal positive, up to rounding.
        factor[rowI + j] =
            i == j ? StrictMath.sqrt(Math.max(sum, penalty)) : sum / factor[rowJ + j];
      }
    }
    double[] c = Arrays.copyOf(targets, size);
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < i; k++) {
        c[i] -= factor[index(i, k)] * c[k];
      }
      c[i] /= factor[index(i, i)];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < size; k++) {
        c[i] -= factor[index(k, i)] * c[k];
      }
      c[i] /= factor[index(i, i)];
    }
    System.arraycopy(c, 0, coefficients, 0, size);
  }

  private static int index(int row, int column) {
    return row * (row + 1) / 2 + column;
  }

  /// The whole state.
  ///
  /// @param products the lower half of A, row by row
  record Saved(
      List<Double> products, List<Double> targets, List<Double> coefficients, int sinceSolved) {
    Saved {
      products = List.copyOf(products);
      targets = List.copyOf(targets);
      coefficients = List.copyOf(coefficients);
    }
  }

  Saved save() {
    return new Saved(
        AgeTable.boxed(products),
        AgeTable.boxed(targets),
        AgeTable.boxed(coefficients),
        sinceSolved);
  }

  /// Takes the state up again.
  ///
  /// @return false, and nothing is taken up, when it is of another size
  boolean restore(Saved saved) {
    if (saved.products.size() != products.length
        || saved.targets.size() != size
        || saved.coefficients.size() != size) {
      return false;
    }
    Arrays.setAll(products, saved.products::get);
    Arrays.setAll(targets, saved.targets::get);
    Arrays.setAll(coefficients, saved.coefficients::get);
    sinceSolved = saved.sinceSolved;
    return true;
  }
}
