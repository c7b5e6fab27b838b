package org.ringfence.gateway.scripts;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.ringfence.gateway.agi.AgiAnswer;
import org.ringfence.gateway.agi.AgiCall;
import org.ringfence.gateway.agi.AgiScript;
import org.ringfence.gateway.calls.CallLedger;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.gateway.ivr.Input;
import org.ringfence.gateway.ivr.IvrFlow;
import org.ringfence.gateway.ivr.IvrState;
import org.ringfence.gateway.ivr.IvrWalk;
import org.ringfence.gateway.ivr.Step;
import org.ringfence.site.Site;

/// `ivr`: one step of the questions.
public final class IvrScript implements AgiScript {

  private final CallFinder calls;
  private final IvrWalk walk;
  private final InstantSource clock;
  private final LongSupplier ticker;

  public IvrScript(
      Site site, CallLedger ledger, IvrFlow flow, InstantSource clock, LongSupplier ticker) {
    this.calls = new CallFinder(site, ledger, clock);
    this.walk = new IvrWalk(flow);
    this.clock = clock;
    this.ticker = ticker;
  }

  @Override
  public AgiAnswer answer(AgiCall agi) {
    String key = agi.argument(1);
    IvrWalk.Turn turn = walk.next(IvrState.of(agi.argument(0)), Input.of(key));
    // The flow does not need the ledger: a call that cannot be tracked is led on all the same.
    Optional<TrackedCall> call = calls.find(agi, agi.callerNumber(), agi.dialed(), clock.instant());
    call.ifPresent(tracked -> note(tracked, turn, key.isEmpty() ? null : key.substring(0, 1)));
    return new AgiAnswer("RF_DO", turn.step().encoded());
  }

  private void note(TrackedCall call, IvrWalk.Turn turn, @Nullable String key) {
    call.answered(clock.instant());
    turn.question()
        .ifPresent(node -> call.questionAnswered(clock.instant(), ticker.getAsLong(), node, key));
    if (turn.step() instanceof Step.Ask) {
      call.asked(ticker.getAsLong());
    }
  }
}
