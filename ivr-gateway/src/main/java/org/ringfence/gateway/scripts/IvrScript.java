package org.ringfence.gateway.scripts;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallerSound;
import org.ringfence.events.PhoneNumber;
import org.ringfence.gateway.agi.AgiAnswer;
import org.ringfence.gateway.agi.AgiCall;
import org.ringfence.gateway.agi.AgiScript;
import org.ringfence.gateway.calls.CallLedger;
import org.ringfence.gateway.calls.Hearing;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.gateway.ivr.ChallengeWalk;
import org.ringfence.gateway.ivr.ChallengeWalk.Turn;
import org.ringfence.gateway.ivr.Circumstances;
import org.ringfence.gateway.ivr.Flows;
import org.ringfence.gateway.ivr.Input;
import org.ringfence.gateway.ivr.IvrState;
import org.ringfence.gateway.ivr.IvrState.Screened;
import org.ringfence.gateway.ivr.IvrWalk;
import org.ringfence.gateway.ivr.RecordingNotice;
import org.ringfence.gateway.ivr.Step;
import org.ringfence.gateway.screening.Screening;
import org.ringfence.gateway.screening.Screening.Judged;
import org.ringfence.site.Site;

/// `ivr`: one step of the questions, or of a challenge before or after them; the last one asks for
/// the verdict before the line.
public final class IvrScript implements AgiScript {

  private static final Pattern KEYS = Pattern.compile("[0-9*#]{1,8}");

  private final CallFinder calls;
  private final Flows flows;
  private final RecordingNotice notice;
  private final BooleanSupplier emergency;
  private final VisitMeters visits;
  private final ChallengeWalk challenges;
  private final Screening screening;
  private final Hearing hearing;
  private final InstantSource clock;
  private final LongSupplier ticker;

  public IvrScript(
      Site site,
      CallLedger ledger,
      Flows flows,
      RecordingNotice notice,
      BooleanSupplier emergency,
      VisitMeters visits,
      ChallengeWalk challenges,
      Screening screening,
      Hearing hearing,
      InstantSource clock,
      LongSupplier ticker) {
    this.calls = new CallFinder(site, ledger, clock);
    this.flows = flows;
    this.notice = notice;
    this.emergency = emergency;
    this.visits = visits;
    this.challenges = challenges;
    this.screening = screening;
    this.hearing = hearing;
    this.clock = clock;
    this.ticker = ticker;
  }

  /// `ivr`: state, keys.
  @Override
  public AgiAnswer answer(AgiCall agi) {
    String keys = KEYS.matcher(agi.argument(1)).matches() ? agi.argument(1) : "";
    Flows.Led led = flows.lead(IvrState.of(agi.argument(0)).heard(keys));
    // The flow does not need the ledger: a call that cannot be tracked is led on all the same.
    Optional<TrackedCall> call =
        calls.find(agi, agi.callerNumber(), agi.dialed(), clock.instant(), agi.argument(2));
    call.ifPresent(tracked -> tracked.answered(clock.instant()));
    Step asked = next(led.state(), led.walk(), keys, call);
    PhoneNumber caller = call.map(TrackedCall::caller).orElse(PhoneNumber.NONE);
    Step step = notice.before(asked, flows.leading(asked.state()), caller);
    if (step instanceof Step.Ask) {
      call.ifPresent(tracked -> tracked.asked(ticker.getAsLong()));
    } else if (step instanceof Step.Bye) {
      call.ifPresent(TrackedCall::dismissed);
    }
    return new AgiAnswer("RF_DO", step.encoded());
  }

  private Step next(IvrState state, IvrWalk walk, String keys, Optional<TrackedCall> call) {
    if (state.isChallengeDue()) {
      return challenges.begin(state, false);
    }
    Optional<Turn> turn = challenges.answer(state, keys, () -> isHeard(call));
    if (turn.isEmpty()) {
      return toTheLine(question(state, walk, keys, call), call);
    }
    return switch (turn.get()) {
      case Turn.Again again -> again.ask();
      case Turn.Over over ->
          after(
              over.state(),
              over.atLine(),
              walk,
              call,
              (tracked, sound) -> screening.challenge(tracked, over.result(), sound));
      case Turn.Listened over ->
          after(
              over.state(),
              true,
              walk,
              call,
              (tracked, sound) -> screening.listening(tracked, over.keyed(), sound));
    };
  }

