package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.BoardModel;
import org.ringfence.desktop.board.BoardViews.AgentView;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentProfile;
import org.ringfence.events.AgentState;
import org.ringfence.events.Assignment.SkillLevel;
import org.ringfence.events.LineCommand;
import org.ringfence.events.PoolName;
import org.ringfence.events.QueueName;
import org.ringfence.events.SiteChange;
import org.ringfence.events.SiteChange.AgentChanged;
import org.ringfence.site.AgentNames;
import org.ringfence.site.Site;
import org.ringfence.site.SiteBook;

/// What an administrator does to agents: they come, go, and are others than in the agents' file.
final class AdminAgentRoutes {

  private static final int MOST_ID_CHARACTERS = 32;

  private final BoardModel board;
  private final SiteBook site;
  private final SettingChanges changes;
  private final InstantSource clock;

  AdminAgentRoutes(BoardModel board, SiteBook site, SettingChanges changes, InstantSource clock) {
    this.board = board;
    this.site = site;
    this.changes = changes;
    this.clock = clock;
  }

  /// Where what is settled about an agent comes from.
  enum Source {
    /// As in the agents' file.
    FILE,
    /// From the page; the file does not know this agent.
    PAGE,
    /// From the page, in the place of what the file says.
    CHANGED,
    /// In the file, and taken away on the page.
    REMOVED
  }

  /// What is settled about an agent; null for what is settled by the queue, empty lists for all.
  ///
  /// @param by who changed it last, or null where nobody did
  record AgentFacts(
      String agent,
      String name,
      String pool,
      String skills,
      List<String> queues,
      @Nullable String reservedFor,
      @Nullable Long ringSeconds,
      @Nullable Long wrapUpSeconds,
      @Nullable String shift,
      Source source,
      @Nullable String by,
      @Nullable String reason) {}

  /// Everybody, those of the file first.
  List<AgentFacts> roster() {
    Map<String, AgentChanged> changed = new TreeMap<>();
    for (SiteChange change : site.changes()) {
      if (change instanceof AgentChanged agent && !agent.configured()) {
        changed.put(agent.agent().value(), agent);
      }
    }
    List<AgentFacts> roster = new ArrayList<>();
    Set<String> configured = new HashSet<>();
    for (Site.Agent agent : site.configured().agents()) {
      String id = agent.id().value();
      configured.add(id);
      Site.Agent now = site.agents().getOrDefault(id, agent);
      Source source =
          !site.agents().containsKey(id)
              ? Source.REMOVED
              : changed.containsKey(id) ? Source.CHANGED : Source.FILE;
      roster.add(facts(now, source, changed.get(id)));
    }
    site.agents()
        .forEach((id, agent) -> {
          if (!configured.contains(id)) {
            roster.add(facts(agent, Source.PAGE, changed.get(id)));
          }
        });
    return roster;
  }

  private static AgentFacts facts(Site.Agent agent, Source source, @Nullable AgentChanged change) {
    AgentProfile profile = agent.profile();
    @Nullable QueueName reserved = profile.reservedFor();
    return new AgentFacts(
        agent.id().value(),
        agent.name(),
        agent.pool().value(),
        AgentFields.said(profile.skills()),
        profile.queues().stream().map(QueueName::value).toList(),
        reserved == null ? null : reserved.value(),
        seconds(profile.ringTime()),
        seconds(profile.wrapUp()),
        profile.shift(),
        source,
        change == null ? null : change.author(),
        change == null ? null : change.reason());
  }

  private static @Nullable Long seconds(@Nullable Duration duration) {
    return duration == null ? null : duration.toSeconds();
  }

  /// `{"agent":"zoe","pool":"main","name":"Zoe Hill","skills":"en es:4","reason":…}` and what else
  /// [AgentFields] has.
  void add(Context request) {
    Set<String> known = new HashSet<>(AgentFields.OF_PROFILE);
    known.addAll(Set.of("agent", "pool"));
    JsonFields fields = JsonFields.of(request, known);
    String id = fields.neededText("agent", MOST_ID_CHARACTERS);
    if (!id.isEmpty() && AgentNames.problemOfId(id).isPresent()) {
      fields.wrong(
          "agent",
          "must be 1 to 32 of a-z 0-9, a letter first, and nothing that Asterisk's files use");
    }
    PoolName pool = pool(fields);
    AgentProfile profile = new AgentFields(site.get(), fields).profile(pool);
    String reason = reason(fields);
    fields.finish();
    boolean taken =
        site.configured().agents().stream().anyMatch(agent -> agent.id().value().equals(id));
    if (taken || site.agents().containsKey(id)) {
      throw new Refusal(409, "state", "There is an agent of this name already, or was one.");
    }
    put(request, new AgentId(id), pool, null, profile, reason);
  }

