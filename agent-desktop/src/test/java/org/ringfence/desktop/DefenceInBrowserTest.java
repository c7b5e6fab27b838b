package org.ringfence.desktop;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ringfence.desktop.DefenceExamples.CAMPAIGN;
import static org.ringfence.desktop.Examples.CALLER;
import static org.ringfence.desktop.Examples.LINE;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfence.desktop.accounts.TestAccounts;
import org.ringfence.events.AttemptsRefused;
import org.ringfence.events.CampaignState;
import org.ringfence.events.Defence;
import org.ringfence.events.DefenceCommand;
import org.ringfence.events.DefenceCommand.ListNumber;
import org.ringfence.events.DefenceCommand.ReleaseCampaign;
import org.ringfence.events.DefenceCommand.ReleaseNumber;
import org.ringfence.events.DefenceCommand.SwitchDefence;
import org.ringfence.events.DefenceCommand.UnlistNumber;
import org.ringfence.events.ListKind;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// What supervisors do about the defence, in a real Chromium.
@Tag("browser")
@Timeout(60)
class DefenceInBrowserTest {

  private static Chromium chromium;

  private final InstantSource clock = InstantSource.system();
  private final InMemoryBus bus = new InMemoryBus();
  private final TestAccounts people = new TestAccounts(new InMemoryBus(), clock);
  private final Desktop desktop =
      new Desktop(
          Examples.settings(),
          Examples.SITE,
          people.accounts,
          bus,
          bus,
          new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
          List.of(),
          clock);
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
    desktop.start();
    page = chromium.newPage();
    Chromium.signIn(page, desktop.port(), people.session("sue"));
  }

  @AfterEach
  void stop() {
    page.close();
    desktop.close();
  }

  private void open(String path) {
    page.navigate("http://localhost:" + desktop.port() + path);
    assertThat(page.locator("#connection")).hasText("Live");
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(name)));
  }

  private Locator dialog() {
    return page.locator("#decide");
  }

  private Locator choice(String name) {
    return dialog()
        .getByRole(
            AriaRole.RADIO, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + name)));
  }

  private void say(String reason) {
    dialog().getByLabel("Reason").fill(reason);
    page.keyboard().press("Enter");
  }

  private <T extends DefenceCommand> T heard(Class<T> kind) {
    await().until(() -> bus.published().stream().anyMatch(kind::isInstance));
    assertThat(page.locator("dialog[open]")).hasCount(0);
    List<T> all = bus.published().stream().filter(kind::isInstance).map(kind::cast).toList();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void an_undo_by_keyboard_names_the_call_and_shows_when_it_is_done() {
    open("/");
    bus.publish(Examples.verdict("pbx-1.1", clock.instant(), Stage.ARRIVAL, Verdict.REJECT));
    button("Undo").focus();
    page.keyboard().press("Enter");
    assertThat(dialog().getByRole(AriaRole.HEADING)).hasText("+1612•••••34");
    say("called back, a person");

    ReleaseNumber command = heard(ReleaseNumber.class);
    assertThat(command.number()).isEqualTo(CALLER);
    assertThat(command.author()).isEqualTo("sue");
    assertThat(command.reason()).isEqualTo("called back, a person");
    assertThat(page.locator("#told")).containsText("not confirmed yet");
    assertThat(page.locator(":focus")).hasText("Undo…");

    bus.publish(
        DefenceExamples.listedBy("sue", CALLER, clock.instant(), null, "called back, a person"));
    assertThat(page.locator("#told")).hasText("Undo +1612•••••34: done.");
    assertThat(page.locator("#verdicts")).containsText("undone");
    assertThat(page.locator("#trail")).containsText("Undid what was held against +1612•••••34");
    assertThat(page.locator("#trail")).containsText("sue: called back, a person");
    assertThat(page.content()).doesNotContain("5550134");
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void a_caller_is_blocked_for_a_week_with_a_reason_and_taken_off_again() {
    open("/");
    Instant now = clock.instant();
    bus.publish(Examples.verdict("pbx-1.1", now, Stage.ARRIVAL, Verdict.ADMIT));
    button("Allow or block").click();
    choice("Block").check();
    dialog().getByLabel("For how long").selectOption("7 days");
    say("sells warranties");

    ListNumber command = heard(ListNumber.class);
    assertThat(command.list()).isEqualTo(ListKind.BLOCK);
    assertThat(command.number()).isEqualTo(CALLER);
    assertThat(command.reason()).isEqualTo("sells warranties");
    assertThat(command.expires())
        .isBetween(now.plus(Duration.ofDays(7)), now.plus(Duration.ofDays(7)).plusSeconds(60));

    bus.publish(
        DefenceExamples.listedBy(
            "sue", CALLER, clock.instant(), ListKind.BLOCK, "sells warranties"));
    assertThat(page.locator("#lists")).containsText("sells warranties");
    assertThat(page.locator("#verdicts")).containsText("now blocked");

    button("Remove").click();
    say("a mistake");
    assertThat(heard(UnlistNumber.class).number()).isEqualTo(CALLER);
    bus.publish(DefenceExamples.unlisted(CALLER, clock.instant(), ListKind.BLOCK));
    assertThat(page.locator("#lists li")).hasCount(0);
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void a_number_that_is_typed_is_checked_and_never_shown_whole() {
    open("/");
    button("Add a number").click();
    dialog().getByLabel("Number, with").fill("0177");
    choice("Allow").check();
    say("our clinic");
    assertThat(dialog().getByRole(AriaRole.ALERT)).containsText("number must be + and 8 to 15");

    dialog().getByLabel("Number, with").fill("+1 (651) 555-0177");
    page.keyboard().press("Enter");
    ListNumber command = heard(ListNumber.class);
    assertThat(command.number()).isEqualTo(PhoneNumber.of("+16515550177"));
    assertThat(command.list()).isEqualTo(ListKind.ALLOW);

    bus.publish(
        DefenceExamples.listedBy(
            "sue", command.number(), clock.instant(), ListKind.ALLOW, "our clinic"));
    assertThat(page.locator("#lists")).containsText("+1651•••••77");
    assertThat(page.content()).doesNotContain("5550177");
  }

  @Test
  void a_campaign_is_explained_and_released() {
    open("/");
    bus.publish(DefenceExamples.campaign(CAMPAIGN, clock.instant(), CampaignState.CONFIRMED));
    assertThat(page.locator("#campaigns")).containsText("412 of 430 calls of 97 numbers");
    button("Not a machine").click();
    say("a school's own calls");

    ReleaseCampaign command = heard(ReleaseCampaign.class);
    assertThat(command.campaign()).isEqualTo(CAMPAIGN);
    assertThat(command.reason()).isEqualTo("a school's own calls");

    bus.publish(DefenceExamples.released(clock.instant(), command.author(), command.reason()));
    assertThat(page.locator("#campaigns li")).hasCount(0);
    assertThat(page.locator("#over-title")).hasText("Ended and released: 1");
    assertThat(page.locator("#trail")).containsText("sue: a school's own calls");
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void the_defence_is_switched_to_shadow_and_the_board_says_so_on_top() {
    open("/");
    button("Defence: as configured").click();
    choice("Shadow").check();
    assertThat(button("Switch to shadow")).isVisible();
    say("a trial day");

    assertThat(heard(SwitchDefence.class).to()).isEqualTo(Defence.SHADOW);
    bus.publish(DefenceExamples.switched(clock.instant(), Defence.ON, Defence.SHADOW));
    assertThat(button("Defence: shadow")).isVisible();
    assertThat(page.locator("#notices")).containsText("everybody is let in");
    assertThat(page.locator("#trail")).containsText("Defence switched from on to shadow");
  }

  @Test
  void a_dialog_that_is_left_sends_nothing() {
    open("/");
    button("Defence: as configured").click();
    choice("Off").check();
    page.keyboard().press("Escape");

    assertThat(dialog()).isHidden();
    assertThat(page.locator(":focus")).hasText("Defence: as configured");
    assertThat(bus.published()).isEmpty();
  }

  @Test
  void a_slow_detector_and_what_the_door_refuses_are_told_in_plain_words() {
    open("/");
    bus.publish(DefenceExamples.arrived("c1", clock.instant()));
    bus.publish(Examples.failedOpen("c1", clock.instant()));
    bus.publish(Examples.verdict("c1", clock.instant(), Stage.ARRIVAL, Verdict.REJECT));
    bus.publish(DefenceExamples.campaign(CAMPAIGN, clock.instant(), CampaignState.CONFIRMED));
    bus.publish(
        new AttemptsRefused(
            LINE,
            clock.instant(),
            List.of(
                new AttemptsRefused.Refusals(CAMPAIGN, 1_200),
                new AttemptsRefused.Refusals(null, 34))));

    assertThat(page.locator("#notices .warn"))
        .containsText("The detector answers too late: 1 call was let in unscreened since");
    assertThat(page.locator("#refusals-total")).containsText("1,234 attempts refused there today");
    assertThat(page.locator("#refusals li").first()).containsText("1,200");
    assertThat(page.locator("#refusals li").first()).containsText("key 1 at 4.0 s, then silence");
    assertThat(page.locator("#refusals li").last()).containsText("no campaign");
  }

  @Test
  void a_silent_detector_is_told_in_plain_words_until_it_answers() {
    open("/");
    Instant since = clock.instant();
    for (int i = 0; i < 3; i++) {
      bus.publish(DefenceExamples.arrived("c" + i, since.plusMillis(i)));
      bus.publish(Examples.failedOpen("c" + i, clock.instant()));
    }

    Locator notice = page.locator("#notices .bad");
    assertThat(notice).containsText("The detector does not answer: everybody is let in. Since");
    assertThat(notice).containsText("3 calls.");

    bus.publish(Examples.verdict("c3", clock.instant(), Stage.ARRIVAL, Verdict.ADMIT));
    assertThat(notice).hasCount(0);
  }
}
