package org.ringfence.detector.screening;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.detector.crowd.CallTraits;
import org.ringfence.detector.lists.ListedNumber;
import org.ringfence.detector.lists.NumberList;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallerSound;
import org.ringfence.events.CampaignId;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// A call from its arrival to its end, as far as the detector follows it.
final class OpenCall {

  /// The name of the language question in every flow.
  static final String LANGUAGE_NODE = "language";

  private final PhoneNumber caller;
  private final PhoneNumber normalized;
  private final boolean wellFormed;
  private final Attestation attestation;

  /// The first verdict of each stage.
  private final Map<Stage, Verdict> given = new EnumMap<>(Stage.class);

  private boolean languageKeyed;
  private boolean keyedSince;

  /// Questions that timed out after the language was keyed.
  private int silences;

  private boolean settled;
  private boolean turnedAway;
  private boolean joined;
  private boolean announced;
  private boolean suspected;
  private boolean challengedSurely;
  private CallTraits traits = CallTraits.NONE;
  private long key;
  private boolean keyed;
  private @Nullable CallerSound sound;
  private @Nullable ChallengeResult challengeResult;
  private boolean silentBefore;
  private @Nullable CampaignId campaign;

  /// A key, or nobody knows whether a sound, came when it was listened for.
  private boolean responded;

  OpenCall(PhoneNumber caller, Attestation attestation) {
    this.caller = caller;
    this.attestation = attestation;
    normalized = caller.normalized();
    wellFormed = normalized.isE164();
  }

  PhoneNumber caller() {
    return caller;
  }

  /// The number in E.164 where it can be brought into it.
  PhoneNumber normalized() {
    return normalized;
  }

  /// Whether the number is E.164. Only such a number has a history: `anonymous`, an extension or
  /// nothing at all is shared by many people who do not know one another.
  boolean isWellFormed() {
    return wellFormed;
  }

  /// The row of a list that the number is on. What is no number is on no list: `+1900*`, delivered
  /// as a number, is not one of the numbers that begin so.
  Optional<ListedNumber> findIn(NumberList list, long nowMillis) {
    return wellFormed ? list.find(normalized.raw(), nowMillis) : Optional.empty();
  }

  Attestation attestation() {
    return attestation;
  }

  /// What its number, with its attestation, is called in tables.
  long key(NumberHash hash) {
    if (!keyed) {
      key = hash.of(normalized.raw() + '/' + attestation);
      keyed = true;
    }
    return key;
  }

  /// Notes a key, or null for none in time.
  ///
  /// @return whether this is the key of the language question
  boolean answered(String node, @Nullable String key) {
    if (node.equals(LANGUAGE_NODE)) {
      languageKeyed |= key != null;
      return key != null;
    }
    if (key != null) {
      keyedSince = true;
    } else if (languageKeyed) {
      silences++;
    }
    return false;
  }

  /// The incident's mark: a language was keyed and then nothing, though asked. Who keys nothing at
  /// all does not bear it: that is how a rotary phone or a text telephone calls.
  boolean isSilentAfterLanguage() {
    return silences > 0 && !keyedSince && challengeResult != ChallengeResult.PASSED;
  }

  /// What the call's behaviour adds to its number's history, told once. Who was heard and keyed
  /// nothing is no sign either way: a person who waits for a person does that.
  Optional<Boolean> settle() {
    boolean heard = sound != null && sound.isHeard();
    if (settled || !((isSilentAfterLanguage() && !heard) || keyedSince)) {
      return Optional.empty();
    }
    settled = true;
    return Optional.of(isSilentAfterLanguage());
  }

  /// Whether the number's history has this call's behaviour already.
  boolean isSettled() {
    return settled;
  }

  /// The verdict of a stage. A question that comes twice gets the first one again, whatever has
  /// been learned since, for that one was acted on.
  Verdict decide(Stage stage, Verdict now) {
    @Nullable Verdict first = given.putIfAbsent(stage, now);
    return first == null ? now : first;
  }

  /// Whether the end of the questions was answered before.
  boolean isJoinDecided() {
    return given.containsKey(Stage.JOIN);
  }

  /// What it has in common with others, as far as is known.
  CallTraits traits() {
    return traits;
  }

  void traits(CallTraits known) {
    traits = known;
  }

  /// Notes what was heard; null when nobody listened.
  void heard(@Nullable CallerSound latest) {
    if (latest != null) {
      sound = latest;
    }
  }

