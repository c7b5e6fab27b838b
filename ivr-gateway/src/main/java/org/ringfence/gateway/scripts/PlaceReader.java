package org.ringfence.gateway.scripts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.events.TicketId;
import org.ringfence.gateway.calls.Place;
import org.ringfence.gateway.calls.Place.Standing;
import org.ringfence.gateway.ivr.IvrFlow;
import org.ringfence.gateway.ivr.IvrState;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.site.Site;

/// What a caller asks of the line, read from the caller's IVR token.
public final class PlaceReader {

  private static final String DIVERT = "divert";

  private final IvrFlow flow;
  private final Site site;

  public PlaceReader(IvrFlow flow, Site site) {
    this.flow = flow;
    this.site = site;
  }

  /// @param token `RF_STATE`, possibly empty or from the middle of the questions
  public Place read(
      String token, Site.Line line, Instant since, @Nullable TicketId ticket, Standing standing) {
    IvrState state = IvrState.of(token);
    IvrFlow.Destination wanted = flow.destination(state);
    QueueName queue = wanted.queue().orElse(line.queue());
    List<Skill> skills = wanted.skills().stream().sorted().toList();
    return new Place(
        site.queue(queue).pool(),
        queue,
        ticket,
        since,
        flow.language(state).code(),
        skills,
        state.verdict().equals(DIVERT) && !standing.diverted() ? Standing.DIVERTED : standing);
  }

  Language language(Place place) {
    return Language.find(place.language()).orElse(flow.defaultLanguage());
  }

  Language defaultLanguage() {
    return flow.defaultLanguage();
  }
}
