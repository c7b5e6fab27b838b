package org.ringfence.detector.crowd;

import java.util.Arrays;
import org.ringfence.events.Attestation;

/// How many times as many people as usual call now.
///
/// A rush of people raises all cells alike. It is therefore read from traits that machines cannot
/// easily fill all at once: full attestation, and many home area codes. The lower of the two counts
/// where they contradict each other.
final class PeopleNow {

  /// Calls by which a ratio of counts is drawn towards one. Few, because it is drawn down in a
  /// rush: with four, ten times as many people count as six.
  private static final double RATIO_PRIOR = 1;

  /// Area codes from which fewer calls than this are usual do not tell how many people there are.
  private static final double TELLING_CALLS = 1;

  /// Two counts of people that differ by less agree, and the higher one is believed.
  private static final double AGREEMENT = 1.5;

  /// People are not all alike: their own shares may be off by so much.
  private static final double GENEROSITY = 1.1;

  private final UsualShares usual;

  /// Only used while counting; kept so that nothing is made anew each time.
  private final double[] homeRatios;

  /// @param homeCells the first cells of [Trait#ORIGIN], which are home area codes
  PeopleNow(UsualShares usual, int homeCells) {
    this.usual = usual;
    homeRatios = new double[homeCells];
  }

  /// At least 1.
  ///
  /// @param usualCalls of people in the time that counts remember
  /// @param unit in which counts are kept
  double ratio(FadingCounts attestations, FadingCounts origins, double usualCalls, double unit) {
    double byAttestation =
        ratio(
            Trait.ATTESTATION,
            CallTraits.attestationCell(Attestation.A),
            attestations,
            usualCalls,
            unit);
    int telling = 0;
    for (int cell = 0; cell < homeRatios.length; cell++) {
      if (usualCalls * usual.share(Trait.ORIGIN, cell) >= TELLING_CALLS) {
        homeRatios[telling++] = ratio(Trait.ORIGIN, cell, origins, usualCalls, unit);
      }
    }
    Arrays.sort(homeRatios, 0, telling);
    double byOrigin = telling < 3 ? byAttestation : homeRatios[(telling - 1) / 2];
    double low = Math.min(byAttestation, byOrigin);
    double high = Math.max(byAttestation, byOrigin);
    return Math.max(1, high <= low * AGREEMENT ? high * GENEROSITY : low);
  }

  private double ratio(Trait trait, int cell, FadingCounts counts, double usualCalls, double unit) {
    double seen = counts.units(cell) / unit;
    double expected = usualCalls * usual.share(trait, cell);
    return (seen + RATIO_PRIOR) / (expected + RATIO_PRIOR);
  }
}