  /// The caller was asked for any sound or key.
  ///
  /// @param latest what was heard since the answer, or null when nobody listened
  void listenedTo(boolean keyed, @Nullable CallerSound latest) {
    heard(latest);
    responded |= keyed || latest == null;
  }

  /// Whether any sound came, or a key when it was listened for; true when nobody listened, which is
  /// in the caller's favour.
  boolean isHeard() {
    return responded || sound == null || sound.isHeard();
  }

  /// Whether somebody listened and heard a sound.
  boolean isSurelyHeard() {
    return sound != null && sound.isHeard();
  }

  /// Notes that the call is held for a machine's.
  ///
  /// @return whether that is news
  boolean suspect(boolean held) {
    boolean news = held && !suspected;
    suspected |= held;
    return news;
  }

  /// Notes that the caller is asked for digits.
  ///
  /// @param surely whether it was surely a machine before it was asked
  void challenged(boolean surely) {
    challengedSurely |= surely;
  }

  boolean isChallengedSurely() {
    return challengedSurely;
  }

  @Nullable Long print() {
    return sound == null ? null : sound.print();
  }

  /// How the challenge ended, or null when there was none yet.
  @Nullable ChallengeResult challengeResult() {
    return challengeResult;
  }

  /// @param before whether an earlier call of this number was silent at its challenge
  void challengeEnded(ChallengeResult result, boolean before) {
    if (challengeResult == null) {
      challengeResult = result;
      silentBefore = before;
    }
  }

  /// Whether an earlier call of this number was silent at its challenge, as it was known when this
  /// one's ended: it does not count as its own forerunner.
  boolean isSilentBefore() {
    return silentBefore;
  }

  /// The campaign that the call was counted with, or null.
  @Nullable CampaignId campaign() {
    return campaign;
  }

  void campaign(CampaignId counted) {
    campaign = counted;
  }

  boolean isLanguageKeyed() {
    return languageKeyed;
  }

  boolean isKeyedSince() {
    return keyedSince;
  }

  /// The questions are over; whether that is news.
  boolean join() {
    boolean news = !joined;
    joined = true;
    return news;
  }

  boolean isJoined() {
    return joined;
  }

  /// The caller hears the announcement before the first question.
  void announce() {
    announced = true;
  }

  /// Whether the time of the first key says nothing, because an announcement came before it.
  boolean isAnnounced() {
    return announced;
  }

  void turnAway() {
    turnedAway = true;
  }

  boolean isTurnedAway() {
    return turnedAway;
  }

  ScreeningSnapshot.Call snapshot(String id) {
    return new ScreeningSnapshot.Call(
        id,
        caller,
        attestation,
        languageKeyed,
        keyedSince,
        silences,
        settled,
        turnedAway,
        joined,
        given.get(Stage.ARRIVAL),
        given.get(Stage.JOIN),
        given.get(Stage.CHALLENGE),
        traits,
        sound,
        challengeResult,
        campaign,
        announced,
        suspected,
        challengedSurely,
        given.get(Stage.LISTENING),
        responded ? Boolean.TRUE : null,
        silentBefore ? Boolean.TRUE : null);
  }

  static OpenCall restore(ScreeningSnapshot.Call snapshot) {
    OpenCall call = new OpenCall(snapshot.caller(), snapshot.attestation());
    call.languageKeyed = snapshot.languageKeyed();
    call.keyedSince = snapshot.keyedSince();
    call.silences = snapshot.silences();
    call.settled = snapshot.settled();
    call.turnedAway = snapshot.turnedAway();
    call.given(Stage.ARRIVAL, snapshot.atArrival());
    call.given(Stage.JOIN, snapshot.atJoin());
    call.joined = snapshot.joined();
    call.given(Stage.CHALLENGE, snapshot.atChallenge());
    call.traits = snapshot.traits() == null ? CallTraits.NONE : snapshot.traits();
    call.sound = snapshot.sound();
    call.challengeResult = snapshot.challengeResult();
    call.campaign = snapshot.campaign();
    call.announced = Boolean.TRUE.equals(snapshot.announced());
    call.suspected = Boolean.TRUE.equals(snapshot.suspected());
    call.challengedSurely = Boolean.TRUE.equals(snapshot.challengedSurely());
    call.given(Stage.LISTENING, snapshot.atListening());
    call.responded = Boolean.TRUE.equals(snapshot.responded());
    call.silentBefore = Boolean.TRUE.equals(snapshot.silentBefore());
    return call;
  }

  private void given(Stage stage, @Nullable Verdict verdict) {
    if (verdict != null) {
      given.put(stage, verdict);
    }
  }
}
