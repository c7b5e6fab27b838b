package org.ringfence.detector.crowd;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What people's calls to a line usually look like, as far as the operator knows before any call.
///
/// It is a beginning: what comes while nothing is alarmed teaches the detector the rest.
///
/// @param areas shares of calls by home area code
/// @param elsewhere share of calls from other area codes, and so on by kind
/// @param attestation shares by [org.ringfence.events.Attestation], in its order
/// @param conduct shares by [Conduct] cell
/// @param languageSpans shares of language keys by time, in steps of a fifth from half a second
/// @param menuSpans the same of the first key after the language
public record UsualCallers(
    Map<String, Double> areas,
    double elsewhere,
    double tollFree,
    double abroad,
    double withheld,
    double malformed,
    List<Double> attestation,
    List<Double> conduct,
    List<Double> languageSpans,
    List<Double> menuSpans) {

  /// Calls that this knowledge is worth, beside what is learned.
  static final double WORTH = 2_000;

  /// Nothing is known: every cell is as usual as its trait's floor.
  public static final UsualCallers UNKNOWN =
      new UsualCallers(Map.of(), 0, 0, 0, 0, 0, List.of(), List.of(), List.of(), List.of());

  public UsualCallers {
    areas = new LinkedHashMap<>(areas);
    attestation = List.copyOf(attestation);
    conduct = List.copyOf(conduct);
    languageSpans = List.copyOf(languageSpans);
    menuSpans = List.copyOf(menuSpans);
  }

  Origins origins() {
    return new Origins(List.copyOf(areas.keySet()));
  }

  /// Shares of a trait's cells; all 0 where nothing is known.
  double[] shares(Trait trait) {
    double[] shares = new double[trait.cells()];
    switch (trait) {
      case ORIGIN -> {
        int cell = 0;
        for (double share : areas.values()) {
          shares[cell < Origins.MAX_AREAS ? cell++ : Origins.ELSEWHERE] += share;
        }
        shares[Origins.ELSEWHERE] += elsewhere;
        shares[Origins.TOLL_FREE] = tollFree;
        shares[Origins.ABROAD] = abroad;
        shares[Origins.WITHHELD] = withheld;
        shares[Origins.MALFORMED] = malformed;
      }
      case ATTESTATION -> fill(shares, attestation);
      case CONDUCT -> fill(shares, conduct);
      case LANGUAGE_SPAN -> fill(shares, languageSpans);
      case MENU_SPAN -> fill(shares, menuSpans);
      case LANGUAGE_TIME -> fine(shares, languageSpans);
      case MENU_TIME -> fine(shares, menuSpans);
      case SEQUENCE -> shares[0] = 1;
      case LOOKS, EXCHANGE, RECORDING, LENGTH -> {}
    }
    double sum = Arrays.stream(shares).sum();
    for (int i = 0; sum > 0 && i < shares.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }

  private static void fill(double[] shares, List<Double> known) {
    for (int i = 0; i < Math.min(shares.length, known.size()); i++) {
      shares[i] = known.get(i);
    }
  }

  private static void fine(double[] shares, List<Double> spans) {
    for (int i = 0; i < shares.length; i++) {
      int coarse = KeyTimes.coarse(i);
      shares[i] = coarse < spans.size() ? spans.get(coarse) / KeyTimes.FINE_IN_COARSE : 0;
    }
  }
}
