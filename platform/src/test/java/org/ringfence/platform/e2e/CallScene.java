package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.ringfence.platform.e2e.AmiTap.Event;
import org.ringfence.simulator.sipp.PlannedCall;
import org.ringfence.simulator.sipp.PlannedCall.TimedKey;
import org.ringfence.simulator.sipp.SippProcess;
import tools.jackson.databind.JsonNode;

/// Callers and agents' phones on one platform, and what must hold between the board and Asterisk.
final class CallScene implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Two nodes, a broker, and the callers are on the same machine.
  private static final Duration EACH_WAITING = Duration.ofMillis(300);

  /// Three more than the shipped configuration has, so that ten can talk beside one who serves.
  static final String MORE_AGENTS =
      """
      agents += { id = ida, name = "Ida Berg", pool = main, skills = [en, enroll, billing] }
      agents += { id = jon, name = "Jon Lund", pool = main, skills = [en, enroll, billing] }
      agents += { id = kim, name = "Kim Vang", pool = main, skills = [en, enroll, billing] }
      """;

  private static final List<String> TALKERS =
      List.of("ana", "ben", "carmen", "dee", "fay", "hana", "ida", "jon", "kim", "gus");

  private static final Duration CALLERS_STAY = Duration.ofMinutes(10);
  private static final Comparator<Event> BY_PLACE =
      Comparator.comparingLong((Event caller) -> Long.parseLong(caller.variable("RF_SINCE")))
          .thenComparingInt(caller -> caller.uniqueId().length())
          .thenComparing(Event::uniqueId);

  private final LivePlatform platform;
  private final AmiTap tap;
  private final List<SippProcess> processes = new ArrayList<>();
  private int numbers;
  private boolean abandoned;

  CallScene(LivePlatform platform) throws IOException {
    this.platform = platform;
    this.tap = platform.tap();
  }

  AmiTap tap() {
    return tap;
  }

  /// How many wait and talk when something dies: few in a test, and as many as `bin/ringfence bench
  /// resilience` says there.
  static int many(String what, int inTests) {
    return Integer.getInteger("resilience." + what, inTests);
  }

  /// So many agents, none of them erik, who serves.
  static String[] talkers(int count) {
    return TALKERS.subList(TALKERS.size() - count, TALKERS.size()).toArray(String[]::new);
  }

  /// Phones that answer after half a second and hang up after `talk`.
  SippProcess phones(Duration talk, String... agents) throws IOException, InterruptedException {
    Map<String, String> secrets = platform.phoneSecrets(Set.copyOf(Arrays.asList(agents)));
    SippProcess phones =
        platform.sipp().phones(secrets, FreePort.take(), Duration.ofMillis(500), talk);
    processes.add(phones);
    return phones;
  }

  void ready(String... agents) {
    for (String agent : agents) {
      Awaiting.until(PATIENCE, () -> platform.setAgent(agent, "ready"));
    }
  }

  /// People who choose English and enrollment.
  SippProcess callers(int count, double perSecond) throws IOException {
    List<Integer> fresh = IntStream.range(numbers, numbers + count).boxed().toList();
    numbers += count;
    return callers(fresh, perSecond);
  }

  /// People by number, whether they called before or not.
  SippProcess callers(List<Integer> people, double perSecond) throws IOException {
    List<PlannedCall> calls = new ArrayList<>();
    for (int person : people) {
      String number = numberOf(person);
      TimedKey language = new TimedKey(Duration.ofMillis(1_000), '1');
      TimedKey purpose = new TimedKey(Duration.ofMillis(700), '1');
      TimedKey noCounty = new TimedKey(Duration.ofMillis(700), '#');
      calls.add(PlannedCall.silent(number, LivePlatform.LINE).keying(language, purpose, noCounty));
    }
    SippProcess process = platform.sipp().callers(calls, perSecond, CALLERS_STAY);
    processes.add(process);
    return process;
  }

  private static String numberOf(int person) {
    return "+1612555" + String.format("%04d", person);
  }

  /// The tickets of all callers with a place or in a talk, by the callers' numbers.
  Map<String, String> tickets() {
    Map<String, String> tickets = new HashMap<>();
    tap.callers()
        .forEach(caller -> tickets.put(caller.get("CallerIDNum"), caller.variable("RF_TICKET")));
    return tickets;
  }

  /// Who came first with the first, from 0: as many as there are callers.
  List<Integer> people(List<String> calls) {
    Map<String, Integer> byCall = new HashMap<>();
    tap.callers()
        .forEach(caller ->
            byCall.put(
                caller.uniqueId(),
                Integer.parseInt(caller.get("CallerIDNum").substring(numberOf(0).length() - 4))));
    return calls.stream().map(call -> Objects.requireNonNull(byCall.get(call))).toList();
  }

  /// A caller hangs up; seen from Asterisk it does not matter who sent the BYE.
  void hangUp(String uniqueId) {
    tap.hangUp(
        tap.callers().stream()
            .filter(caller -> caller.uniqueId().equals(uniqueId))
            .findFirst()
            .orElseThrow()
            .channel());
  }

  /// Waits until so many callers hold a place and so many talk.
  void await(int waiting, int talking) {
    Awaiting.until(
        PATIENCE.plus(EACH_WAITING.multipliedBy(waiting)),
        () -> {
          Set<String> talks = talks().values().stream().collect(Collectors.toSet());
          long placed =
              tap.callers().stream()
                  .filter(caller -> !caller.variable("RF_TICKET").isEmpty())
                  .filter(caller -> !talks.contains(caller.uniqueId()))
                  .count();
          assertThat(List.of((int) placed, talks.size())).isEqualTo(List.of(waiting, talking));
        });
  }

  /// With whom each agent is bridged at this moment: agent to the caller's unique id.
  Map<String, String> talks() {
    return talks(tap.channels());
  }

  private static Map<String, String> talks(List<Event> channels) {
    Map<String, String> callers = new HashMap<>();
    channels.stream()
        .filter(seen -> seen.isCaller() && !seen.get("BridgeId").isEmpty())
        .forEach(seen -> callers.put(seen.get("BridgeId"), seen.uniqueId()));
    Map<String, String> talks = new TreeMap<>();
    channels.stream()
        .filter(seen -> !seen.agent().isEmpty() && callers.containsKey(seen.get("BridgeId")))
        .forEach(seen -> talks.put(seen.agent(), callers.get(seen.get("BridgeId"))));
    return talks;
  }

  /// Who is in line, in the order in which they reached it, as Asterisk knows it.
  List<String> line() {
    List<Event> channels = tap.channels();
    Set<String> talking = Set.copyOf(talks(channels).values());
    return channels.stream()
        .filter(Event::isCaller)
        .filter(caller -> !caller.variable("RF_SINCE").isEmpty())
        .filter(caller -> !talking.contains(caller.uniqueId()))
        .sorted(BY_PLACE)
        .map(Event::uniqueId)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /// The first places as the board shows them.
  List<String> front() {
    return elements(platform.board().path("change").path("queues").path(0).path("front"))
        .map(place -> place.path("ticket").asString().substring(1))
        .toList();
  }

  /// For whom we let phones ring since a moment, each caller once, in order. Legs that Asterisk's
  /// own queue rings bear no offer's name.
  List<String> offered(long sinceNanos) {
    Set<String> calls = new LinkedHashSet<>();
    tap.all(
            sinceNanos,
            "Newchannel",
            event -> !event.agent().isEmpty() && event.uniqueId().startsWith("T"))
        .forEach(leg -> {
          String offer = leg.uniqueId();
          calls.add(offer.substring(1, offer.lastIndexOf('-')));
        });
    return List.copyOf(calls);
  }

  /// Who was connected with a phone since a moment, each caller once, in order.
  List<String> connected(long sinceNanos) {
    Set<String> calls = new LinkedHashSet<>();
    tap.all(sinceNanos, "BridgeEnter", Event::isCaller).stream()
        .filter(event -> !event.get("BridgeTechnology").startsWith("holding"))
        .forEach(event -> calls.add(event.uniqueId()));
    return List.copyOf(calls);
  }

  /// Callers whose channel ended since a moment.
  Set<String> ended(long sinceNanos) {
    return tap.all(sinceNanos, "Hangup", Event::isCaller).stream()
        .map(Event::uniqueId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Waits until the board agrees with Asterisk: who waits, in which order, and who talks with
  /// whom.
  void awaitAgreement(Duration patience) {
    Awaiting.until(
        patience,
        () -> {
          Map<String, String> talks = talks();
          List<String> line = line();
          JsonNode change = platform.board().path("change");
          JsonNode queue = change.path("queues").path(0);
          Map<String, String> shown = new TreeMap<>();
          elements(change.path("agents"))
              .filter(agent -> agent.path("state").asString().equals("TALKING"))
              .forEach(agent ->
                  shown.put(
                      agent.path("agent").asString(),
                      agent.path("call").path("ticket").asString("?").substring(1)));
          assertThat(shown).as("talks on the board").isEqualTo(talks);
          assertThat(queue.path("waiting").asInt()).as("callers in line").isEqualTo(line.size());
          assertThat(front()).as("front of the line").isEqualTo(line.stream().limit(20).toList());
        });
  }

  /// The agents in a state, as the board shows them.
  Set<String> agentsIn(String state) {
    return elements(platform.board().path("change").path("agents"))
        .filter(agent -> agent.path("state").asString("").equals(state))
        .map(agent -> agent.path("agent").asString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The slowest of the new callers: from the INVITE until Asterisk answered.
  ///
  /// @param count how many there must be
  Duration slowestAnswer(long sinceNanos, int count) {
    Awaiting.until(
        PATIENCE, () -> assertThat(answers(sinceNanos)).hasSize(count).doesNotContainNull());
    return answers(sinceNanos).stream().max(Comparator.naturalOrder()).orElseThrow();
  }

  private List<Duration> answers(long sinceNanos) {
    List<Duration> answers = new ArrayList<>();
    for (Event made : tap.all(sinceNanos, "Newchannel", Event::isCaller)) {
      tap.first(
              made.nanos(),
              "Newstate",
              up -> up.uniqueId().equals(made.uniqueId()) && up.get("ChannelState").equals("6"))
          .ifPresent(up -> answers.add(Duration.ofNanos(up.nanos() - made.nanos())));
    }
    return answers;
  }

  /// When the first phone rang for an offer made after a moment.
  Duration firstRing(long sinceNanos, Duration patience) {
    Awaiting.until(
        patience, () -> assertThat(tap.all(sinceNanos, "Newstate", CallScene::rings)).isNotEmpty());
    long rang = tap.first(sinceNanos, "Newstate", CallScene::rings).orElseThrow().nanos();
    return Duration.ofNanos(rang - sinceNanos);
  }

  private static boolean rings(Event event) {
    return !event.agent().isEmpty() && event.get("ChannelState").equals("5");
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /// Asterisk is gone, and all calls with it.
  void abandon() {
    processes.forEach(SippProcess::close);
    processes.clear();
    abandoned = true;
  }

  @Override
  public void close() {
    if (abandoned) {
      tap.close();
      return;
    }
    elements(platform.shown("agents"))
        .map(agent -> agent.path("agent").asString())
        .forEach(agent -> Awaiting.until(PATIENCE, () -> platform.setAgent(agent, "paused")));
    tap.hangUpEverybody();
    processes.forEach(SippProcess::close);
    Awaiting.until(PATIENCE, () -> assertThat(tap.channels()).isEmpty());
    tap.close();
  }
}
