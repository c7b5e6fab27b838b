package org.ringfence.simulator.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.ChangeAgentState;
import org.ringfence.events.AgentMessage.TransferCaller;
import org.ringfence.events.AgentState;
import org.ringfence.events.LineDecision.AgentStateChanged;
import org.ringfence.events.LineId;
import org.ringfence.events.Message;
import org.ringfence.events.Mode;
import org.ringfence.events.PoolName;
import org.ringfence.events.QueueName;
import org.ringfence.events.Topic;
import org.ringfence.simulator.faults.PartitionHost.Setting;

/// Everything together: callers and agents, an Asterisk and a gateway for each pool, one partition
/// of each input topic and its hosts. A script moves it; then it calms down, and everybody must
/// have got what was promised.
final class World {

  static final LineId LINE = new LineId("16515550100");

  private static final int LAST_FAULTS_END_MILLIS = 30_000;
  private static final int CALM_STEP_MILLIS = 5_000;
  private static final int PATIENCE_MILLIS = 240_000;
  private static final int PATIENCE_PER_CALLER_MILLIS = 40_000;

  /// Longer than any rest or doubt of a core lasts.
  private static final int REST_MILLIS = 200_000;

  /// What is known of a crowd fades by halves, so that a great one presses for longer than that.
  private static final int REST_OF_A_CROWD_MILLIS = 600_000;

  private final Script script;
  private final Agenda agenda = new Agenda();
  private final Map<Integer, Caller> callers = new LinkedHashMap<>();
  private final List<Phone> phones = new ArrayList<>();
  private final List<Exchange> exchanges = new ArrayList<>();
  private final Map<AgentId, AgentStateChanged> shown = new LinkedHashMap<>();
  private final Set<AgentStateChanged> onPages = new HashSet<>();
  private final PartitionHost routing;
  private final PartitionHost screening;
  private final LineWatch lineWatch;
  private final ScreeningWatch screeningWatch;
  private final Producer desktop;
  private boolean calm;
  private int busyRings;
  private int unplanned;

  World(Script script, Cores cores) {
    this.script = script;
    Script.Shape shape = script.shape();
    for (int i = 0; i < shape.pools() * shape.agentsPerPool(); i++) {
      phones.add(new Phone(i, shape.agentsPerPool(), shape.seed()));
    }
    lineWatch = new LineWatch(phones, shape.unheardPercent());
    screeningWatch = new ScreeningWatch();
    routing =
        new PartitionHost(
            agenda,
            new Setting(
                Topic.ROUTING,
                key -> cores.line(key, phones, shape),
                shape.journalLength(),
                cores.zombiesWrite()),
            lineWatch::applied,
            this::heard);
    screening =
        new PartitionHost(
            agenda,
            new Setting(
                Topic.SCREENING, cores::screening, shape.journalLength(), cores.zombiesWrite()),
            screeningWatch::applied,
            this::heard);
    for (int pool = 0; pool < shape.pools(); pool++) {
      exchanges.add(new Exchange(agenda, pool, pool == 0 ? shape.skewMillis() : 0, this));
    }
    desktop = new Producer(agenda, this::toBus);
  }

  static PoolName pool(int pool) {
    return new PoolName("pool" + (pool + 1));
  }

  static QueueName queue(int pool) {
    return new QueueName("queue" + (pool + 1));
  }

  long seed() {
    return script.shape().seed();
  }

  boolean isCalm() {
    return calm;
  }

  void toBus(Message message) {
    (message.topic() == Topic.SCREENING ? screening : routing).append(message);
  }

  private void heard(Message said) {
    // Who takes over says the last answers again, and who was replaced may still do: pages know
    // both by their ids.
    if (said instanceof AgentStateChanged change && onPages.add(change)) {
      shown.merge(change.agent(), change, (old, now) -> now.at().isBefore(old.at()) ? old : now);
    }
    exchanges.forEach(exchange -> exchange.gateway().hear(said));
  }

  Phone phone(AgentId agent) {
    return phones.stream()
        .filter(phone -> phone.agent.equals(agent))
        .findFirst()
        .orElseThrow(() -> new InvariantBroken("an offer to nobody: " + agent));
  }

