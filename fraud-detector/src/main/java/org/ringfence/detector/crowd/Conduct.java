package org.ringfence.detector.crowd;

/// Cells for how a call went through the questions.
public final class Conduct {

  private static final int LANGUAGE = 4;
  private static final int MENU = 2;
  private static final int HEARD = 1;

  /// What [#floor] is at least.
  static final double LEAST_FLOOR = 0.025;

  private Conduct() {}

  /// @param language whether the language was keyed
  /// @param menu whether anything was keyed after it
  /// @param heard whether any sound came
  public static int cell(boolean language, boolean menu, boolean heard) {
    return (language ? LANGUAGE : 0) + (menu ? MENU : 0) + (heard ? HEARD : 0);
  }

  /// The cell of a call that is heard at last.
  static int heard(int cell) {
    return cell | HEARD;
  }

  public static boolean isHeard(int cell) {
    return (cell & HEARD) != 0;
  }

  /// The least share that people are credited with. Who is heard and keys nothing is often a person
  /// (a rotary telephone, somebody who waits for a person), who keys everything in dead silence
  /// seldom.
  static double floor(int cell) {
    if (isHeard(cell)) {
      return 0.15;
    }
    return switch (cell & (LANGUAGE | MENU)) {
      case LANGUAGE | MENU -> LEAST_FLOOR;
      case LANGUAGE -> 0.06;
      default -> 0.03;
    };
  }

  /// For people.
  public static String words(int cell) {
    String keys =
        switch (cell & (LANGUAGE | MENU)) {
          case LANGUAGE | MENU -> "keyed both questions";
          case LANGUAGE -> "keyed a language and then nothing";
          case MENU -> "keyed the second question only";
          default -> "keyed nothing";
        };
    return keys + (isHeard(cell) ? "" : ", never heard");
  }
}
