package org.ringfence.detector.crowd;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Attestation;
import org.ringfence.events.PhoneNumber;

/// What was counted of the calls of the last two minutes: how many fell into each cell of each
/// trait, how many came to each stage, and what people's shares are.
///
/// Counts are kept in a unit that grows with time instead of shrinking each of them.
final class CrowdCounts {

  private static final Trait[] TRAITS = Trait.values();

  /// Those that the first packed crowds had, in their order; later ones follow at the end.
  private static final List<Trait> FIRST_TRAITS =
      Arrays.stream(TRAITS).filter(trait -> trait != Trait.LENGTH).toList();

  private final Origins origins;
  private final FadingUnit unit = new FadingUnit(Crowd.FADE_MILLIS);

  /// By the trait's place.
  private final TraitCells[] cells = new TraitCells[TRAITS.length];

  private final Prints prints = new Prints();
  private final NearNumbers near = new NearNumbers();
  final UsualShares usual;
  final Stages stages = new Stages();
  final MutedCells muted = new MutedCells();

  CrowdCounts(UsualCallers callers) {
    origins = callers.origins();
    usual = new UsualShares(callers);
    for (Trait trait : TRAITS) {
      cells[trait.place()] = new TraitCells(trait);
    }
  }

  TraitCells cells(Trait trait) {
    return cells[trait.place()];
  }

  /// What one call counts now.
  double unit() {
    return unit.value();
  }

  /// Lets time pass.
  void advance(long nowMillis) {
    double factor = unit.advance(nowMillis);
    if (factor != 1) {
      for (TraitCells each : cells) {
        each.counts().rescale(factor);
      }
      stages.rescale(factor);
    }
  }

  /// Forgets all but what is usual.
  void forget() {
    for (TraitCells each : cells) {
      each.clear();
    }
    stages.clear();
    unit.restore(Long.MIN_VALUE, 0);
    prints.clear();
    near.clear();
    muted.clear();
  }

  /// A call arrives: reads its traits and counts them.
  ///
  /// @param weight what it counts, 0 to 1
  /// @param learning whether it may teach what is usual
  CallTraits arrived(
      PhoneNumber normalized,
      Attestation attestation,
      String looks,
      double weight,
      long nowMillis,
      boolean learning) {
    long digits = Origins.digits(normalized);
    CallTraits traits =
        new CallTraits(
            origins.cell(normalized, digits),
            CallTraits.attestationCell(attestation),
            CallTraits.looksCell(looks),
            Origins.exchangeCell(digits),
            sequenceCell(digits, nowMillis),
            CallTraits.UNKNOWN,
            CallTraits.UNKNOWN,
            CallTraits.UNKNOWN,
            CallTraits.UNKNOWN,
            weight);
    stages.arrived(unit.value());
    count(Trait.ORIGIN, traits.origin(), weight, learning);
    count(Trait.ATTESTATION, traits.attestation(), weight, learning);
    count(Trait.LOOKS, traits.looks(), weight, learning);
    count(Trait.EXCHANGE, traits.exchange(), weight, learning);
    count(Trait.SEQUENCE, traits.sequence(), weight, learning);
    return traits;
  }

  private int sequenceCell(long digits, long nowMillis) {
    return digits != Origins.NO_DIGITS && near.isNextToRecent(digits, nowMillis) ? 1 : 0;
  }

  /// The language question was answered or timed out.
  ///
  /// @param seconds to the key, or negative for none
  CallTraits languageAnswered(CallTraits traits, double seconds, boolean learning) {
    stages.asked(unit.value());
    if (seconds < 0) {
      return traits;
    }
    CallTraits more = traits.withLanguageTime(KeyTimes.cell(seconds));
    count(Trait.LANGUAGE_TIME, more.cell(Trait.LANGUAGE_TIME), traits.weight(), learning);
    count(Trait.LANGUAGE_SPAN, more.cell(Trait.LANGUAGE_SPAN), traits.weight(), learning);
    return more;
  }

  /// The first key after the language came.
  CallTraits menuKeyed(CallTraits traits, double seconds, boolean learning) {
    CallTraits more = traits.withMenuTime(KeyTimes.cell(seconds));
    count(Trait.MENU_TIME, more.cell(Trait.MENU_TIME), traits.weight(), learning);
    count(Trait.MENU_SPAN, more.cell(Trait.MENU_SPAN), traits.weight(), learning);
    return more;
  }

