package org.ringfence.settings;

import java.util.Collection;

/// The known word that somebody probably meant who wrote an unknown one.
///
/// Nearest by the number of characters inserted, left out, replaced or exchanged with their
/// neighbour (optimal string alignment), and never further than a third of the word.
public final class Suggestion {

  private Suggestion() {}

  /// The end of a message: `; did you mean "silence"?`, or empty when nothing is near.
  public static String of(String written, Collection<String> known) {
    String best = "";
    int bestDistance = Math.max(1, written.length() / 3) + 1;
    for (String word : known.stream().sorted().toList()) {
      int distance = distance(written, word);
      if (distance < bestDistance) {
        bestDistance = distance;
        best = word;
      }
    }
    return best.isEmpty() ? "" : "; did you mean \"" + best + "\"?";
  }

  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
