package org.ringfence.platform.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

/// Two nodes behind TLS and one agent, whose phone is a browser: the page of one node rings for
/// callers of both.
@Tag("asterisk")
@Tag("browser")
@Timeout(180)
class PhonesOfNodesInBrowserE2eTest {

  private static final double PATIENCE_MILLIS = 30_000;

  /// The tone that callers under test send.
  private static final double CALLERS_HERTZ = 440;

  /// As where a firewall lets a page reach its own node alone.
  private static final String OWN_NODE_ONLY =
      """
      window.WebSocket = class extends WebSocket {
        constructor(url, ...given) { super(url.includes('/node-phone') ? 'wss://127.0.0.1:9/' : url, ...given); }
      };
      """;

  @TempDir static Path folder;
  private static TwoNodes nodes;
  private static LivePlatform first;
  private static LivePlatform second;
  private static PhoneBrowser browser;
  private Page page;
  private People atFirst;
  private People atSecond;
  private int recordings;

  @BeforeAll
  @Timeout(600)
  static void start() throws IOException, InterruptedException {
    Path keys = folder.resolve("keys");
    assertThat(LauncherRun.of(folder, Map.of(), "certificate", keys.toString()).exit()).isZero();
    nodes =
        new TwoNodes(
            folder,
            LivePlatform.config(folder, "", ""),
            Map.of(
                "queue.wrap-up",
                "1s",
                "asterisk.browser.media-address",
                "127.0.0.1",
                "web.tls.certificate",
                "\"" + keys.resolve("web.crt") + "\"",
                "web.tls.key",
                "\"" + keys.resolve("web.key") + "\""));
    first = nodes.first;
    second = nodes.second;
    for (LivePlatform node : new LivePlatform[] {first, second}) {
      String[] add = {"user", "add", "ana", "--role", "agent", "--agent", "ana", "--made-up"};
      assertThat(node.command(add).exit()).isZero();
    }
    browser = new PhoneBrowser();
  }

  @AfterAll
  static void stop() {
    browser.close();
    nodes.close();
  }

  @BeforeEach
  void enter() throws IOException, InterruptedException {
    atFirst = new People(first);
    atSecond = new People(second);
    page = browser.newPage();
  }

  @AfterEach
  void leave() {
    page.close();
    // Each node shows the callers of both.
    first.asterisk("channel request hangup all");
    atSecond.leave();
    atFirst.leave();
  }

  /// Makes a page an agent's, whose browser is the phone.
  private static void open(Page opened, LivePlatform node)
      throws IOException, InterruptedException {
    LauncherRun run = node.command("user", "link", "ana", "--minutes", "15");
    String link =
        run.said().lines().filter(line -> line.contains("sign-in#link=")).findFirst().orElseThrow();
    opened.navigate(link.strip().replace("localhost", "127.0.0.1"));
    opened.waitForURL(node.web("/agent").toString());
    opened.locator("#phone-use").check();
    shows(opened, "#phone-state", "This browser rings.");
  }

  private static void shows(Page where, String what, String text) {
    assertThat(where.locator(what))
        .containsText(
            text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
  }

  /// The page says of no node that its callers do not ring.
  private static void ringsForAll(Page where) {
    assertThat(where.locator("#phone-nodes"))
        .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(2 * PATIENCE_MILLIS));
    for (LivePlatform node : new LivePlatform[] {first, second}) {
      await().atMost(People.SOON).until(() -> isRegistered(node));
    }
  }

  private static boolean isRegistered(LivePlatform node) {
    return node.asterisk("pjsip show contacts").contains("ana_web/");
  }

  private double heard(String what) {
    Object value = ((Map<?, ?>) page.evaluate("heard()")).get(what);
    return value instanceof Number number ? number.doubleValue() : 0;
  }

  /// A caller of that node is answered in the page, both hear each other, and the talk ends.
  private void talk(LivePlatform node, People people) throws IOException {
    people.ready("ana");
    people.caller("11", People.NEVER);
    assertThat(page.locator("#phone-answer"))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
    page.keyboard().press("a");
    people.awaitAgent("ana", "TALKING");
    shows(page, "#phone-call-state", "In talk");

    double packets = heard("packetsIn");
    double energy = heard("energyIn");
    await().atMost(People.SOON).until(() -> heard("packetsIn") > packets + 50);
    assertThat(heard("energyIn")).isGreaterThan(energy + 0.01);
    assertThat(((Number) page.evaluate("level()")).doubleValue())
        .isBetween(CALLERS_HERTZ - 30, CALLERS_HERTZ + 30);
    recordings++;
    assertThat(CallerSound.power(node, "talk" + System.identityHashCode(this) + recordings))
        .as("power of the agent's voice at the caller")
        .isGreaterThan(1e-4);

    page.keyboard().press("x");
    people.awaitAgent("ana", "WRAP_UP", "READY");
    await().atMost(People.SOON).until(() -> node.callerChannels().isEmpty());
  }

  @Test
  void a_page_of_one_node_takes_the_callers_of_both() throws Exception {
    open(page, first);
    ringsForAll(page);

    talk(second, atSecond);
    talk(first, atFirst);
    talk(second, atSecond);

    assertThat(browser.complaints).isEmpty();
    String log = first.log() + second.log();
    assertThat(log).doesNotContain("RF-PASS").doesNotContain("pass=");
  }

  @Test
  void a_page_of_the_other_node_takes_the_phone_over_at_both() throws Exception {
    open(page, first);
    ringsForAll(page);
    Page older = page;
    page = browser.newPage();
    try {
      open(page, second);

      shows(older, "#phone-state", "on another page now");
      ringsForAll(page);
      talk(first, atFirst);
      talk(second, atSecond);
    } finally {
      older.close();
    }
  }

  @Test
  @Timeout(300)
  void while_a_node_is_away_the_page_says_so_and_rings_for_the_other_and_then_for_both_again()
      throws Exception {
    open(page, first);
    ringsForAll(page);

    second.dies();

    shows(page, "#phone-nodes", "Callers of rf2 do not ring here");
    talk(first, atFirst);

    second.relaunch();
    second.awaitReady(Duration.ofSeconds(120));
    ringsForAll(page);
    talk(second, atSecond);
  }

  @Test
  void a_page_that_reaches_its_own_node_alone_rings_for_the_callers_of_that_one() throws Exception {
    page.addInitScript(OWN_NODE_ONLY);
    open(page, first);
    shows(page, "#phone-nodes", "Callers of rf2 do not ring here");
    atFirst.ready("ana");

    atSecond.caller("11", People.NEVER);
    atSecond.awaitLine(1, 0);
    atFirst.caller("11", People.NEVER);

    // The other one came earlier and cannot ring here.
    assertThat(page.locator("#phone-answer"))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
    page.keyboard().press("a");
    atFirst.awaitAgent("ana", "TALKING");
    assertThat(first.callerChannels()).hasSize(1);
    await().atMost(People.SOON).until(() -> first.queue().path("waiting").asInt() == 1);
  }
}
