package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.desktop.board.BoardModel;
import org.ringfence.desktop.phones.PhoneSettings;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.DispositionGiven;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.site.Site;
import org.ringfence.site.SiteBook;

/// What agents say a talk came to: of the one that they are in or had last, which the board knows
/// and no page can say.
final class DispositionRoutes {

  /// More than an agent can take calls in a minute, and room for second thoughts.
  static final int MOST_PER_MINUTE = 20;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final BoardModel board;
  private final Desks desks;
  private final List<String> words;
  private final MessagePublisher publisher;
  private final InstantSource clock;

  /// Bounded by the site's agents.
  private final Map<AgentId, RateLimit> limits = new HashMap<>();

  DispositionRoutes(
      BoardModel board,
      SiteBook site,
      PhoneSettings settings,
      MessagePublisher publisher,
      InstantSource clock) {
    this.board = board;
    desks = new Desks(site);
    words = settings.dispositions();
    this.publisher = publisher;
    this.clock = clock;
  }

  /// `{"disposition":…,"note":…}`: either may be left out, not both.
  void dispose(Context request) {
    Site.Agent agent = desks.own(request);
    JsonFields fields = JsonFields.of(request, Set.of("disposition", "note"));
    String word = fields.text("disposition", 32);
    String note = fields.text("note", DispositionGiven.MAX_NOTE);
    if (!word.isEmpty() && !words.contains(word)) {
      fields.wrong("disposition", "must be one of " + String.join(", ", words));
    }
    if (word.isEmpty() && note.isEmpty()) {
      fields.wrong("disposition", "is missing, and so is a note");
    }
    fields.finish();
    OfferCall talk =
        board
            .findLastTalk(agent.id())
            .orElseThrow(() ->
                new Refusal(
                    409, "state", "There was no talk yet, or the next call rings already."));
    Instant now = clock.instant();
    take(agent.id(), now);
    publisher.publish(
        new DispositionGiven(
            agent.id(), now, agent.pool(), talk.ticket(), talk.call(), talk.queue(), word, note));
    Json.noStore(request);
    Json.answer(request, 202, Map.of("disposition", word));
  }

  private synchronized void take(AgentId agent, Instant now) {
    RateLimit limit = limits.computeIfAbsent(agent, _ -> new RateLimit(MOST_PER_MINUTE, MINUTE));
    Duration wait = limit.untilNext(now);
    if (wait.isPositive()) {
      throw Refusal.tooFast("Too often within a minute; wait a moment.", wait);
    }
    limit.take(now);
  }

  /// `{"dispositions":[…]}`: the words there are.
  void words(Context request) {
    Json.noStore(request);
    Json.answer(request, 200, Map.of("dispositions", words));
  }
}
