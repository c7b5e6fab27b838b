package org.ringfence.gateway.scripts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallerSound;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.LineDecision.WaitTold;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.TicketId;
import org.ringfence.gateway.agi.AgiAnswer;
import org.ringfence.gateway.agi.AgiCall;
import org.ringfence.gateway.calls.CallLedger;
import org.ringfence.gateway.calls.Hearing;
import org.ringfence.gateway.calls.Place;
import org.ringfence.gateway.calls.Place.Standing;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.gateway.ivr.Announcement;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.gateway.ivr.Prompt;
import org.ringfence.gateway.screening.Screening;
import org.ringfence.site.Site;

/// `join` and `tick`: a place in line, and now and then how it stands.
///
/// A caller whose join got no answer waits on without a ticket, and the next tick joins again; a
/// ticket that the queue manager does not know is joined again at its old place.
public final class LineScripts {

  private static final String VARIABLE = "RF_SAY";

  private final CallFinder calls;
  private final PlaceReader places;
  private final Screening screening;
  private final Hearing hearing;
  private final LineAnswers answers;
  private final LineSettings settings;
  private final InstantSource clock;
  private final Counter placeUnanswered;
  private final Counter waitUnanswered;

  public LineScripts(
      Site site,
      CallLedger ledger,
      PlaceReader places,
      Screening screening,
      Hearing hearing,
      LineAnswers answers,
      LineSettings settings,
      MeterRegistry meters,
      InstantSource clock) {
    this.calls = new CallFinder(site, ledger, clock);
    this.places = places;
    this.screening = screening;
    this.hearing = hearing;
    this.answers = answers;
    this.settings = settings;
    this.clock = clock;
    this.placeUnanswered = meters.counter("ringfence.line.unanswered", "question", "place");
    this.waitUnanswered = meters.counter("ringfence.line.unanswered", "question", "wait");
  }

  /// `join`: state, since, dialed, number.
  public AgiAnswer join(AgiCall agi) {
    Instant since = calls.since(agi.argument(1));
    Optional<TrackedCall> found = calls.find(agi, agi.argument(3), agi.argument(2), since);
    if (found.isEmpty()) {
      return say("", List.of());
    }
    TrackedCall call = found.get();
    call.answered(clock.instant());
    Standing standing = places.standing(agi.argument(0)).orElseGet(() -> screened(call));
    Place wanted = places.read(agi.argument(0), call.line(), since, null, standing);
    return place(call, wanted, List.of());
  }

  /// A caller who came past the questions, which screen otherwise. Nobody is challenged or hung up
  /// on here.
  private Standing screened(TrackedCall call) {
    @Nullable CallerSound sound = hearing.soundOf(call);
    Screening.Judged judged = screening.join(call, sound);
    boolean diverted =
        switch (judged.verdict()) {
          case ADMIT, ANNOUNCE -> false;
          case CHALLENGE, DIVERT, LET_GO, REJECT -> true;
        };
    boolean heard = sound == null ? !diverted : sound.isHeard();
    return new Standing(diverted, judged.machineOdds(), heard);
  }

  /// `tick`: state, since, dialed, number, ticket.
  public AgiAnswer tick(AgiCall agi) {
    Instant since = calls.since(agi.argument(1));
    Optional<TrackedCall> found = calls.find(agi, agi.argument(3), agi.argument(2), since);
    @Nullable TicketId ticket = ticket(agi.argument(4));
    if (found.isEmpty()) {
      return say(agi.argument(4), List.of());
    }
    TrackedCall call = found.get();
    hearing.look(call);
    // The token does not know that a caller was heard since.
    Place read = places.read(agi.argument(0), call.line(), since, ticket, standing(agi));
    Place held = call.place().map(was -> read.with(was.standing())).orElse(read);
    if (ticket == null) {
      return place(call, held, List.of());
    }
    call.remember(held);
    Optional<WaitTold> told =
        answers.awaitWait(call.id(), settings.waitDeadline(), () -> call.askWait(clock.instant()));
    if (told.isEmpty()) {
      waitUnanswered.increment();
      return place(call, held, List.of());
    }
    Language language = places.language(held);
    List<String> spoken = announce(call, language, told.get().position(), told.get().predicted());
    List<String> prompts = new ArrayList<>();
    if (!spoken.isEmpty()) {
      prompts.add(Prompt.path(language, "thanks-for-waiting"));
    }
    prompts.addAll(spoken);
    return say(ticket.value(), prompts);
  }

  private Standing standing(AgiCall agi) {
    return places.standing(agi.argument(0)).orElse(Standing.ORDINARY);
  }

  private AgiAnswer place(TrackedCall call, Place wanted, List<String> otherwise) {
    Optional<TicketPlaced> placed =
        answers.awaitPlace(
            call.id(), settings.placeDeadline(), () -> call.reachQueue(clock.instant(), wanted));
    if (placed.isEmpty()) {
      placeUnanswered.increment();
      TicketId held = wanted.ticket();
      return say(held == null ? "" : held.value(), otherwise);
    }
    TicketPlaced answer = placed.get();
    call.placed(answer.ticket());
    Language language = places.language(wanted);
    return say(
        answer.ticket().value(), announce(call, language, answer.position(), answer.predicted()));
  }

  private static List<String> announce(
      TrackedCall call, Language language, int position, @Nullable PredictedWait predicted) {
    Announcement.Spoken spoken =
        Announcement.of(language, position, predicted, call.told().orElse(null));
    if (spoken.told() != null) {
      call.told(spoken.told());
    }
    return spoken.prompts();
  }

  private static AgiAnswer say(String ticket, List<String> prompts) {
    return new AgiAnswer(VARIABLE, ticket + "|" + String.join("&", prompts));
  }

  private static @Nullable TicketId ticket(String text) {
    return text.isEmpty() ? null : new TicketId(text);
  }
}
