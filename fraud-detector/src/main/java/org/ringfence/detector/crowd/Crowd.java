package org.ringfence.detector.crowd;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
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
/// A rush of people is no surplus: how many of them there are now says [PeopleNow].
public final class Crowd {

  /// The time constant with which counts fade.
  public static final long FADE_MILLIS = 120_000;

  private static final double LEAST_PRIOR = -3;
  private static final double MOST_PRIOR = 4;

  private static final long REFRESH_MILLIS = 1_000;
  private static final double REFRESH_SHARE = 0.06;
  private static final double REFRESH_LEAST = 3;

  private final CrowdCounts counts;
  private final Mixture mixture;
  private final Phrases phrases;

  private double usualPerSecond;
  private long refreshedMillis = Long.MIN_VALUE;
  private double sinceRefresh;

  /// @param usualPerSecond attempts of people in a normal busy hour
  public Crowd(UsualCallers callers, double usualPerSecond) {
    this.usualPerSecond = usualPerSecond;
    Origins origins = callers.origins();
    counts = new CrowdCounts(callers);
    mixture = new Mixture(new PeopleNow(counts.usual, origins.homeCells()));
    phrases = new Phrases(origins);
  }

  /// Lets time pass.
  ///
  /// @param usualPerSecondNow what the line has learned to be usual
  public void advance(long nowMillis, double usualPerSecondNow) {
    usualPerSecond = usualPerSecondNow;
    counts.advance(nowMillis);
    if (nowMillis - refreshedMillis >= REFRESH_MILLIS || refreshedMillis > nowMillis) {
      refresh(nowMillis);
    }
  }

  /// The clock was wrong: everything counted by it is forgotten.
  public void forget() {
    counts.forget();
    mixture.forget();
    refreshedMillis = Long.MIN_VALUE;
    sinceRefresh = 0;
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
    CallTraits traits = counts.arrived(normalized, attestation, looks, weight, nowMillis, learning);
    noteCounted(nowMillis);
    return traits;
  }

  /// The language question was answered or timed out.
  ///
  /// @param seconds to the key, or negative for none
  public CallTraits languageAnswered(
      CallTraits traits, double seconds, long nowMillis, boolean learning) {
    CallTraits more = counts.languageAnswered(traits, seconds, learning);
    noteCounted(nowMillis);
    return more;
  }

  /// The first key after the language came.
  public CallTraits menuKeyed(CallTraits traits, double seconds, boolean learning) {
    return counts.menuKeyed(traits, seconds, learning);
  }

  /// The questions are over.
  ///
  /// @param conduct a cell of [Conduct]
  /// @param print of the first seconds of sound, or null
  public CallTraits questionsOver(
      CallTraits traits, int conduct, @Nullable Long print, long nowMillis, boolean learning) {
    CallTraits more = counts.questionsOver(traits, conduct, print, nowMillis, learning);
    noteCounted(nowMillis);
    return more;
  }

  /// A caller is heard at last, of whom nothing was heard until the questions' end. It is counted
  /// with those who are heard from then on, so machines that begin to sound when they are
  /// challenged become a crowd of their own.
  public CallTraits heardLater(CallTraits traits) {
    return counts.heardLater(traits);
  }

  /// A call ended before the end of its questions.
  public void leftEarly() {
    counts.stages.left(counts.unit());
  }

  /// A caller hung up before the end of the questions, by no doing of ours.
  ///
  /// @param weight what the call counts, 0 to 1
  public void hungUp(double seconds, double weight, long nowMillis) {
    counts.hungUp(seconds, weight);
    noteCounted(nowMillis);
  }

  /// A call was refused before its answer and will not come to the questions.
  public void refused() {
    counts.stages.refused(counts.unit());
  }

  /// The share of calls that did not stay until the end of the questions.
  public double earlyLeaversShare() {
    return counts.stages.leaversShare();
  }

  /// Brings the weights up to date when enough has been counted since.
  private void noteCounted(long nowMillis) {
    sinceRefresh += 1;
    double all = counts.stages.arriving(counts.unit());
    if (sinceRefresh >= Math.max(REFRESH_LEAST, all * REFRESH_SHARE)) {
      refresh(nowMillis);
    }
  }

  private void refresh(long nowMillis) {
    refreshedMillis = nowMillis;
    sinceRefresh = 0;
    counts.muted.expire(nowMillis);
    mixture.look(counts, usualCalls());
  }

  /// Calls of people in the time that counts remember, on a usual day.
  private double usualCalls() {
    return usualPerSecond * FADE_MILLIS / 1000;
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
    int cell = counts.plainCell(trait, traits.cell(trait));
    return cell < 0 ? 0 : counts.cells(trait).weight(cell);
  }

  /// The logarithm of machines over people among attempts that arrive now; strongly negative when
  /// there are no more calls than people explain.
  public double priorAtArrival() {
    return prior(mixture.machinesArriving());
  }

  /// The same among calls that are at the questions.
  public double priorAtQuestions() {
    return prior(mixture.machinesAsked());
  }

  private double prior(double machines) {
    return Math.clamp(StrictMath.log(machines / peopleCalls()), LEAST_PRIOR, MOST_PRIOR);
  }

  /// Calls of machines in the last minutes, about.
  public double machines() {
    return Math.max(mixture.machinesArriving(), mixture.machinesAsked());
  }

  /// Calls of people in the last minutes, about.
  public double peopleCalls() {
    return mixture.people() * usualCalls();
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
    for (Excess excess : mixture.excesses()) {
      if (excess.cell() == counts.plainCell(excess.trait(), traits.cell(excess.trait()))) {
        double tells = excess.size() * counts.cells(excess.trait()).weight(excess.cell());
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
    return mixture.excesses();
  }

  /// A cell is no evidence for a day: somebody said that these are people.
  ///
  /// @param cell as in [CallTraits]
  public void mute(Trait trait, int cell, long nowMillis) {
    counts.muted.mute(trait, counts.plainCell(trait, cell), nowMillis);
    refresh(nowMillis);
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
    List<double[]> weights = counts.weights();
    int bytes = Long.BYTES + 2 * Double.BYTES;
    bytes += counts.packedBytes() + mixture.packedBytes(weights) + counts.packedLaterBytes();
    ByteBuffer to = ByteBuffer.allocate(bytes);
    counts.packTime(to);
    to.putLong(refreshedMillis).putDouble(usualPerSecond).putDouble(sinceRefresh);
    counts.pack(to);
    mixture.pack(weights, to);
    counts.packLater(to);
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
    counts.unpackTime(from);
    refreshedMillis = from.getLong();
    usualPerSecond = from.getDouble();
    sinceRefresh = from.getDouble();
    counts.unpack(from);
    counts.forgetLevels();
    mixture.unpack(counts.weights(), from);
    counts.unpackLater(from);
  }
}
