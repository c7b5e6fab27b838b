package org.ringfence.desktop.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.desktop.accounts.Identity;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.desktop.board.BoardModel;
import org.ringfence.desktop.board.BoardViews.AgentView;
import org.ringfence.events.AgentMessage.ChangeAgentState;
import org.ringfence.events.AgentMessage.ChangeRecording;
import org.ringfence.events.CallLabel;
import org.ringfence.events.DefenceCommand.LabelCall;
import org.ringfence.events.RecordingWish;
import org.ringfence.site.Site;
import org.ringfence.site.SiteBook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the API answers to an agent's page.
final class AgentRoutes {

  private static final Logger log = LoggerFactory.getLogger(AgentRoutes.class);

  private static final Map<String, CallLabel> LABELS =
      Map.of("machine", CallLabel.MACHINE, "person", CallLabel.PERSON);

  private static final Map<String, RecordingWish> RECORDING =
      Map.of(
          "pause", RecordingWish.PAUSE,
          "resume", RecordingWish.RESUME,
          "discard", RecordingWish.DISCARD);

  private final BoardModel board;
  private final Desks desks;
  private final MessagePublisher publisher;
  private final boolean showsSupervisors;
  private final CallLabels labels;
  private final LivePages live;
  private final InstantSource clock;

  AgentRoutes(
      BoardModel board,
      SiteBook site,
      MessagePublisher publisher,
      LivePages live,
      InstantSource clock) {
    this.board = board;
    desks = new Desks(site);
    showsSupervisors = site.configured().talk().shownToAgents();
    this.publisher = publisher;
    labels = new CallLabels(board);
    this.live = live;
    this.clock = clock;
  }

  void agent(Context request) {
    Json.noStore(request);
    AgentView agent = view(desks.of(request));
    Json.answer(request, 200, seesSupervisors(request) ? agent : agent.withoutSupervisors());
  }

  void events(Context request) {
    AgentView agent = view(desks.of(request));
    boolean all = seesSupervisors(request);
    if (request.method().equals(HandlerType.GET)) {
      live.serve(request, (snapshot, version) -> snapshot.sinceFor(agent, version, all));
    }
  }

  /// Passes an agent's wish on; the queue manager decides, and the page hears of it from the board.
  void changeState(Context request) {
    Site.Agent agent = desks.of(request);
    AgentStateRequest wish = AgentStateRequest.of(request);
    Identity asking = Gate.identity(request);
    @Nullable String by = asking.isAt(agent.id().value()) ? null : asking.name();
    publisher.publish(
        new ChangeAgentState(
            agent.id(),
            clock.instant(),
            agent.pool(),
            wish.wanted(),
            wish.reason(),
            by,
            wish.session()));
    log.atInfo()
        .addKeyValue("agent", agent.id())
        .addKeyValue("by", by == null ? "the agent" : by)
        .addKeyValue("wanted", wish.wanted())
        .log("agent state asked for");
    Json.noStore(request);
    Json.answer(request, 202, Map.of("asked", wish.wanted().name().toLowerCase(Locale.ROOT)));
  }

  /// Passes on what an agent asks of the recording: `{"do":"pause"}`, `resume` or `discard`.
  void changeRecording(Context request) {
    Site.Agent agent = desks.of(request);
    JsonFields fields = JsonFields.of(request, Set.of("do"));
    @Nullable RecordingWish wish = fields.word("do", RECORDING, "pause, resume or discard");
    fields.finish();
    if (view(agent).recording() == null) {
      throw new Refusal(409, "do", "No talk of this agent is recorded now.");
    }
    publisher.publish(
        new ChangeRecording(agent.id(), clock.instant(), agent.pool(), JsonFields.good(wish)));
    log.atInfo().addKeyValue("agent", agent.id()).addKeyValue("do", wish).log("recording");
    Json.noStore(request);
    Json.answer(
        request, 202, Map.of("asked", JsonFields.good(wish).name().toLowerCase(Locale.ROOT)));
  }

  /// Passes on what an agent says of the call: `{"label":"machine"}` or `{"label":"person"}`.
  void label(Context request) {
    Site.Agent agent = desks.of(request);
    JsonFields fields = JsonFields.of(request, Set.of("label"));
    @Nullable CallLabel label = fields.word("label", LABELS, "machine or person");
    fields.finish();
    LabelCall command = labels.say(agent.id(), JsonFields.good(label), clock.instant());
    publisher.publish(command);
    log.atInfo()
        .addKeyValue("agent", agent.id())
        .addKeyValue("callId", command.call())
        .addKeyValue("label", command.label())
        .log("call labelled");
    Json.noStore(request);
    Json.answer(request, 202, Map.of("labelled", command.label().name().toLowerCase(Locale.ROOT)));
  }

  private boolean seesSupervisors(Context request) {
    return showsSupervisors || Gate.identity(request).role() != Role.AGENT;
  }

  private AgentView view(Site.Agent agent) {
    return board.snapshot().findAgent(agent.id().value()).orElseThrow();
  }
}