  private PoolName pool(JsonFields fields) {
    List<PoolName> pools = site.get().pools();
    Map<String, PoolName> byName = new TreeMap<>();
    pools.forEach(pool -> byName.put(pool.value(), pool));
    @Nullable PoolName pool =
        fields.word("pool", byName, "one of " + String.join(", ", byName.keySet()));
    return pool == null ? pools.getFirst() : pool;
  }

  /// The fields of [AgentFields].
  void change(Context request) {
    Site.Agent agent = agentOf(request);
    JsonFields fields = JsonFields.of(request, AgentFields.OF_PROFILE);
    AgentProfile profile = new AgentFields(site.get(), fields).profile(agent.pool());
    String reason = reason(fields);
    fields.finish();
    put(request, agent.id(), agent.pool(), agent.profile(), profile, reason);
  }

  private void put(
      Context request,
      AgentId agent,
      PoolName pool,
      @Nullable AgentProfile before,
      AgentProfile profile,
      String reason) {
    changes.ask(
        new LineCommand.PutAgent(
            agent, clock.instant(), pool, profile, SettingChanges.author(request), reason));
    changes.tell(
        request,
        subject(agent),
        before == null ? null : AgentFields.said(before),
        AgentFields.said(profile) + " (" + reason + ")");
    SettingChanges.asked(request, "PutAgent");
  }

  private static String subject(AgentId agent) {
    return "agent " + agent.value();
  }

  /// `{"reason":…}`, for agents who are signed out.
  void remove(Context request) {
    Site.Agent agent = agentOf(request);
    String reason = reasonAlone(request);
    requireSignedOut(agent);
    changes.ask(
        new LineCommand.RemoveAgent(
            agent.id(), clock.instant(), agent.pool(), SettingChanges.author(request), reason));
    changes.tell(
        request,
        subject(agent.id()),
        AgentFields.said(agent.profile()),
        "removed (" + reason + ")");
    SettingChanges.asked(request, "RemoveAgent");
  }

  private void requireSignedOut(Site.Agent agent) {
    @Nullable AgentState state =
        board.snapshot().findAgent(agent.id().value()).map(AgentView::state).orElse(null);
    if (state != null && state != AgentState.SIGNED_OUT) {
      throw new Refusal(409, "state", "This agent is signed in; sign the agent out first.");
    }
  }

  /// `{"reason":…}`: as the agents' file says again.
  void restore(Context request) {
    Site.Agent configured =
        site.configured().agents().stream()
            .filter(agent -> agent.id().value().equals(request.pathParam("id")))
            .findFirst()
            .orElseThrow(() -> new Refusal(409, "state", "agents.conf does not know this agent."));
    String reason = reasonAlone(request);
    Site.@Nullable Agent before = site.agents().get(configured.id().value());
    changes.ask(
        new LineCommand.RestoreAgent(
            configured.id(),
            clock.instant(),
            configured.pool(),
            SettingChanges.author(request),
            reason));
    changes.tell(
        request,
        subject(configured.id()),
        before == null ? "removed" : AgentFields.said(before.profile()),
        "as in agents.conf (" + reason + ")");
    SettingChanges.asked(request, "RestoreAgent");
  }

  /// `{"skills":"en es:4","reason":…}`, or `{"asConfigured":true,"reason":…}`.
  void skills(Context request) {
    Site.Agent agent = agentOf(request);
    JsonFields fields = JsonFields.of(request, Set.of("skills", "asConfigured", "reason"));
    boolean configured = fields.flag("asConfigured");
    @Nullable List<SkillLevel> skills =
        configured ? null : new AgentFields(site.get(), fields).skills();
    String reason = reason(fields);
    fields.finish();
    String before =
        board
            .snapshot()
            .findAgent(agent.id().value())
            .map(view -> String.join(" ", view.skills()))
            .orElse("");
    changes.ask(
        new LineCommand.ChangeSkills(
            agent.id(),
            clock.instant(),
            agent.pool(),
            skills,
            SettingChanges.author(request),
            reason));
    String after = skills == null ? "as settled for the agent" : AgentFields.said(skills);
    changes.tell(request, "skills of " + agent.id().value(), before, after + " (" + reason + ")");
    SettingChanges.asked(request, "ChangeSkills");
  }

  private static String reason(JsonFields fields) {
    return fields.neededText("reason", DefenceRoutes.MAX_REASON_CHARACTERS);
  }

  private static String reasonAlone(Context request) {
    JsonFields fields = JsonFields.of(request, Set.of("reason"));
    String reason = reason(fields);
    fields.finish();
    return reason;
  }

  private Site.Agent agentOf(Context request) {
    Site.@Nullable Agent agent = site.agents().get(request.pathParam("id"));
    if (agent == null) {
      throw new Refusal(404, "path", "There is no such agent.");
    }
    return agent;
  }
}
