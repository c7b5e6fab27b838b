package org.ringfence.platform.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.simulator.sipp.SippProcess;
import org.ringfence.simulator.sipp.SippProcess.Outcome;

/// Calls from the trunk through the questions and the line to an agent whose phone is a browser.
@Tag("asterisk")
@Tag("browser")
@Timeout(90)
class SoftphoneInBrowserE2eTest {

  private static final double PATIENCE_MILLIS = 20_000;

  private static final Duration BACK_IN_LINE = Duration.ofSeconds(6);

  /// The tone that callers under test send.
  private static final double CALLERS_HERTZ = 440;

  @TempDir static Path folder;
  private static TurnServer turn;
  private static LivePlatform platform;
  private static PhoneBrowser browser;
  private static Page page;
  private People people;

  @BeforeAll
  @Timeout(240)
  static void start() throws IOException, InterruptedException {
    turn = new TurnServer(folder);
    platform =
        LivePlatform.start(
            folder,
            Map.of(
                "queue.wrap-up",
                "20s",
                "asterisk.browser.media-address",
                "127.0.0.1",
                "web.phone.ice-servers",
                turn.setting()));
    Map<String, String> web = Map.of("web.port", Integer.toString(platform.web("/").getPort()));
    String[] add = {"user", "add", "ana", "--role", "agent", "--agent", "ana", "--made-up"};
    assertThat(LauncherRun.of(platform.dataFolder(), web, add).exit()).isZero();
    browser = new PhoneBrowser();
    page = open(browser.newPage());
    shows("#phone-state", "This browser rings.");
  }

  /// Makes a page an agent's, whose browser is the phone.
  private static Page open(Page opened) throws IOException, InterruptedException {
    Map<String, String> web = Map.of("web.port", Integer.toString(platform.web("/").getPort()));
    LauncherRun run =
        LauncherRun.of(platform.dataFolder(), web, "user", "link", "ana", "--minutes", "15");
    String link =
        run.said().lines().filter(line -> line.contains("sign-in#link=")).findFirst().orElseThrow();
    opened.navigate(link.strip().replace("localhost", "127.0.0.1"));
    opened.waitForURL(platform.web("/agent").toString());
    opened.locator("#phone-use").check();
    return opened;
  }

  @AfterAll
  static void stop() {
    browser.close();
    platform.close();
    turn.close();
  }

  @BeforeEach
  void enter() {
    people = new People(platform);
  }

  @AfterEach
  void leave() {
    people.leave();
  }

  private static void shows(String where, String text) {
    on(page, where, text);
  }

