package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.desktop.accounts.Accounts;
import org.ringfence.desktop.accounts.Identity;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.desktop.board.BoardModel;
import org.ringfence.desktop.board.BoardViews.AgentView;
import org.ringfence.events.AgentMessage;
import org.ringfence.events.AgentMessage.BringIn;
import org.ringfence.events.AgentMessage.LetJoin;
import org.ringfence.events.AgentMessage.SendOut;
import org.ringfence.events.AgentMessage.TransferCaller;
import org.ringfence.events.AgentState;
import org.ringfence.events.OfferId;
import org.ringfence.events.PartyKind;
import org.ringfence.events.PartyState;
import org.ringfence.events.QueueName;
import org.ringfence.site.Site;
import org.ringfence.site.SiteBook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the API takes about a talk: pass the caller on, bring somebody in, listen.
///
/// What is plainly impossible by the board is refused at once. All else the queue manager decides a
/// moment later, and says so in the agent's `notice`.
final class TalkRoutes {

  private static final Logger log = LoggerFactory.getLogger(TalkRoutes.class);

  private static final int MAX_NAME_CHARACTERS = 64;
  private static final int MAX_PARTY_CHARACTERS = 128;

  private static final Map<String, PartyKind> EARS =
      Map.of(
          "listen", PartyKind.LISTENER,
          "whisper", PartyKind.WHISPERER,
          "barge", PartyKind.BARGER);

  private final BoardModel board;
  private final SiteBook book;
  private final Site site;
  private final Desks desks;
  private final Accounts accounts;
  private final MessagePublisher publisher;
  private final InstantSource clock;

  TalkRoutes(
      BoardModel board,
      SiteBook book,
      Accounts accounts,
      MessagePublisher publisher,
      InstantSource clock) {
    this.board = board;
    this.book = book;
    this.site = book.configured();
    this.accounts = accounts;
    this.publisher = publisher;
    this.clock = clock;
    desks = new Desks(book);
  }

  /// To whom a caller can be passed on, and who can be brought in.
  record Choices(
      List<String> queues,
      List<Colleague> colleagues,
      Set<String> outside,
      Set<String> interpreters) {}

  /// @param free whether the phone may ring now
  record Colleague(String agent, String name, @Nullable AgentState state, boolean free) {}

  /// For the menus of an agent's page.
  void choices(Context request) {
    Site.Agent agent = desks.of(request);
    List<Colleague> colleagues =
        book.get().agentsOf(agent.pool()).stream()
            .filter(other -> !other.id().equals(agent.id()))
            .map(other -> colleague(other.id().value(), other.name()))
            .toList();
    List<String> queues =
        site.queues().stream()
            .filter(queue -> queue.pool().equals(agent.pool()))
            .map(queue -> queue.name().value())
            .toList();
    Json.noStore(request);
    Json.answer(
        request,
        200,
        new Choices(
            queues,
            colleagues,
            site.talk().outside().keySet(),
            site.talk().interpreters().keySet()));
  }

  private Colleague colleague(String id, String name) {
    Optional<AgentView> view = board.snapshot().findAgent(id);
    return new Colleague(
        id,
        name,
        view.map(AgentView::state).orElse(null),
        view.filter(TalkRoutes::isFree).isPresent());
  }

  private static boolean isFree(AgentView agent) {
    return agent.state() == AgentState.READY && agent.phoneReachable();
  }

  /// `{"queue":"billing"}` or `{"agent":"ben"}`.
  void transfer(Context request) {
    Site.Agent agent = inTalk(request);
    JsonFields fields = JsonFields.of(request, Set.of("queue", "agent"));
    String queue = fields.text("queue", MAX_NAME_CHARACTERS);
    String to = fields.text("agent", MAX_NAME_CHARACTERS);
    if (queue.isEmpty() == to.isEmpty()) {
      fields.wrong("queue", "or agent must be given, and not both");
    }
    Optional<Site.Queue> known =
        site.queues().stream()
            .filter(each -> each.name().value().equals(queue))
            .filter(each -> each.pool().equals(agent.pool()))
            .findFirst();
    if (!queue.isEmpty() && known.isEmpty()) {
      fields.wrong("queue", "is none of this agent's queues");
    }
    fields.finish();
    Site.@Nullable Agent colleague = to.isEmpty() ? null : freeColleague(agent, to);
    QueueName target = known.map(Site.Queue::name).orElseGet(() -> queueOf(agent));
    send(
        request,
        agent,
        new TransferCaller(
            agent.id(),
            clock.instant(),
            agent.pool(),
            target,
            null,
            colleague == null ? null : colleague.id()));
  }

  /// The queue of the caller, who stays in it when one agent passes the caller to another.
  private QueueName queueOf(Site.Agent agent) {
    return board
        .snapshot()
        .findAgent(agent.id().value())
        .map(AgentView::call)
        .map(call -> new QueueName(call.queue()))
        .orElseThrow(TalkRoutes::noTalk);
  }

