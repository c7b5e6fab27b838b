package org.ringfence.simulator.faults;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.AttemptFailedOpen;
import org.ringfence.events.CallEvent.CallAnswered;
import org.ringfence.events.CallEvent.QuestionAnswered;
import org.ringfence.events.Privacy;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Stage;

/// The gateway's scripts before the line: the screening of an arrival and the questions.
final class ArrivalScripts {

  private static final int ARRIVAL_DEADLINE_MILLIS = 100;

  private final Exchange exchange;
  private final Ledger ledger;
  private final OpenQuestions questions;

  ArrivalScripts(Exchange exchange, Ledger ledger, OpenQuestions questions) {
    this.exchange = exchange;
    this.ledger = ledger;
    this.questions = questions;
  }

  void arrival(AgiCall agi, Caller caller) {
    Ledger.@Nullable Call call = agi.isOpen() ? ledger.open(caller, exchange.clock()) : null;
    if (call == null) {
      agi.answer("admit");
      return;
    }
    questions.await(
        Gateway.question(caller.call, Stage.ARRIVAL),
        ARRIVAL_DEADLINE_MILLIS,
        answer -> {
          if (answer instanceof VerdictReached verdict) {
            agi.answer(
                switch (verdict.verdict()) {
                  case ADMIT, ANNOUNCE -> "admit";
                  case CHALLENGE, DIVERT, LISTEN, LET_GO -> "divert";
                  case REJECT -> "reject";
                });
          } else {
            ledger.say(call, failedOpen(caller, Stage.ARRIVAL));
            agi.answer("admit");
          }
        });
    ledger.say(
        call,
        new AttemptArrived(
            caller.call,
            exchange.clock(),
            World.LINE,
            caller.number,
            Privacy.NONE,
            Attestation.UNSIGNED,
            "carrier",
            ledger.size()));
  }

  AttemptFailedOpen failedOpen(Caller caller, Stage stage) {
    return new AttemptFailedOpen(caller.call, exchange.clock(), World.LINE, stage);
  }

  void questionAnswered(AgiCall agi, Caller caller, int question) {
    Ledger.@Nullable Call call = agi.isOpen() ? ledger.open(caller, exchange.clock()) : null;
    if (call != null) {
      if (question == 0) {
        ledger.say(call, new CallAnswered(caller.call, exchange.clock(), World.LINE));
      }
      boolean keyed = question == 0 || caller.keysOn();
      ledger.say(
          call,
          new QuestionAnswered(
              caller.call,
              exchange.clock(),
              World.LINE,
              question == 0 ? "language" : "purpose",
              keyed ? "1" : null,
              Duration.ofMillis(Draw.between(200, 9_000, caller.salt, 31 + question))));
    }
    agi.answer("next");
  }
}