  /// Whom nobody can listen to is not kept waiting for it.
  private boolean isHeard(Optional<TrackedCall> call) {
    @Nullable CallerSound sound = call.map(hearing::soundOf).orElse(null);
    return sound == null || sound.isHeard();
  }

  private Step question(IvrState state, IvrWalk walk, String keys, Optional<TrackedCall> call) {
    // Of a call that is not tracked no time is known, so no key of it is late.
    Duration after =
        call.map(tracked -> tracked.sinceAsked(ticker.getAsLong()))
            .orElse(ChronoUnit.FOREVER.getDuration());
    IvrWalk.Turn turn = walk.next(state, Input.of(keys, after), circumstances());
    visits.count(turn.moves());
    String key = keys.isEmpty() ? null : keys.substring(0, 1);
    if (call.isPresent() && turn.question().isPresent()) {
      call.get().questionAnswered(clock.instant(), ticker.getAsLong(), turn.question().get(), key);
    }
    return turn.step();
  }

  /// A challenge or a listening is over.
  ///
  /// @param verdict asks for what follows from it, with what was heard of the caller
  private Step after(
      IvrState state,
      boolean atLine,
      IvrWalk walk,
      Optional<TrackedCall> call,
      BiFunction<TrackedCall, @Nullable CallerSound, Judged> verdict) {
    if (call.isEmpty()) {
      return resumed(walk, state.judged(false));
    }
    @Nullable CallerSound sound = hearing.soundOf(call.get());
    return obeyed(verdict.apply(call.get(), sound), state, atLine, sound, walk);
  }

  /// @param atLine whether the questions are over
  private Step obeyed(
      Judged judged, IvrState asked, boolean atLine, @Nullable CallerSound sound, IvrWalk walk) {
    boolean diverted =
        switch (judged.verdict()) {
          case ADMIT, ANNOUNCE, LISTEN, LET_GO, REJECT -> false;
          // Nobody is challenged twice in a row.
          case CHALLENGE, DIVERT -> true;
        };
    IvrState state = asked.judged(diverted);
    return switch (judged.verdict()) {
      case LISTEN -> challenges.listen(state);
      case LET_GO -> challenges.letGo(state);
      case REJECT -> challenges.turnedAway(state);
      case ADMIT, ANNOUNCE, CHALLENGE, DIVERT ->
          resumed(walk, atLine ? state.screened(result(state, judged, sound)) : state);
    };
  }

  private Step resumed(IvrWalk walk, IvrState state) {
    IvrWalk.Turn turn = walk.resumed(state, circumstances());
    visits.count(turn.moves());
    return turn.step();
  }

  private Circumstances circumstances() {
    return new Circumstances(clock.instant(), emergency.getAsBoolean());
  }

  /// A caller for whom the questions are over is screened before the line is reached, once.
  private Step toTheLine(Step step, Optional<TrackedCall> call) {
    if (!(step instanceof Step.Join join) || join.state().screening() != null || call.isEmpty()) {
      return step;
    }
    @Nullable CallerSound sound = hearing.soundOf(call.get());
    Judged judged = screening.join(call.get(), sound);
    return switch (judged.verdict()) {
      case ADMIT, ANNOUNCE -> joined(join, join.state(), judged, sound);
      case DIVERT -> joined(join, join.state().judged(true), judged, sound);
      case CHALLENGE -> challenges.begin(join.state(), true);
      case LISTEN -> challenges.listen(join.state());
      case LET_GO -> challenges.letGo(join.state());
      case REJECT -> challenges.turnedAway(join.state());
    };
  }

  private static Step joined(
      Step.Join join, IvrState state, Judged judged, @Nullable CallerSound sound) {
    return new Step.Join(state.screened(result(state, judged, sound)), join.prompts());
  }

  /// Whom nobody listened to counts as heard unless the verdict was against the caller.
  private static Screened result(IvrState state, Judged judged, @Nullable CallerSound sound) {
    boolean heard = state.keyed() || (sound == null ? !state.isDiverted() : sound.isHeard());
    return Screened.of(judged.machineOdds(), heard);
  }
}