  /// The questions are over.
  ///
  /// @param conduct a cell of [Conduct]
  /// @param print of the first seconds of sound, or null
  CallTraits questionsOver(
      CallTraits traits, int conduct, @Nullable Long print, long nowMillis, boolean learning) {
    int recording = CallTraits.UNKNOWN;
    if (print != null) {
      int cell = prints.cell(print, nowMillis);
      if (cell < 0) {
        cell = ~cell;
        cells(Trait.RECORDING).forget(cell);
        muted.forget(Trait.RECORDING, cell);
      }
      recording = prints.tagged(cell);
      count(Trait.RECORDING, cell, traits.weight(), learning);
    }
    count(Trait.CONDUCT, conduct, traits.weight(), learning);
    return traits.withConduct(conduct, recording);
  }

  /// A caller is heard who was not until the questions' end. Machines that begin to sound when they
  /// are challenged become a crowd of their own in that way.
  CallTraits heardLater(CallTraits traits) {
    int silent = traits.conduct();
    if (silent < 0 || Conduct.isHeard(silent)) {
      return traits;
    }
    int heard = Conduct.heard(silent);
    cells(Trait.CONDUCT).counts().move(silent, heard, traits.weight() * unit.value());
    return traits.withConduct(heard, traits.recording());
  }

  /// A caller hung up before the end of the questions.
  void hungUp(double seconds, double weight) {
    count(Trait.LENGTH, KeyTimes.lengthCell(seconds), weight, false);
  }

  private void count(Trait trait, int cell, double weight, boolean learning) {
    if (cell < 0) {
      return;
    }
    cells(trait).counts().add(cell, weight * unit.value());
    if (learning) {
      usual.learn(trait, cell);
    }
  }

  /// The cell that is counted; -1 for a recording whose place was taken by another since.
  int plainCell(Trait trait, int cell) {
    return trait == Trait.RECORDING ? prints.untagged(cell) : cell;
  }

  /// Of the traits that the first packed crowds had.
  List<double[]> weights() {
    return FIRST_TRAITS.stream().map(trait -> cells(trait).weights()).toList();
  }

  private List<double[]> laterWeights() {
    return List.of(cells(Trait.LENGTH).weights());
  }

  /// The weights are going to be filled from a snapshot.
  void forgetLevels() {
    for (TraitCells each : cells) {
      each.forgetLevel();
    }
  }

  int packedBytes() {
    int bytes = 2 * Long.BYTES + usual.packedBytes() + stages.packedBytes();
    for (Trait trait : FIRST_TRAITS) {
      bytes += cells(trait).counts().packedBytes();
    }
    return bytes + prints.packedBytes() + NearNumbers.packedBytes() + muted.packedBytes();
  }

  void packTime(ByteBuffer to) {
    to.putLong(unit.startMillis()).putLong(unit.nowMillis());
  }

  void unpackTime(ByteBuffer from) {
    unit.restore(from.getLong(), from.getLong());
  }

  void pack(ByteBuffer to) {
    usual.pack(to);
    for (Trait trait : FIRST_TRAITS) {
      cells(trait).counts().pack(to);
    }
    stages.pack(to);
    prints.pack(to);
    near.pack(to);
    muted.pack(to);
  }

  void unpack(ByteBuffer from) {
    usual.unpack(from);
    for (Trait trait : FIRST_TRAITS) {
      cells(trait).counts().unpack(from);
    }
    stages.unpack(from);
    prints.unpack(from);
    near.unpack(from);
    muted.unpack(from);
  }

  int packedLaterBytes() {
    return cells(Trait.LENGTH).counts().packedBytes()
        + PackedWeights.bytes(List.of(), laterWeights());
  }

  /// What the first packed crowds did not have.
  void packLater(ByteBuffer to) {
    cells(Trait.LENGTH).counts().pack(to);
    PackedWeights.pack(List.of(), laterWeights(), to);
  }

  void unpackLater(ByteBuffer from) {
    if (from.hasRemaining()) {
      cells(Trait.LENGTH).counts().unpack(from);
      PackedWeights.unpack(laterWeights(), from);
    } else {
      cells(Trait.LENGTH).clear();
    }
  }
}
