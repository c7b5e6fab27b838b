package org.ringfence.detector.crowd;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Attestation;
import org.ringfence.events.PhoneNumber;

/// The calls of the last two minutes by trait, held against what people's calls look like.
///
/// The traffic is taken for a mixture: people, whose shares of each trait's cells are known, and
/// perhaps machines, who are what is left over. In a cell with more calls than people explain, the
/// surplus is the machines' share there, and the log-likelihood ratio of the cell is the logarithm
/// of their share over people's. So nothing is known of any machine before it calls, and what many
/// machines have in common is evidence soon after they began.
///
/// A rush of people raises all cells alike. How many people there are now is therefore read from
/// traits that machines cannot easily fill all at once: full attestation, and many home area codes.
/// The lower of the two counts where they contradict each other.
public final class Crowd {

  /// The time constant with which counts fade.
  public static final long FADE_MILLIS = 120_000;

  private static final double LEAST_PRIOR = -3;
  private static final double MOST_PRIOR = 4;

  /// Calls by which a ratio of counts is drawn towards one. Few, because it is drawn down in a
  /// rush: with four, ten times as many people count as six.
  private static final double RATIO_PRIOR = 1;

  /// Area codes from which fewer calls than this are usual do not tell how many people there are.
  private static final double TELLING_CALLS = 1;

  /// Two counts of people that differ by less agree, and the higher one is believed.
  private static final double AGREEMENT = 1.5;

  /// People are not all alike: their own shares may be off by so much.
  private static final double GENEROSITY = 1.1;

  private static final long REFRESH_MILLIS = 1_000;
  private static final double REFRESH_SHARE = 0.06;
  private static final double REFRESH_LEAST = 3;
  private static final long MUTED_MILLIS = 24 * 3_600_000L;
  private static final int MAX_MUTED = 256;
  private static final double TOTAL_DISPERSION = 1.5;

  private static final Trait[] TRAITS = Trait.values();

  /// Those that the first packed crowds had, in their order; later ones follow at the end.
  private static final List<Trait> FIRST_TRAITS =
      Arrays.stream(TRAITS).filter(trait -> trait != Trait.LENGTH).toList();

  private final Origins origins;
  private final UsualShares usual;
  private final FadingUnit unit = new FadingUnit(FADE_MILLIS);

  /// By the trait's place.
  private final TraitCells[] cells = new TraitCells[TRAITS.length];

  private final FadingCounts stages = new FadingCounts(4);
  private final Prints prints = new Prints();
  private final NearNumbers near = new NearNumbers();
  private final Map<Long, Long> mutedUntil = new TreeMap<>();
  private final double[] homeRatios;
  private final Phrases phrases;

  private double usualPerSecond;
  private double people = 1;
  private double machinesArriving;
  private double machinesAsked;
  private List<Excess> excesses = List.of();
  private long refreshedMillis = Long.MIN_VALUE;
  private double sinceRefresh;

  private static final int ARRIVING = 0;
  private static final int ASKED = 1;
  private static final int LEFT = 2;
  private static final int REFUSED = 3;

  /// @param usualPerSecond attempts of people in a normal busy hour
  public Crowd(UsualCallers callers, double usualPerSecond) {
    this.origins = callers.origins();
    this.usual = new UsualShares(callers);
    this.usualPerSecond = usualPerSecond;
    homeRatios = new double[origins.homeCells()];
    phrases = new Phrases(origins);
    for (Trait trait : TRAITS) {
      cells[trait.place()] = new TraitCells(trait);
    }
  }

  /// Lets time pass.
  ///
  /// @param usualPerSecondNow what the line has learned to be usual
  public void advance(long nowMillis, double usualPerSecondNow) {
    usualPerSecond = usualPerSecondNow;
    double factor = unit.advance(nowMillis);
    if (factor != 1) {
      for (TraitCells each : cells) {
        each.counts().rescale(factor);
      }
      stages.rescale(factor);
    }
    if (nowMillis - refreshedMillis >= REFRESH_MILLIS || refreshedMillis > nowMillis) {
      refresh(nowMillis);
    }
  }

