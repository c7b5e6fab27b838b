package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.gateway.FlowFiles;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.simulator.center.PromptLengths;
import org.ringfence.simulator.listening.ListenedCall;
import org.ringfence.simulator.listening.ListeningLine;
import org.ringfence.simulator.sipp.PlannedCall;
import org.ringfence.simulator.sipp.PlannedCall.TimedKey;
import org.ringfence.simulator.sipp.Sipp;
import org.ringfence.site.Site;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The shipped flow on a real Asterisk: every way in both languages, the closed doors, and a change
/// while fifty callers are in the questions.
@Tag("asterisk")
@Timeout(150)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class IvrFlowE2eTest {

  private static final Path CONFIG = Path.of("../config");
  private static final Path SHIPPED = CONFIG.resolve("ivr/enrollment.conf");
  private static final Duration SOON = Duration.ofSeconds(45);
  private static final int MANY = 50;

  /// Keys at language, menu and aside (`-` for none), and the state with which the line is reached.
  private static final Map<String, String> WAYS =
      Map.ofEntries(
          Map.entry(
              "11-", "at=enroll;keyed=1;queue=line;s.enroll=1;a.language=en;a.purpose=enroll"),
          Map.entry(
              "21-", "at=enroll;keyed=1;queue=line;s.enroll=1;a.language=es;a.purpose=enroll"),
          Map.entry(
              "115",
              "at=specialist;keyed=1;queue=line;s.enroll=1;s.specialist=1;a.county=listed;a.language=en;a.purpose=enroll"),
          Map.entry(
              "215",
              "at=specialist;keyed=1;queue=line;s.enroll=1;s.specialist=1;a.county=listed;a.language=es;a.purpose=enroll"),
          Map.entry(
              "12-", "at=billing;keyed=1;queue=line;s.billing=1;a.language=en;a.purpose=billing"),
          Map.entry(
              "22-", "at=billing;keyed=1;queue=line;s.billing=1;a.language=es;a.purpose=billing"),
          Map.entry("10-", "at=person;keyed=1;queue=line;a.language=en;a.purpose=person"),
          Map.entry("20-", "at=person;keyed=1;queue=line;a.language=es;a.purpose=person"),
          Map.entry("2--", "at=person;keyed=1;queue=line;a.language=es;a.purpose=person"),
          // Twice a key that is none of the menu's.
          Map.entry("199", "at=person;keyed=1;queue=line;a.language=en;a.purpose=person"),
          Map.entry("299", "at=person;keyed=1;queue=line;a.language=es;a.purpose=person"),
          Map.entry("---", "at=person;queue=line;a.language=en;a.purpose=person"));

  @TempDir private static Path folder;
  private static Path flow;
  private static LivePlatform platform;
  private static People people;
  private static FlowCoverage coverage;
  private static int numbers;

  @BeforeAll
  @Timeout(300)
  static void start() throws IOException {
    flow = folder.resolve("flow.conf");
    Files.copy(SHIPPED, flow);
    Map<String, String> changed = new HashMap<>();
    changed.put("gateway.flow-file", "\"" + flow + "\"");
    for (String calendar : List.of("shut", "feast")) {
      changed.put("calendars." + calendar + ".time-zone", "UTC");
      changed.put("calendars." + calendar + ".holidays", "[]");
      for (String day :
          List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")) {
        changed.put("calendars." + calendar + ".week." + day, "[]");
      }
    }
    LocalDate today = LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC);
    String far = today.plusDays(3).getDayOfWeek().name().toLowerCase(Locale.ROOT);
    changed.put("calendars.shut.week." + far, "[\"08:00-09:00\"]");
    changed.put("calendars.feast.week." + far, "[\"08:00-09:00\"]");
    changed.put("calendars.feast.holidays", "[\"" + today + "\", \"" + today.plusDays(1) + "\"]");
    platform = LivePlatform.start(folder.resolve("platform"), changed);
    people = new People(platform);
    Site site = PlatformSettings.read(CONFIG, Map.of()).site();
    coverage =
        new FlowCoverage(
            FlowFiles.read(SHIPPED, PromptLengths.estimated(CONFIG.resolve("prompts")), site));
  }

  @AfterAll
  static void stop() {
    people.close();
    platform.close();
  }

  private static PlannedCall caller(String keys) {
    return caller(keys, Duration.ofMillis(900));
  }

  /// @param thinking how long after the first key the second comes
  private static PlannedCall caller(String keys, Duration thinking) {
    numbers++;
    TimedKey[] timed = new TimedKey[3];
    for (int i = 0; i < 3; i++) {
      Duration after = i == 1 ? thinking : Duration.ofMillis(900);
      timed[i] = keys.charAt(i) == '-' ? null : new TimedKey(after, keys.charAt(i));
    }
    return PlannedCall.silent(String.format("+1612556%04d", numbers), LivePlatform.LINE)
        .keying(timed[0], timed[1], timed[2]);
  }

  /// Writes the flow with one place changed, and has it read again by the operator's command.
  private static LauncherRun reload(String right, String changed)
      throws IOException, InterruptedException {
    String text = Files.readString(SHIPPED);
    assertThat(text).contains(right);
    Files.writeString(flow, text.replace(right, changed));
    return platform.command("reload");
  }

  private static void isTaken(LauncherRun reload) {
    assertThat(reload.exit()).as(reload.said()).isZero();
  }

  private static JsonNode questions() {
    try {
      return JsonMapper.builder().build().readTree(platform.get("/api/v1/ivr").body());
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static Map<String, Long> visits() {
    Map<String, Long> visits = new TreeMap<>();
    questions()
        .path("nodes")
        .forEach(node -> visits.put(node.path("node").asString(""), node.path("calls").asLong()));
    return visits;
  }

  private static List<String> statesInLine() {
    List<String> states = new ArrayList<>();
    try (AmiTap tap = platform.tap()) {
      tap.callers()
          .forEach(seen -> {
            if (!seen.variable("RF_TICKET").isEmpty()) {
              states.add(seen.variable("RF_STATE").replaceAll("(screened|flow)=[^;]*;", ""));
            }
          });
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
    return states;
  }

  /// Those whose keys begin so call, and are counted under a name.
  private static void call(String first, String name) {
    List<String> theirs =
        WAYS.keySet().stream().filter(keys -> keys.matches(first + ".*")).toList();
    people.callers(theirs.stream().map(IvrFlowE2eTest::caller).toList(), 10, People.NEVER);
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() ->
            assertThat(statesInLine())
                .containsExactlyInAnyOrderElementsOf(theirs.stream().map(WAYS::get).toList()));
    people.leave();
    coverage.count(name, questions());
  }

  @Test
  @Order(1)
  void everyWayInBothLanguagesLeadsWhereTheFlowSays() {
    call("[1-]", "English");
    call("2", "Spanish");
    assertThat(coverage.missing(List.of("English", "Spanish"), List.of("purpose", "county")))
        .isEmpty();
  }

  @Test
  @Order(2)
  void whileItIsClosedCallersAreToldSoAndNobodyGetsAPlace()
      throws IOException, InterruptedException {
    isTaken(reload("calendar = always", "calendar = shut"));
    people.callers(List.of(caller("---"), caller("1--")), 10, People.NEVER);
    await().atMost(SOON).until(() -> visits().getOrDefault("closed", 0L) == 2);
    isTaken(reload("calendar = always", "calendar = feast"));
    people.callers(List.of(caller("---")), 10, People.NEVER);
    await().atMost(SOON).until(() -> visits().getOrDefault("holiday", 0L) == 1);
    await().atMost(SOON).until(() -> platform.channels().isEmpty());
    isTaken(reload("calendar = always", "calendar = always"));
    coverage.count("closed", questions());
    System.out.println(coverage.table());
    assertThat(coverage.unvisited()).isEmpty();
    assertThat(coverage.missing()).isEmpty();
  }

  @Test
  @Order(3)
  void theEmergencyMessageAndTheAnnouncementComeFirstAndAKeyEndsThem() throws Exception {
    try (ListeningLine line = listeningLine()) {
      assertThat(platform.command("emergency", "on").exit()).isZero();
      hearsAndKeys(line, "en/emergency", "es/emergency", "en/welcome", "en/language-choice");
      assertThat(platform.command("emergency", "off").exit()).isZero();
      String until = InstantSource.system().instant().plus(Duration.ofHours(1)).toString();
      String order = "{\"to\":\"%s\",\"expires\":\"" + until + "\",\"reason\":\"test\"}";
      String path = "/api/v1/lines/" + LivePlatform.LINE + "/announcement";
      assertThat(platform.act(path, order.formatted("on")).statusCode()).isEqualTo(202);
      await().atMost(SOON).until(() -> firstHeard(line).equals("en/spoofed-number"));
      hearsAndKeys(line, "en/spoofed-number", "es/spoofed-number");
      String off = "{\"to\":\"off\",\"reason\":\"test\"}";
      assertThat(platform.act(path, off).statusCode()).isEqualTo(202);
      await().atMost(SOON).until(() -> firstHeard(line).equals("en/welcome"));
    }
    await().atMost(SOON).until(() -> platform.channels().isEmpty());
  }

  @Test
  @Order(4)
  void theKeyOfACallerWhoIsLateForTheLanguageIsNotTakenForTheMenus() throws Exception {
    try (ListeningLine line = listeningLine()) {
      ListenedCall call = answered(line);
      await()
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> heard(call).contains("en/purpose-menu"));
      call.press('2');
      await().atMost(SOON).until(() -> heard(call).contains("es/purpose-menu"));
      assertThat(heard(call)).doesNotContain("en/one-moment");
      call.press('2');
      await().atMost(SOON).until(() -> heard(call).contains("es/one-moment"));
      await().atMost(SOON).until(() -> statesInLine().equals(List.of(WAYS.get("22-"))));
      call.hangUp();
    }
    await().atMost(SOON).until(() -> platform.channels().isEmpty());
  }

  private static ListeningLine listeningLine() throws IOException {
    String cache =
        Objects.requireNonNullElse(System.getenv("RINGFENCE_CACHE"), "/var/lib/ringfence/cache");
    Path prompts = Path.of(cache, "prompts/ringfence");
    return new ListeningLine(Sipp.TRUNK_ADDRESS, platform.sipPort(), prompts, System::nanoTime);
  }

  private static ListenedCall answered(ListeningLine line) throws Exception {
    numbers++;
    ListenedCall call = line.call(String.format("+1612556%04d", numbers), LivePlatform.LINE);
    assertThat(call.awaitAnswer(SOON)).isTrue();
    return call;
  }

  private static String firstHeard(ListeningLine line) throws Exception {
    ListenedCall call = answered(line);
    await().atMost(SOON).until(() -> !call.sounds().isEmpty());
    call.hangUp();
    return call.sounds().getFirst().name();
  }

  /// A caller hears these one after the other, and during the last presses the key for Spanish.
  private static void hearsAndKeys(ListeningLine line, String... prompts) throws Exception {
    ListenedCall call = answered(line);
    List<String> wanted = List.of(prompts);
    await().atMost(SOON).until(() -> heard(call).contains(wanted.getLast()));
    assertThat(heard(call)).startsWith(prompts);
    call.press('2');
    await().atMost(SOON).until(() -> heard(call).contains("es/purpose-menu"));
    assertThat(heard(call)).hasSize(wanted.size() + 1);
    call.hangUp();
  }

  private static List<String> heard(ListenedCall call) {
    // After a pause between its sentences a prompt is recognised once more.
    return call.sounds().stream().map(ListenedCall.Sound::name).distinct().toList();
  }

  @Test
  @Order(5)
  void fiftyCallersInTheQuestionsGoOnWhenTheFlowIsChangedAndWhenItIsBroken()
      throws IOException, InterruptedException {
    String before = questions().path("flow").asString("");
    List<PlannedCall> many = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      many.add(caller(i % 2 == 0 ? "12-" : "---", Duration.ofSeconds(7)));
    }
    people.callers(many, 25, People.NEVER);
    await().atMost(SOON).until(() -> platform.callerChannels().size() == MANY);
    LauncherRun refused = reload("next = billing }", "next = biling }");
    assertThat(refused.exit()).as(refused.said()).isEqualTo(LauncherRun.WRONG_CONFIGURATION);
    assertThat(refused.said()).containsPattern("flow\\.conf: ?\\d+").contains("biling");
    assertThat(questions().path("flow").asString("")).isEqualTo(before);
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(platform.board().path("problems").toString()).contains("biling", "ivr"));
    isTaken(reload("{ key = \"2\", answer = billing", "{ key = \"3\", answer = billing"));
    assertThat(questions().path("flow").asString("")).isNotEqualTo(before);
    await()
        .atMost(SOON)
        .until(() -> !platform.board().path("problems").toString().contains("biling"));
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(statesInLine()).hasSize(MANY));
    assertThat(statesInLine())
        .as("who keyed 2 was understood by the flow that asked for it")
        .filteredOn(state -> state.contains("a.purpose=billing"))
        .hasSize(MANY / 2);
    people.leave();
  }
}
