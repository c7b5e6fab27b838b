package org.ringfence.gateway.scripts;

import java.time.InstantSource;
import java.util.Optional;
import org.ringfence.events.OfferId;
import org.ringfence.gateway.agi.AgiAnswer;
import org.ringfence.gateway.agi.AgiCall;
import org.ringfence.gateway.agi.AgiScript;
import org.ringfence.gateway.calls.CallLedger;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.gateway.ivr.DoorPrompts;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.gateway.ivr.Prompt;
import org.ringfence.gateway.offers.LegEnd;
import org.ringfence.gateway.offers.OfferDesk;

/// `after`: what becomes of a caller whose agent's leg is gone. Who was hung up on by the agent is
/// done; everybody else goes back in line at the old place.
public final class AfterScript implements AgiScript {

  private static final String VARIABLE = "RF_NEXT";

  private final CallLedger ledger;
  private final OfferDesk offers;
  private final PlaceReader places;
  private final Surveys surveys;
  private final InstantSource clock;

  public AfterScript(
      CallLedger ledger,
      OfferDesk offers,
      PlaceReader places,
      Surveys surveys,
      InstantSource clock) {
    this.ledger = ledger;
    this.offers = offers;
    this.places = places;
    this.surveys = surveys;
    this.clock = clock;
  }

  /// `after`: ticket, `<offer>:<cause>:<hangupsource>`.
  @Override
  public AgiAnswer answer(AgiCall agi) {
    String[] parts = agi.argument(1).split(":", 3);
    LegEnd end =
        new LegEnd(parts.length > 1 ? number(parts[1]) : 0, parts.length > 2 ? parts[2] : "");
    Optional<TrackedCall> call = ledger.find(agi.call());
    boolean passedOn = call.map(TrackedCall::takePassedOn).orElse(false);
    if (!parts[0].isEmpty()) {
      offers.callerSays(new OfferId(parts[0]), end);
    }
    if (end.isAgentsHangUp() && !passedOn) {
      return call.filter(surveys::asks).isPresent()
          ? next("survey", prompt(call, DoorPrompts.SURVEY_QUESTION))
          : next("bye", prompt(call, DoorPrompts.GOODBYE));
    }
    call.ifPresent(tracked -> tracked.returned(clock.instant()));
    return next("back", prompt(call, passedOn ? "one-moment" : "back-in-line"));
  }

  /// `survey`: ticket, key.
  public AgiAnswer survey(AgiCall agi) {
    Optional<TrackedCall> call = ledger.find(agi.call());
    if (agi.argument(1).matches("[1-5]")) {
      int score = Integer.parseInt(agi.argument(1));
      call.ifPresent(tracked -> tracked.rated(clock.instant(), score));
    }
    return next("bye", prompt(call, DoorPrompts.GOODBYE));
  }

  private String prompt(Optional<TrackedCall> call, String id) {
    Language language =
        call.flatMap(TrackedCall::place).map(places::language).orElse(places.defaultLanguage());
    return Prompt.path(language, id);
  }

  private static AgiAnswer next(String what, String prompt) {
    return new AgiAnswer(VARIABLE, what + "|" + prompt);
  }

  private static int number(String digits) {
    return digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0;
  }
}
