package org.ringfence.simulator.replay.media;

/// The tones by which callers know agents: two frequencies together, a pair of its own for each
/// agent.
public final class Tones {

  /// Multiples of 50 Hz have a whole number of periods in a frame.
  private static final int STEP_HERTZ = 50;

  private static final int LOWEST_HERTZ = 300;
  private static final int FREQUENCIES = 60;
  private static final double AMPLITUDE = 5_000;

  /// How many agents can be told apart.
  public static final int MAX_AGENTS = FREQUENCIES * (FREQUENCIES - 1) / 2;

  private Tones() {}

  /// One frame of the tone of an agent, counted from 0.
  public static byte[] agent(int number) {
    if (number < 0 || number >= MAX_AGENTS) {
      throw new IllegalArgumentException("at most " + MAX_AGENTS + " agents can be told apart");
    }
    int second = 1;
    int rest = number;
    while (rest >= second) {
      rest -= second;
      second++;
    }
    return Ulaw.twoTones(hertz(rest), hertz(second), AMPLITUDE);
  }

  private static int hertz(int step) {
    return LOWEST_HERTZ + STEP_HERTZ * step;
  }
}