  private static void on(Page page, String where, String text) {
    assertThat(page.locator(where).first())
        .containsText(
            text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
  }

  private static void seen(String where) {
    assertThat(page.locator(where))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
  }

  /// A caller who talks to the agent in the browser.
  private SippProcess talk() {
    people.ready("ana");
    SippProcess caller = people.caller("11", People.NEVER);
    seen("#phone-answer");
    page.keyboard().press("a");
    people.awaitAgent("ana", "TALKING");
    shows("#phone-call-state", "In talk");
    return caller;
  }

  private static double heard(String what) {
    Object value = ((Map<?, ?>) page.evaluate("heard()")).get(what);
    return value instanceof Number number ? number.doubleValue() : 0;
  }

  /// The mean power of what the caller is sent within a second, of full scale 1.
  private double sentToCaller(String name) throws IOException {
    return CallerSound.power(platform, name);
  }

  @Test
  void a_caller_is_answered_by_a_key_both_hear_each_other_and_the_talk_is_wrapped_up()
      throws IOException {
    SippProcess caller = talk();

    double packets = heard("packetsIn");
    double energy = heard("energyIn");
    await().atMost(People.SOON).until(() -> heard("packetsIn") > packets + 50);
    assertThat(heard("energyIn")).isGreaterThan(energy + 0.01);
    assertThat(((Number) page.evaluate("level()")).doubleValue())
        .isBetween(CALLERS_HERTZ - 30, CALLERS_HERTZ + 30);
    double loud = sentToCaller("loud");
    assertThat(loud).as("power of the agent's voice at the caller").isGreaterThan(1e-4);

    page.keyboard().press("s");
    shows("#phone-call-state", "Muted");
    assertThat(sentToCaller("muted")).isLessThan(loud / 100);
    page.keyboard().press("s");

    page.locator("#phone-hold").click();
    people.awaitAgent("ana", "HOLDING");
    shows("#phone-call-state", "On hold");
    page.locator("#phone-hold").click();
    people.awaitAgent("ana", "TALKING");
    assertThat(sentToCaller("again")).isGreaterThan(loud / 10);

    page.keyboard().press("p");
    shows("#label-answer", "Noted: a person.");
    String call = platform.callerChannels().iterator().next();
    page.keyboard().press("x");
    people.awaitAgent("ana", "WRAP_UP");
    await().atMost(People.SOON).until(() -> caller.count(Outcome.ENDED) == 1);

    page.getByText("Follow-up").click();
    page.locator("#wrap-note").fill("asks for a letter");
    page.locator("#wrap-ready").click();
    people.awaitAgent("ana", "READY");
    assertThat(call).startsWith("PJSIP/trunk");
    assertThat(browser.complaints).isEmpty();
  }

  @Test
  void the_board_shows_the_call_waiting_and_then_talking_without_a_reload() throws IOException {
    Page board = browser.newPage();
    platform.signIn(board, "/");
    on(board, "#connection", "Live");
    // A reload would lose this mark.
    board.evaluate("document.body.dataset.loaded = 'once'");

    people.caller("11", People.NEVER);
    on(board, ".queue .front .caller", "+1612•••••01");
    on(board, "#verdicts", "+1612•••••01");
    people.ready("ana");
    seen("#phone-answer");
    page.keyboard().press("a");

    Locator ana = board.locator("#agents tr", new Page.LocatorOptions().setHasText("Ana Flores"));
    assertThat(ana)
        .containsText(
            "Talking", new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
    assertThat(ana).containsText("+1612•••••01");
    assertThat(board.locator(".queue .front .caller")).hasCount(0);
    assertThat(board.locator("body")).hasAttribute("data-loaded", "once");
    assertThat(board.content()).doesNotContain("6125551001");
    assertThat(browser.complaints).isEmpty();
    board.close();
  }

  @Test
  void a_page_that_is_loaded_again_in_a_talk_leaves_the_caller_at_the_front_and_rings_again() {
    talk();
    String caller = platform.agent("ana").path("call").path("caller").asString();

    page.reload();

    shows("#phone-state", "This browser rings.");
    seen("#phone-answer");
    // The phone may ring a moment before the board says for whom.
    await()
        .atMost(People.SOON)
        .untilAsserted(() ->
            assertThat(platform.agent("ana").path("call").path("caller").asString(""))
                .isEqualTo(caller));
    shows("#call", "talk");
    page.locator("#phone-answer").click();
    people.awaitAgent("ana", "TALKING");
  }

  @Test
  void a_line_that_is_lost_and_found_again_costs_no_talk() {
    talk();
    double packets = heard("packetsIn");

    page.evaluate("made.sockets.findLast((each) => each.url.includes('/phone')).close()");

    shows("#phone-state", "This browser rings.");
    await().atMost(People.SOON).until(() -> heard("packetsIn") > packets + 100);
    assertThat(platform.agentState("ana")).isEqualTo("TALKING");
    platform.asterisk("channel request hangup " + platform.callerChannels().iterator().next());
    // What Asterisk says now comes by the new line.
    assertThat(page.locator("#phone-call"))
        .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(PATIENCE_MILLIS));
  }

  @Test
  void an_agent_whose_network_lets_nothing_out_talks_by_way_of_the_turn_server()
      throws IOException, InterruptedException {
    Page atHome = page;
    page = open(browser.newRelayedPage());
    try {
      shows("#phone-state", "This browser rings.");
      talk();

      double packets = heard("packetsIn");
      double energy = heard("energyIn");
      await().atMost(People.SOON).until(() -> heard("packetsIn") > packets + 50);
      assertThat(heard("energyIn")).isGreaterThan(energy + 0.01);
      assertThat(sentToCaller("relayed")).as("power of the agent's voice").isGreaterThan(1e-4);
      assertThat(heard("relayed")).isPositive();
      assertThat(turn.said()).containsPattern("user <[0-9]+:ana>.*ALLOCATE processed, success");
      page.keyboard().press("x");
      people.awaitAgent("ana", "WRAP_UP");
    } finally {
      page.close();
      page = atHome;
    }
    page.locator("#phone-use").check();
    shows("#phone-state", "This browser rings.");
  }

  @Test
  void of_two_pages_the_newer_is_the_phone_and_the_older_says_so()
      throws IOException, InterruptedException {
    Page other = page.context().newPage();
    other.navigate(platform.web("/agent").toString());
    Locator state = other.locator("#phone-state");
    assertThat(state)
        .containsText(
            "This browser rings.",
            new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
    shows("#phone-state", "on another page now");
    other.close();
    page.locator("#phone-use").check();
    shows("#phone-state", "This browser rings.");
  }

  @Test
  void when_the_browser_dies_the_caller_is_back_in_line_within_six_seconds()
      throws IOException, InterruptedException {
    talk();
    String caller = platform.agent("ana").path("call").path("caller").asString();

    browser.dies();
    long died = System.nanoTime();

    await()
        .atMost(BACK_IN_LINE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() ->
            assertThat(platform.queue().path("front").path(0).path("caller").asString())
                .isEqualTo(caller));
    System.out.printf(
        "FIGURE browser killed in a talk: the caller is back in line after %d ms%n",
        (System.nanoTime() - died) / 1_000_000);
    browser = new PhoneBrowser();
    page = open(browser.newPage());
    shows("#phone-state", "This browser rings.");
  }
}
