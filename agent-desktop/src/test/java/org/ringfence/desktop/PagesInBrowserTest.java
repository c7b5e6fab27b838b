package org.ringfence.desktop;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ringfence.desktop.Examples.ANA;
import static org.ringfence.desktop.Examples.CALLER;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfence.desktop.accounts.TestAccounts;
import org.ringfence.events.AgentMessage.ChangeAgentState;
import org.ringfence.events.AgentState;
import org.ringfence.events.CallLabel;
import org.ringfence.events.DefenceCommand.LabelCall;
import org.ringfence.events.Mode;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// The pages in a real Chromium.
@Tag("browser")
@Timeout(60)
class PagesInBrowserTest {

  private static final String HOSTILE = "<img src=x onerror=\"document.title='owned'\">";

  private static Chromium chromium;

  private final InstantSource clock = InstantSource.system();
  private final InMemoryBus bus = new InMemoryBus();
  private final TestAccounts people = new TestAccounts(new InMemoryBus(), clock);
  private Desktop desktop;
  private Page page;

  @BeforeAll
  static void openBrowser() {
    chromium = new Chromium();
  }

  @AfterAll
  static void closeBrowser() {
    chromium.close();
  }

  @BeforeEach
  void start() throws IOException {
    desktop = desktop(0);
    page = chromium.newPage();
  }

  @AfterEach
  void stop() {
    page.close();
    desktop.close();
  }

  private Desktop desktop(int port) throws IOException {
    Desktop made =
        new Desktop(
            Examples.settings(port),
            Examples.SITE,
            people.accounts,
            bus,
            bus,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            List.of(),
            clock);
    made.start();
    return made;
  }

  private void open(String path) {
    String who = path.startsWith("/agent") ? "ana" : "sue";
    Chromium.signIn(page, desktop.port(), people.session(who));
    page.navigate("http://localhost:" + desktop.port() + path);
    assertThat(page.locator("#connection")).hasText("Live");
    // A reload would lose this mark.
    page.evaluate("document.body.dataset.loaded = 'once'");
  }

  private void assertNeverReloaded() {
    assertThat(page.locator("body")).hasAttribute("data-loaded", "once");
  }

