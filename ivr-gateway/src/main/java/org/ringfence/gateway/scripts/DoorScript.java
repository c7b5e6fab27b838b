package org.ringfence.gateway.scripts;

import io.micrometer.core.instrument.Counter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.ringfence.events.QueueName;
import org.ringfence.gateway.agi.AgiAnswer;
import org.ringfence.gateway.agi.AgiCall;
import org.ringfence.gateway.agi.AgiScript;
import org.ringfence.gateway.calls.Place;
import org.ringfence.gateway.calls.Place.Standing;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.gateway.ivr.Language;

/// `door`: what a caller who gets no place with a call is told and asked, one short AGI call per
/// answer.
///
/// Without a dialog the caller has just been answered on one of the ports that are kept for telling
/// that all others are taken.
final class DoorScript implements AgiScript {

  private static final Pattern KEYS = Pattern.compile("[0-9*#]{0,10}");

  /// As it is named in the detector's news, like a question of the flow.
  private static final String FULL_NODE = "lines-full";

  private final LineScripts line;
  private final DoorDialogs doors;
  private final PlaceReader places;
  private final LineAnswers answers;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final Counter full;

  DoorScript(
      LineScripts line,
      DoorDialogs doors,
      PlaceReader places,
      LineAnswers answers,
      InstantSource clock,
      LongSupplier ticker,
      Counter full) {
    this.line = line;
    this.doors = doors;
    this.places = places;
    this.answers = answers;
    this.clock = clock;
    this.ticker = ticker;
    this.full = full;
  }

  /// `door`: state, since, dialed, number, ticket (empty), who, dialog, keys.
  @Override
  public AgiAnswer answer(AgiCall agi) {
    Instant since = line.since(agi);
    Optional<TrackedCall> found = line.find(agi, since, agi.argument(5));
    if (found.isEmpty()) {
      return Saying.nothing("").ending().answer();
    }
    TrackedCall call = found.get();
    call.answered(clock.instant());
    String keys = KEYS.matcher(agi.argument(7)).matches() ? agi.argument(7) : "";
    Saying said = next(agi, call, since, keys);
    if (said.ends()) {
      call.dismissed();
    }
    return said.answer();
  }

  private Saying next(AgiCall agi, TrackedCall call, Instant since, String keys) {
    List<Language> languages = places.languages();
    if (agi.argument(6).isEmpty()) {
      QueueName queue = call.line().queue();
      full.increment();
      call.asked(ticker.getAsLong());
      return doors.full(languages, answers.predicted(queue).orElse(null));
    }
    Optional<DoorDialogs.Asked> asked = DoorDialogs.Asked.of(agi.argument(6));
    Optional<Language> language =
        asked.flatMap(step -> DoorDialogs.languageOf(step, languages, keys));
    if (asked.isEmpty() || language.isEmpty()) {
      return Saying.of("", places.defaultLanguage(), "goodbye").ending();
    }
    DoorDialogs.Asked step =
        new DoorDialogs.Asked(asked.get().full(), language.get(), asked.get().rest());
    if (call.place().isEmpty()) {
      call.remember(wanted(agi, call, since, step, keys));
    }
    return doors.keyed(call, step, keys);
  }

  /// What the caller would ask of the line. Who was not screened before the line is screened here;
  /// a key was heard.
  private Place wanted(
      AgiCall agi, TrackedCall call, Instant since, DoorDialogs.Asked step, String keys) {
    if (step.full() && !keys.isEmpty()) {
      call.questionAnswered(clock.instant(), ticker.getAsLong(), FULL_NODE, keys.substring(0, 1));
    }
    Standing standing =
        places.standing(agi.argument(0)).orElseGet(() -> line.screened(call).asHeard());
    return places
        .read(agi.argument(0), call.line(), since, null, standing)
        .in(step.language().code());
  }
}