  /// `{"agent":"ben"}`, `{"outside":"police"}` or `{"interpreter":"so"}`; for a private word
  /// `{"agent":"ben","private":true}`.
  void bringIn(Context request) {
    Site.Agent agent = inTalk(request);
    JsonFields fields =
        JsonFields.of(request, Set.of("agent", "outside", "interpreter", "private"));
    String colleague = fields.text("agent", MAX_NAME_CHARACTERS);
    String outside = fields.text("outside", MAX_NAME_CHARACTERS);
    String language = fields.text("interpreter", MAX_NAME_CHARACTERS);
    long given = List.of(colleague, outside, language).stream().filter(t -> !t.isEmpty()).count();
    if (given != 1) {
      fields.wrong("agent", "or outside or interpreter must be given, and one only");
    }
    boolean alone = fields.flag("private");
    if (alone && colleague.isEmpty()) {
      fields.wrong("private", "is for a colleague only");
    }
    if (!outside.isEmpty() && !site.talk().outside().containsKey(outside)) {
      fields.wrong("outside", "is not in the settings (talk.outside)");
    }
    if (!language.isEmpty() && !site.talk().interpreters().containsKey(language)) {
      fields.wrong("interpreter", "is not in the settings (talk.interpreters)");
    }
    fields.finish();
    BringIn wish;
    if (!colleague.isEmpty()) {
      Site.Agent other = freeColleague(agent, colleague);
      wish =
          new BringIn(
              agent.id(),
              clock.instant(),
              agent.pool(),
              alone ? PartyKind.CONSULTED : PartyKind.COLLEAGUE,
              other.id().value(),
              other.id());
    } else {
      PartyKind kind = outside.isEmpty() ? PartyKind.INTERPRETER : PartyKind.OUTSIDE;
      String name = outside.isEmpty() ? language : outside;
      wish = new BringIn(agent.id(), clock.instant(), agent.pool(), kind, name, null);
    }
    send(request, agent, wish);
  }

  /// `{"party":"T…-p3"}`, as the agent's `parties` name it.
  private static String party(Context request) {
    JsonFields fields = JsonFields.of(request, Set.of("party"));
    String party = fields.neededText("party", MAX_PARTY_CHARACTERS);
    if (!party.isEmpty() && !party.matches("[A-Za-z0-9._-]+")) {
      fields.wrong("party", "must be as the agent's parties name it");
    }
    fields.finish();
    return party;
  }

  /// Ends a private word with the colleague who is named: all three talk.
  void letJoin(Context request) {
    Site.Agent agent = inTalk(request);
    String party = party(request);
    boolean there =
        view(agent).parties().stream()
            .anyMatch(each ->
                each.party().equals(party)
                    && each.kind() == PartyKind.CONSULTED
                    && each.state() == PartyState.JOINED);
    if (!there) {
      throw new Refusal(409, "state", "There is no private word with that one.");
    }
    send(
        request, agent, new LetJoin(agent.id(), clock.instant(), agent.pool(), new OfferId(party)));
  }

  /// Takes somebody out of the talk, or stops calling.
  void sendOut(Context request) {
    Site.Agent agent = inTalk(request);
    String party = party(request);
    boolean there =
        view(agent).parties().stream()
            .anyMatch(each -> each.party().equals(party) && mayEnd(request, each.kind()));
    if (!there) {
      throw new Refusal(409, "state", "That one is not in the talk any more.");
    }
    send(
        request, agent, new SendOut(agent.id(), clock.instant(), agent.pool(), new OfferId(party)));
  }

  /// An agent does not send a supervisor out.
  private static boolean mayEnd(Context request, PartyKind kind) {
    return !kind.isSupervisor() || Gate.identity(request).role() != Role.AGENT;
  }

  /// `{"how":"listen","phone":"sue"}`; `how` may be `whisper` or `barge` too.
  void listen(Context request) {
    Site.Agent agent = inTalk(request);
    JsonFields fields = JsonFields.of(request, Set.of("how", "phone"));
    @Nullable PartyKind ear = fields.word("how", EARS, "listen, whisper or barge");
    String phone = fields.neededText("phone", MAX_NAME_CHARACTERS);
    Site.@Nullable Agent at = book.agents().get(phone);
    if (!phone.isEmpty() && at == null) {
      fields.wrong("phone", "must be one of the phones in agents.conf");
    }
    fields.finish();
    Identity asking = Gate.identity(request);
    PartyKind kind = JsonFields.good(ear);
    if (at == null || at.id().equals(agent.id())) {
      throw new Refusal(409, "state", "Choose a phone of your own to listen with.");
    }
    accounts.listened(asking, agent.id().value(), kind, Gate.address(request));
    send(
        request,
        agent,
        new BringIn(agent.id(), clock.instant(), agent.pool(), kind, asking.name(), at.id()));
  }

  private void send(Context request, Site.Agent agent, AgentMessage wish) {
    publisher.publish(wish);
    log.atInfo()
        .addKeyValue("agent", agent.id())
        .addKeyValue("by", Gate.identity(request).name())
        .addKeyValue("command", wish.getClass().getSimpleName())
        .log("asked for in a talk");
    Json.noStore(request);
    Json.answer(request, 202, Map.of("asked", word(wish)));
  }

  private static String word(AgentMessage wish) {
    return wish instanceof BringIn in
        ? in.kind().name().toLowerCase(Locale.ROOT)
        : wish.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private Site.Agent freeColleague(Site.Agent agent, String id) {
    Site.@Nullable Agent colleague = book.agents().get(id);
    if (colleague == null
        || !colleague.pool().equals(agent.pool())
        || id.equals(agent.id().value())) {
      throw new Refusal(409, "state", "There is no such colleague in this agent's pool.");
    }
    AgentView view = view(colleague);
    if (!isFree(view)) {
      String state =
          view.state() == null
              ? "not signed in"
              : view.state() == AgentState.READY
                  ? "not reachable by phone"
                  : "not ready ("
                      + view.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                      + ")";
      throw new Refusal(409, "state", colleague.name() + " is " + state + "; the talk goes on.");
    }
    return colleague;
  }

  private Site.Agent inTalk(Context request) {
    Site.Agent agent = desks.of(request);
    @Nullable AgentState state = view(agent).state();
    if (state == null || !state.isInTalk()) {
      throw noTalk();
    }
    return agent;
  }

  private static Refusal noTalk() {
    return new Refusal(409, "state", "There is no talk.");
  }

  private AgentView view(Site.Agent agent) {
    return board.snapshot().findAgent(agent.id().value()).orElseThrow();
  }
}
