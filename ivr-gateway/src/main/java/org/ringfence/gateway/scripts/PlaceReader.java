package org.ringfence.gateway.scripts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.QueueName;
import org.ringfence.events.TicketId;
import org.ringfence.gateway.calls.Place;
import org.ringfence.gateway.calls.Place.Standing;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.gateway.ivr.Destination;
import org.ringfence.gateway.ivr.Flows;
import org.ringfence.gateway.ivr.IvrFlow;
import org.ringfence.gateway.ivr.IvrState;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.site.Site;

/// What a caller asks of the line, read from the caller's IVR token.
public final class PlaceReader {

  private final Flows flows;
  private final Site site;

  public PlaceReader(Flows flows, Site site) {
    this.flows = flows;
    this.site = site;
  }

  /// @param token `RF_STATE`, possibly empty or from the middle of the questions
  public Place read(
      String token, Site.Line line, Instant since, @Nullable TicketId ticket, Standing standing) {
    IvrState state = IvrState.of(token);
    IvrFlow flow = flows.leading(state);
    Destination wanted = flow.destination(state);
    // The caller may come from before a restart that took the queue away.
    QueueName queue = wanted.queue().filter(this::isThere).orElse(line.queue());
    return new Place(
        site.queue(queue).pool(),
        queue,
        ticket,
        since,
        flow.language(state).code(),
        List.copyOf(wanted.skills()),
        wanted.credit(),
        state.isDiverted() && !standing.diverted() ? Standing.DIVERTED : standing);
  }

  private boolean isThere(QueueName name) {
    return site.queues().stream().anyMatch(queue -> queue.name().equals(name));
  }

  /// The standing that a caller got before the line, as the token says; empty for one who was not
  /// screened there.
  public Optional<Standing> standing(String token) {
    IvrState state = IvrState.of(token);
    return Optional.ofNullable(state.screening())
        .map(was -> new Standing(state.isDiverted(), was.machineOdds(), was.heard()));
  }

  Language language(Place place) {
    return Language.find(place.language()).orElse(flows.current().defaultLanguage());
  }

  /// The languages that are offered, the default first.
  List<Language> languages() {
    return flows.current().languages();
  }

  Language defaultLanguage() {
    return flows.current().defaultLanguage();
  }

  /// The language of a call's prompts.
  public Language languageOf(TrackedCall call) {
    return call.place().map(this::language).orElse(defaultLanguage());
  }
}