  List<Phone> phonesOf(int pool) {
    return phones.stream().filter(phone -> phone.pool == pool).toList();
  }

  /// The number of one more caller whom no step of the script made.
  int nextWho(int from) {
    unplanned++;
    return from + unplanned;
  }

  void rangBusy(AgentId agent) {
    busyRings++;
    if (!script.hasFaults()) {
      throw new InvariantBroken("without any fault a busy phone is rung: " + agent);
    }
  }

  // The run --------------------------------------------------------------------------------------

  /// Plays the script and lets the world calm down.
  ///
  /// @throws InvariantBroken at the first promise that does not hold
  void run() {
    exchanges.forEach(exchange -> exchange.gateway().snapshots().afterGap(100));
    for (Step step : script.steps()) {
      agenda.runUntil(1_000 + step.atMillis());
      StepPlayer.play(step, this);
    }
    agenda.runUntil(agenda.now() + LAST_FAULTS_END_MILLIS);
    calmDown();
    Verdicts.check(this);
  }

  private void calmDown() {
    calm = true;
    for (Phone phone : phones) {
      phone.deadUntil = 0;
      phone.carelessUntil = 0;
      registered(phone, true);
    }
    long limit =
        agenda.now() + PATIENCE_MILLIS + (long) PATIENCE_PER_CALLER_MILLIS * liveCallers().size();
    while (!liveCallers().isEmpty() && agenda.now() < limit) {
      becomeReady();
      agenda.runUntil(agenda.now() + CALM_STEP_MILLIS);
    }
    for (long rested = 0; rested < restMillis(); rested += CALM_STEP_MILLIS) {
      becomeReady();
      agenda.runUntil(agenda.now() + CALM_STEP_MILLIS);
    }
  }

  private int restMillis() {
    return screeningWatch.mode() == Mode.GREEN ? REST_MILLIS : REST_OF_A_CROWD_MILLIS;
  }

  /// Who sees on the page to be paused or signed out presses Ready; who sees to be ready does not.
  ///
  /// But where the bus lost news, one who sees a working phone shown as unreachable does too: the
  /// gateway says a change once and does not notice that it was lost.
  private void becomeReady() {
    boolean newsWasLost =
        script.steps().stream().anyMatch(step -> step.kind() == StepKind.BUS_LOSES);
    for (Phone phone : phones) {
      @Nullable AgentStateChanged page = shown.get(phone.agent);
      AgentState state = page == null ? AgentState.SIGNED_OUT : page.state();
      boolean leftOut = newsWasLost && page != null && !page.phoneReachable();
      if (state == AgentState.SIGNED_OUT || state == AgentState.PAUSED || leftOut) {
        agentAsks(phone, AgentState.READY);
      }
    }
  }

  List<Caller> liveCallers() {
    return callers.values().stream().filter(caller -> !caller.isGone()).toList();
  }

  // What the step player and the last checks need
  // --------------------------------------------------

  Script script() {
    return script;
  }

  Agenda agenda() {
    return agenda;
  }

  List<Phone> phones() {
    return phones;
  }

  Map<Integer, Caller> callers() {
    return callers;
  }

  Exchange exchange(int pool) {
    return exchanges.get(pool);
  }

  PartitionHost routing() {
    return routing;
  }

  PartitionHost screening() {
    return screening;
  }

  LineWatch lineWatch() {
    return lineWatch;
  }

  ScreeningWatch screeningWatch() {
    return screeningWatch;
  }

  void agentAsks(Phone phone, AgentState state) {
    desktop.publish(
        new ChangeAgentState(phone.agent, agenda.instant(), pool(phone.pool), state, ""));
  }

  void agentTransfers(Phone phone) {
    desktop.publish(
        new TransferCaller(
            phone.agent, agenda.instant(), pool(phone.pool), queue(phone.pool), List.of()));
  }

  void registered(Phone phone, boolean registered) {
    if (phone.registered != registered) {
      phone.registered = registered;
      Exchange exchange = exchange(phone.pool);
      exchange.tell(() -> exchange.gateway().snapshots().phoneChanged(phone));
    }
  }

  @Override
  public String toString() {
    return "world " + seed() + " at " + agenda.now() + " ms, busy rings " + busyRings;
  }
}