  /// The clock was wrong: everything counted by it is forgotten.
  public void forget() {
    for (TraitCells each : cells) {
      each.clear();
    }
    stages.clear();
    unit.restore(Long.MIN_VALUE, 0);
    prints.clear();
    near.clear();
    mutedUntil.clear();
    refreshedMillis = Long.MIN_VALUE;
    sinceRefresh = 0;
    people = 1;
    excesses = List.of();
    machinesArriving = 0;
    machinesAsked = 0;
  }

  /// A call arrives: reads its traits and counts them.
  ///
  /// @param weight what it counts, 0 to 1
  /// @param learning whether it may teach what is usual
  public CallTraits arrived(
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
            attestationCell(attestation),
            looksCell(looks),
            Origins.exchangeCell(digits),
            sequenceCell(digits, nowMillis),
            CallTraits.UNKNOWN,
            CallTraits.UNKNOWN,
            CallTraits.UNKNOWN,
            CallTraits.UNKNOWN,
            weight);
    stages.add(ARRIVING, unit.value());
    count(Trait.ORIGIN, traits.origin(), weight, learning);
    count(Trait.ATTESTATION, traits.attestation(), weight, learning);
    count(Trait.LOOKS, traits.looks(), weight, learning);
    count(Trait.EXCHANGE, traits.exchange(), weight, learning);
    count(Trait.SEQUENCE, traits.sequence(), weight, learning);
    noteCounted(nowMillis);
    return traits;
  }

  private static int attestationCell(Attestation attestation) {
    return switch (attestation) {
      case A -> 0;
      case B -> 1;
      case C -> 2;
      case UNSIGNED -> 3;
      case FAILED -> 4;
    };
  }

  private static int looksCell(String looks) {
    CRC32 hash = new CRC32();
    hash.update(looks.getBytes(StandardCharsets.UTF_8));
    return (int) (hash.getValue() % Trait.LOOKS.cells());
  }

  private int sequenceCell(long digits, long nowMillis) {
    return digits != Origins.NO_DIGITS && near.isNextToRecent(digits, nowMillis) ? 1 : 0;
  }

  /// The language question was answered or timed out.
  ///
  /// @param seconds to the key, or negative for none
  public CallTraits languageAnswered(
      CallTraits traits, double seconds, long nowMillis, boolean learning) {
    stages.add(ASKED, unit.value());
    noteCounted(nowMillis);
    if (seconds < 0) {
      return traits;
    }
    CallTraits more = traits.withLanguageTime(KeyTimes.cell(seconds));
    count(Trait.LANGUAGE_TIME, more.cell(Trait.LANGUAGE_TIME), traits.weight(), learning);
    count(Trait.LANGUAGE_SPAN, more.cell(Trait.LANGUAGE_SPAN), traits.weight(), learning);
    return more;
  }

  /// The first key after the language came.
  public CallTraits menuKeyed(CallTraits traits, double seconds, boolean learning) {
    CallTraits more = traits.withMenuTime(KeyTimes.cell(seconds));
    count(Trait.MENU_TIME, more.cell(Trait.MENU_TIME), traits.weight(), learning);
    count(Trait.MENU_SPAN, more.cell(Trait.MENU_SPAN), traits.weight(), learning);
    return more;
  }

  /// The questions are over.
  ///
  /// @param conduct a cell of [Conduct]
  /// @param print of the first seconds of sound, or null
  public CallTraits questionsOver(
      CallTraits traits, int conduct, @Nullable Long print, long nowMillis, boolean learning) {
    int recording = CallTraits.UNKNOWN;
    if (print != null) {
      int cell = prints.cell(print, nowMillis);
      if (cell < 0) {
        cell = ~cell;
        cells(Trait.RECORDING).forget(cell);
        mutedUntil.remove(Cell.key(Trait.RECORDING, cell));
      }
      recording = prints.tagged(cell);
      count(Trait.RECORDING, cell, traits.weight(), learning);
    }
    count(Trait.CONDUCT, conduct, traits.weight(), learning);
    noteCounted(nowMillis);
    return traits.withConduct(conduct, recording);
  }

  /// A call ended before the end of its questions.
  public void leftEarly() {
    stages.add(LEFT, unit.value());
  }

  /// A caller hung up before the end of the questions, by no doing of ours.
  ///
  /// @param weight what the call counts, 0 to 1
  public void hungUp(double seconds, double weight, long nowMillis) {
    count(Trait.LENGTH, KeyTimes.lengthCell(seconds), weight, false);
    noteCounted(nowMillis);
  }

  /// A call was refused before its answer and will not come to the questions.
  public void refused() {
    stages.add(REFUSED, unit.value());
  }

  /// The share of calls that did not stay until the end of the questions.
  public double earlyLeaversShare() {
    double arriving = stages.units(ARRIVING);
    return arriving == 0 ? 0 : Math.min(1, stages.units(LEFT) / arriving);
  }

  /// The share of calls that come to the questions and stay.
  private double stayingShare() {
    double arriving = stages.units(ARRIVING);
    double gone = stages.units(LEFT) + stages.units(REFUSED);
    return arriving == 0 ? 1 : Math.max(0, 1 - gone / arriving);
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

  private TraitCells cells(Trait trait) {
    return cells[trait.place()];
  }

  /// Brings the weights up to date when enough has been counted since.
  private void noteCounted(long nowMillis) {
    sinceRefresh += 1;
    double all = stages.units(ARRIVING) / unit.value();
    if (sinceRefresh >= Math.max(REFRESH_LEAST, all * REFRESH_SHARE)) {
      refresh(nowMillis);
    }
  }

  private void refresh(long nowMillis) {
    refreshedMillis = nowMillis;
    sinceRefresh = 0;
    mutedUntil.values().removeIf(until -> until <= nowMillis);
    people = peopleRatio();
    double expected = people * usualCalls();
    machinesArriving = totalExcess(ARRIVING, expected);
    machinesAsked = totalExcess(ASKED, expected);
    for (Trait trait : TRAITS) {
      double surplus =
          cells(trait)
              .findExcesses(
                  expected,
                  usual,
                  unit.value(),
                  cell -> mutedUntil.containsKey(Cell.key(trait, cell)));
      if (trait.isAtArrival()) {
        machinesArriving = Math.max(machinesArriving, surplus);
      } else {
        machinesAsked = Math.max(machinesAsked, surplus);
      }
    }
    // Who arrived and did not leave will be at the questions in a moment.
    machinesAsked = Math.max(machinesAsked, machinesArriving * stayingShare());
    List<Excess> found = new ArrayList<>();
    for (Trait trait : TRAITS) {
      cells(trait).weigh(trait.isAtArrival() ? machinesArriving : machinesAsked, usual);
      found.addAll(cells(trait).excesses());
    }
    excesses = List.copyOf(found);
  }

  /// Calls of people in the time that counts remember, on a usual day.
  private double usualCalls() {
    return usualPerSecond * FADE_MILLIS / 1000;
  }

  /// How many times as many people as usual call now, at least 1.
  private double peopleRatio() {
    double byAttestation = ratio(Trait.ATTESTATION, attestationCell(Attestation.A));
    int telling = 0;
    for (int cell = 0; cell < homeRatios.length; cell++) {
      if (usualCalls() * usual.share(Trait.ORIGIN, cell) >= TELLING_CALLS) {
        homeRatios[telling++] = ratio(Trait.ORIGIN, cell);
      }
    }
    Arrays.sort(homeRatios, 0, telling);
    double byOrigin = telling < 3 ? byAttestation : homeRatios[(telling - 1) / 2];
    double low = Math.min(byAttestation, byOrigin);
    double high = Math.max(byAttestation, byOrigin);
    return Math.max(1, high <= low * AGREEMENT ? high * GENEROSITY : low);
  }

  private double ratio(Trait trait, int cell) {
    double seen = cells(trait).counts().units(cell) / unit.value();
    double expected = usualCalls() * usual.share(trait, cell);
    return (seen + RATIO_PRIOR) / (expected + RATIO_PRIOR);
  }

  private double totalExcess(int stage, double expected) {
    double seen = stages.units(stage) / unit.value();
    double raised = expected * TOTAL_DISPERSION / Excess.OVER_DISPERSION;
    return Excess.surprise(seen, raised) >= Excess.EVIDENT ? seen - expected * TOTAL_DISPERSION : 0;
  }

  /// What a call's cell of a trait says now: a log-likelihood ratio in nats, 0 where nothing is
  /// known. Fine and coarse times are one trait: the finer one speaks when it has something to say.
  public double weight(Trait trait, CallTraits traits) {
    return switch (trait) {
      case LANGUAGE_TIME -> time(Trait.LANGUAGE_TIME, Trait.LANGUAGE_SPAN, traits);
      case MENU_TIME -> time(Trait.MENU_TIME, Trait.MENU_SPAN, traits);
      case LANGUAGE_SPAN, MENU_SPAN -> 0;
      default -> cellWeight(trait, traits);
    };
  }

  private double time(Trait fine, Trait coarse, CallTraits traits) {
    double exact = cellWeight(fine, traits);
    return exact > 0 ? Math.max(exact, cellWeight(coarse, traits)) : cellWeight(coarse, traits);
  }

  private double cellWeight(Trait trait, CallTraits traits) {
    int cell = plainCell(trait, traits);
    return cell < 0 ? 0 : cells(trait).weight(cell);
  }

  /// The cell that is counted; -1 for a recording whose place was taken by another since.
  private int plainCell(Trait trait, CallTraits traits) {
    int cell = traits.cell(trait);
    return trait == Trait.RECORDING ? prints.untagged(cell) : cell;
  }

  /// The logarithm of machines over people among attempts that arrive now; strongly negative when
  /// there are no more calls than people explain.
  public double priorAtArrival() {
    return prior(machinesArriving);
  }

  /// The same among calls that are at the questions.
  public double priorAtQuestions() {
    return prior(machinesAsked);
  }

  private double prior(double machines) {
    double expected = people * usualCalls();
    return Math.clamp(StrictMath.log(machines / expected), LEAST_PRIOR, MOST_PRIOR);
  }

  /// Calls of machines in the last minutes, about.
  public double machines() {
    return Math.max(machinesArriving, machinesAsked);
  }

  /// Calls of people in the last minutes, about.
  public double peopleCalls() {
    return people * usualCalls();
  }

  /// A cell of a trait, with what it means for people.
  public record Cell(Trait trait, int cell, String words) {

    /// One number for both.
    public static long key(Trait trait, int cell) {
      return ((long) trait.number() << Integer.SIZE) | cell;
    }
  }

  /// The cell of a call that explains most of the machines: the one with the greatest surplus,
  /// weighed by how much it tells; empty when none of its cells speaks for a machine.
  public Optional<Cell> plainest(CallTraits traits) {
    @Nullable Excess plainest = null;
    double most = 0;
    for (Excess excess : excesses) {
      if (excess.cell() == plainCell(excess.trait(), traits)) {
        double tells = excess.size() * cells(excess.trait()).weight(excess.cell());
        if (tells > most) {
          most = tells;
          plainest = excess;
        }
      }
    }
    return plainest == null
        ? Optional.empty()
        : Optional.of(
            new Cell(
                plainest.trait(),
                traits.cell(plainest.trait()),
                words(plainest.trait(), plainest.cell())));
  }

  /// What is more than people explain, at this moment.
  public List<Excess> excesses() {
    return excesses;
  }

  /// A cell is no evidence for a day: somebody said that these are people.
  ///
  /// @param cell as in [CallTraits]
  public void mute(Trait trait, int cell, long nowMillis) {
    if (mutedUntil.size() < MAX_MUTED) {
      int plain = trait == Trait.RECORDING ? prints.untagged(cell) : cell;
      mutedUntil.put(Cell.key(trait, plain), nowMillis + MUTED_MILLIS);
      if (trait == Trait.LANGUAGE_TIME || trait == Trait.MENU_TIME) {
        // The same time told less exactly is the same evidence.
        Trait span = trait == Trait.LANGUAGE_TIME ? Trait.LANGUAGE_SPAN : Trait.MENU_SPAN;
        mutedUntil.put(Cell.key(span, KeyTimes.coarse(plain)), nowMillis + MUTED_MILLIS);
      }
      refresh(nowMillis);
    }
  }

  /// What speaks for or against a call with a trait, for people; the exact key time where that is
  /// what speaks.
  ///
  /// @param machine whether the trait speaks for a machine
  public String words(Trait trait, CallTraits traits, boolean machine) {
    return machine
        ? phrases.tooMany(trait, traits.cell(trait))
        : phrases.unlike(trait, traits.cell(trait));
  }

  /// What a cell means, for people.
  public String words(Trait trait, int cell) {
    return phrases.cell(trait, cell);
  }

  /// Everything, for a snapshot.
  public String pack() {
    int bytes = usual.packedBytes() + stages.packedBytes() + prints.packedBytes();
    for (TraitCells each : cells) {
      bytes += each.counts().packedBytes();
    }
    bytes += PackedWeights.bytes(List.of(), laterWeights());
    bytes += NearNumbers.packedBytes() + 3 * Long.BYTES + 2 * Double.BYTES;
    bytes += Integer.BYTES + mutedUntil.size() * 2 * Long.BYTES;
    bytes += 3 * Double.BYTES + PackedWeights.bytes(excesses, firstWeights());
    ByteBuffer to = ByteBuffer.allocate(bytes);
    to.putLong(unit.startMillis()).putLong(unit.nowMillis()).putLong(refreshedMillis);
    to.putDouble(usualPerSecond).putDouble(sinceRefresh);
    usual.pack(to);
    for (Trait trait : FIRST_TRAITS) {
      cells(trait).counts().pack(to);
    }
    stages.pack(to);
    prints.pack(to);
    near.pack(to);
    to.putInt(mutedUntil.size());
    mutedUntil.forEach((key, until) -> to.putLong(key).putLong(until));
    // Weights are of the last refresh, which may be calls ago: they are not made again from counts.
    to.putDouble(people).putDouble(machinesArriving).putDouble(machinesAsked);
    PackedWeights.pack(excesses, firstWeights(), to);
    cells(Trait.LENGTH).counts().pack(to);
    PackedWeights.pack(List.of(), laterWeights(), to);
    return Base64.getEncoder().encodeToString(to.array());
  }

  /// Replaces everything by what was packed.
  ///
  /// @throws IllegalStateException when that is damaged
  public void unpack(String packed) {
    try {
      unpack(ByteBuffer.wrap(Base64.getDecoder().decode(packed)));
    } catch (BufferUnderflowException | IllegalArgumentException damaged) {
      throw new IllegalStateException("the packed crowd is damaged; start empty", damaged);
    }
  }

  private void unpack(ByteBuffer from) {
    long start = from.getLong();
    long now = from.getLong();
    refreshedMillis = from.getLong();
    usualPerSecond = from.getDouble();
    sinceRefresh = from.getDouble();
    unit.restore(start, now);
    usual.unpack(from);
    for (Trait trait : FIRST_TRAITS) {
      cells(trait).counts().unpack(from);
    }
    stages.unpack(from);
    prints.unpack(from);
    near.unpack(from);
    mutedUntil.clear();
    for (int left = from.getInt(); left > 0; left--) {
      mutedUntil.put(from.getLong(), from.getLong());
    }
    people = from.getDouble();
    machinesArriving = from.getDouble();
    machinesAsked = from.getDouble();
    for (TraitCells each : cells) {
      each.forgetLevel();
    }
    excesses = PackedWeights.unpack(firstWeights(), from);
    if (from.hasRemaining()) {
      cells(Trait.LENGTH).counts().unpack(from);
      PackedWeights.unpack(laterWeights(), from);
    } else {
      cells(Trait.LENGTH).clear();
    }
  }

  private List<double[]> firstWeights() {
    return FIRST_TRAITS.stream().map(trait -> cells(trait).weights()).toList();
  }

  private List<double[]> laterWeights() {
    return List.of(cells(Trait.LENGTH).weights());
  }
}
