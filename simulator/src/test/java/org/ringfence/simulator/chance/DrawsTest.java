package org.ringfence.simulator.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Keyed draws.
final class DrawsTest {

  @Test
  void aDrawDependsOnEveryPartOfItsKeyAndOnNothingElse() {
    Draws draws = new Draws(1);
    double first = draws.uniform("ann", 1, "menu");

    draws.uniform("bob", 9, "other");

    assertThat(draws.uniform("ann", 1, "menu")).isEqualTo(first);
    assertThat(draws.uniform("ann", 2, "menu")).isNotEqualTo(first);
    assertThat(draws.uniform("ann", 1, "language")).isNotEqualTo(first);
    assertThat(draws.uniform("anm", 1, "menu")).isNotEqualTo(first);
    assertThat(new Draws(2).uniform("ann", 1, "menu")).isNotEqualTo(first);
  }

  @Test
  void drawsOfNeighbouringKeysAreUniformAndIndependent() {
    Draws draws = new Draws(5);
    int n = 20_000;
    double sum = 0;
    double product = 0;
    for (int i = 0; i < n; i++) {
      double here = draws.uniform("plan" + i, 1, "x");
      double next = draws.uniform("plan" + i, 2, "x");
      sum += here;
      product += (here - 0.5) * (next - 0.5);
    }

    // Five standard errors: 0.289 / sqrt(n) and 1/12 / sqrt(n).
    assertThat(sum / n).isCloseTo(0.5, within(5 * 0.289 / Math.sqrt(n)));
    assertThat(product / n).isCloseTo(0, within(5 * (1 / 12.0) / Math.sqrt(n)));
  }
}