  @Test
  void the_board_follows_the_line_without_a_reload_and_masks_numbers() {
    open("/");
    assertThat(page.getByText("No report yet.")).isVisible();
    Instant now = clock.instant();

    bus.publish(Examples.report(now, 7, Examples.minutes(5, 9, 14)));
    bus.publish(Examples.mode(Mode.RED, now, "400 attempts in 5 min"));
    bus.publish(Examples.verdict("pbx-1.1", now, Stage.ARRIVAL, Verdict.REJECT));
    bus.publish(Examples.agent(ANA, now, AgentState.PAUSED, null, "Lunch"));

    Locator queue = page.locator(".queue");
    assertThat(queue.locator(".predicted strong")).hasText("5–14 min");
    assertThat(queue.locator(".front .caller")).hasText("+1612•••••34");
    assertThat(page.locator(".mode")).hasText("RED");
    assertThat(page.locator("#verdicts")).containsText("do not originate");
    assertThat(page.locator("#agents tr").first()).containsText("Lunch");
    assertThat(page.locator("#chart rect.rejected")).hasCount(1);
    assertThat(page.content()).doesNotContain("5550134");
    assertNeverReloaded();
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void hostile_text_is_shown_and_does_nothing() {
    open("/");
    Instant now = clock.instant();
    bus.publish(
        Examples.verdict(
            "c1", now, Stage.ARRIVAL, Verdict.REJECT, PhoneNumber.of(HOSTILE), HOSTILE));
    bus.publish(Examples.mode(Mode.AMBER, now, HOSTILE));
    bus.publish(Examples.offer("c1", ANA, now, HOSTILE, HOSTILE));
    bus.publish(Examples.agent(ANA, now, AgentState.TALKING, "c1", HOSTILE));

    assertThat(page.locator("#verdicts")).containsText(HOSTILE);
    assertThat(page.locator("#agents")).containsText(HOSTILE);
    assertThat(page.locator("main img")).hasCount(0);

    open("/agent?id=ana");
    assertThat(page.locator(".why")).containsText(HOSTILE);
    assertThat(page.locator("main img")).hasCount(0);
    assertThat(page).hasTitle("Talking · Ana Lopez · Ringfence");
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void an_agent_presses_ready_and_sees_the_call_come() {
    open("/agent?id=ana");
    assertThat(page.locator("#state")).hasText("No news yet");

    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ready")).click();

    await().until(() -> bus.published().stream().anyMatch(ChangeAgentState.class::isInstance));
    assertThat(bus.published())
        .filteredOn(ChangeAgentState.class::isInstance)
        .singleElement()
        .satisfies(message -> {
          ChangeAgentState wish = (ChangeAgentState) message;
          assertThat(wish.agent()).isEqualTo(ANA);
          assertThat(wish.wanted()).isEqualTo(AgentState.READY);
        });

    Instant now = clock.instant();
    bus.publish(Examples.agent(ANA, now, AgentState.READY, null, ""));
    assertThat(page.locator("#state")).hasText("Ready");
    bus.publish(Examples.verdict("pbx-1.1", now, Stage.ARRIVAL, Verdict.ADMIT));
    bus.publish(Examples.offer("pbx-1.1", ANA, now, "es", "you were idle longest"));
    bus.publish(Examples.agent(ANA, now, AgentState.OFFERED, "pbx-1.1", ""));

    assertThat(page.locator("#state")).hasText("Ringing");
    assertThat(page.locator(".caller-big")).hasText("+1612•••••34");
    assertThat(page.locator("#call")).containsText("Spanish");
    assertThat(page.locator("#call")).containsText("12:34");
    assertThat(page.locator("#call")).containsText("you were idle longest");
    assertNeverReloaded();
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void an_agent_pauses_with_a_reason_by_the_keyboard() {
    open("/agent?id=ana");
    page.locator("#pause-reason").selectOption("Training");
    page.locator("#pause").focus();
    page.keyboard().press("Enter");

    await()
        .until(() ->
            bus.published().stream()
                .anyMatch(message ->
                    message instanceof ChangeAgentState wish
                        && wish.wanted() == AgentState.PAUSED
                        && wish.reason().equals("Training")));
  }

  @Test
  void a_page_tells_that_the_connection_is_lost_and_recovers_by_itself() throws IOException {
    open("/");
    int port = desktop.port();
    desktop.close();

    assertThat(page.locator("#lost")).containsText("Connection lost at");
    assertThat(page.locator("#connection")).hasText("Connection lost");
    assertThat(page.locator("body.stale")).hasCount(1);

    desktop = desktop(port);
    bus.publish(Examples.report(clock.instant(), 7, Examples.minutes(5, 9, 14)));
    assertThat(page.locator("#connection")).hasText("Live");
    assertThat(page.locator("#lost")).isHidden();
    assertThat(page.locator(".predicted strong")).hasText("5–14 min");
    assertNeverReloaded();
  }

  @Test
  void an_agent_labels_a_call_by_one_key_and_only_once() {
    open("/agent?id=ana");
    talk("pbx-1.1");
    assertThat(page.locator("#labels")).isVisible();
    page.keyboard().press("m");

    LabelCall label = label();
    assertThat(label.label()).isEqualTo(CallLabel.MACHINE);
    assertThat(label.author()).isEqualTo("ana");
    assertThat(label.caller()).isEqualTo(CALLER);
    assertThat(page.locator("#label-answer")).hasText("Noted: a machine.");
    assertThat(page.locator("#person")).isDisabled();

    page.keyboard().press("p");
    bus.publish(Examples.agent(ANA, clock.instant(), AgentState.WRAP_UP, null, ""));
    assertThat(page.locator("#call-title")).hasText("The call before");
    assertThat(page.locator("#machine")).hasAttribute("aria-pressed", "true");
    assertThat(label().label()).isEqualTo(CallLabel.MACHINE);
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void a_label_in_wrap_up_by_the_key_p() {
    open("/agent?id=ana");
    talk("pbx-1.1");
    bus.publish(Examples.agent(ANA, clock.instant(), AgentState.WRAP_UP, null, ""));
    assertThat(page.locator("#state")).hasText("Wrap-up");
    page.keyboard().press("p");

    assertThat(label().label()).isEqualTo(CallLabel.PERSON);
  }

  @Test
  void keys_that_were_switched_off_label_nothing_and_the_button_still_does() {
    open("/agent?id=ana");
    talk("pbx-1.1");
    page.getByLabel("Keys M and P").uncheck();
    page.keyboard().press("m");
    page.locator("#person").click();

    assertThat(label().label()).isEqualTo(CallLabel.PERSON);
  }

  private void talk(String call) {
    Instant now = clock.instant();
    bus.publish(Examples.verdict(call, now, Stage.ARRIVAL, Verdict.ADMIT));
    bus.publish(Examples.offer(call, ANA, now, "es", "first in line"));
    bus.publish(Examples.agent(ANA, now, AgentState.TALKING, call, ""));
    assertThat(page.locator("#state")).hasText("Talking");
  }

  private LabelCall label() {
    await().until(() -> bus.published().stream().anyMatch(LabelCall.class::isInstance));
    List<LabelCall> all =
        bus.published().stream()
            .filter(LabelCall.class::isInstance)
            .map(LabelCall.class::cast)
            .toList();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }
}
