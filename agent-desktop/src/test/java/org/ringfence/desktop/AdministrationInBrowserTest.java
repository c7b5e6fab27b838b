package org.ringfence.desktop;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfence.events.DefenceCommand.ChangeThresholds;
import org.ringfence.events.DefenceCommand.ListNumber;
import org.ringfence.events.HoursPlan;
import org.ringfence.events.LineCommand.ChangeHours;
import org.ringfence.events.LineCommand.ChangeSkills;
import org.ringfence.events.LineCommand.CloseQueue;
import org.ringfence.events.LineCommand.PutAgent;
import org.ringfence.events.LineCommand.RemoveAgent;
import org.ringfence.events.Message;
import org.ringfence.events.Mode;
import org.ringfence.events.SiteChange.AgentChanged;
import org.ringfence.events.SiteChange.HoursChanged;
import org.ringfence.events.Stage;
import org.ringfence.events.Topic;
import org.ringfence.events.Verdict;

/// The wall, the thresholds and the administration in a real Chromium, as people use them.
@Tag("browser")
@Timeout(60)
class AdministrationInBrowserTest {

  private static Chromium chromium;

  private final RunningDesktop web = new RunningDesktop();
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
    web.start();
    web.bus.read(
        "detector", Set.of(Topic.SCREENING), Duration.ZERO, new AnsweringDetector(web.bus));
    page = chromium.newPage(new Browser.NewPageOptions().setViewportSize(1920, 1080));
  }

  @AfterEach
  void stop() throws IOException {
    page.close();
    web.close();
  }

  private void open(String path, String who) {
    Chromium.signIn(page, web.port(), web.people.session(who));
    page.navigate("http://localhost:" + web.port() + path);
    assertThat(page.locator("#connection.up")).isVisible();
  }

  private <T extends Message> T published(Class<T> kind) {
    await().until(() -> web.bus.published().stream().anyMatch(kind::isInstance));
    return web.bus.published().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  @Test
  void the_wall_is_large_names_no_caller_and_fits_without_scrolling() {
    Instant now = web.now;
    web.bus.publish(Examples.report(now, 7, Examples.minutes(5, 9, 14)));
    web.bus.publish(Examples.mode(Mode.RED, now, "400 attempts in 5 min"));
    web.bus.publish(Examples.verdict("c1", now, Stage.ARRIVAL, Verdict.REJECT));
    open("/wall", "rob");

    assertThat(page.locator(".wall-waiting strong")).hasText("7");
    assertThat(page.locator(".wall-next strong")).hasText("5–14 min");
    assertThat(page.locator(".wall-alerts .bad")).hasText("RED: the line is under attack");
    assertThat(page.content()).doesNotContain("5550134").doesNotContain("•••");
    // What is read from five metres on a screen of 55 inches.
    Number smallest =
        (Number)
            page.evaluate(
                "() => Math.min(...[...document.querySelectorAll('main p > *, main dd, main dt, main h2')]"
                    + ".map((e) => parseFloat(getComputedStyle(e).fontSize)))");
    assertThat(smallest.doubleValue()).isGreaterThanOrEqualTo(0.035 * 1080);
    assertThat(page.evaluate("() => document.documentElement.scrollHeight <= innerHeight"))
        .isEqualTo(true);
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void thresholds_are_tried_then_changed_with_a_reason_and_can_be_undone() {
    open("/", "sue");
    button("Thresholds…").click();
    Locator dialog = page.locator("#thresholds");
    Locator refused = dialog.locator("tr", new Locator.LocatorOptions().setHasText("Refused"));
    assertThat(refused.locator("td").first()).hasText("24");
    assertThat(dialog.locator("output").nth(1)).hasText("4.5");

    page.getByLabel("Refuse from this score").fill("6");
    assertThat(refused.locator("td").nth(2)).hasText("12");
    assertThat(refused.locator("td").nth(2)).hasClass(Pattern.compile("fewer"));
    button("Act by these from now on").click();
    assertThat(dialog.locator(".answer")).hasText("Say why, for those who read it later.");
    assertThat(web.bus.published()).noneMatch(ChangeThresholds.class::isInstance);

    page.getByLabel("Reason, for those who read it later").fill("people complain");
    button("Act by these from now on").click();
    assertThat(dialog.locator(".answer")).hasText("Done: the detector acts by these.");
    assertThat(published(ChangeThresholds.class).author()).isEqualTo("sue");
    assertThat(page.locator("#trail")).containsText("reject-score 6.0");

    button("Undo that change").click();
    assertThat(dialog.locator("output").nth(1)).hasText("4.5");
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void an_account_is_made_and_its_link_shown_once() {
    open("/admin", "ada");
    button("Add an account…").click();
    page.locator("#ask [name=name]").fill("nia");
    page.locator("#ask [name=role]").selectOption("supervisor");
    button("Add").click();

    assertThat(page.locator("#ask input[readonly]"))
        .hasValue(Pattern.compile("/sign-in#link=[A-Za-z0-9_-]{43}"));
    button("Close").click();
    assertThat(page.locator("#accounts")).containsText("nia");
    assertThat(page.locator("#accounts tr", new Page.LocatorOptions().setHasText("ada")))
        .not()
        .containsText("Remove");
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void skills_and_closures_are_changed_in_one_dialog_each() {
    page.clock().setFixedTime(Date.from(web.now));
    open("/admin", "ada");
    button("Skills… Ana Lopez").click();
    page.locator("#ask [name='skill es']").selectOption("4");
    page.locator("#ask [name=reason]").fill("tested");
    button("Change").click();
    assertThat(published(ChangeSkills.class).skills()).hasSize(2);
    assertThat(page.locator("#told")).hasText("Asked; it shows here when it is in force.");

    button("Close… enrollment").click();
    page.locator("#ask [name=lasting]").selectOption("1");
    page.locator("#ask [name=reason]").fill("fire drill");
    page.locator("#ask .primary").click();
    assertThat(published(CloseQueue.class).until()).isEqualTo(web.now.plusSeconds(7_200));
  }

  @Test
  void an_agent_is_added_with_all_that_is_settled_and_is_on_the_board_until_removed() {
    open("/admin", "ada");
    button("Add an agent…").click();
    page.locator("#ask [name=agent]").fill("zoe");
    page.locator("#ask [name=name]").fill("Zoe Hill");
    page.locator("#ask [name='skill es']").selectOption("10");
    page.locator("#ask [name=queue]").check();
    page.locator("#ask [name=reservedFor]").selectOption("enrollment");
    page.locator("#ask [name=ringSeconds]").fill("45");
    page.locator("#ask [name=shift]").selectOption("office");
    page.locator("#ask [name=reason]").fill("new here");
    page.locator("#ask .primary").click();

    PutAgent asked = published(PutAgent.class);
    assertThat(asked.agent().value()).isEqualTo("zoe");
    assertThat(asked.profile().queues()).containsExactly(Examples.ENROLLMENT);
    assertThat(asked.profile().ringTime()).isEqualTo(Duration.ofSeconds(45));
    assertThat(asked.profile().wrapUp()).isNull();
    assertThat(asked.profile().shift()).isEqualTo("office");

    Page board = chromium.newPage(new Browser.NewPageOptions());
    Chromium.signIn(board, web.port(), web.people.session("sue"));
    board.navigate("http://localhost:" + web.port() + "/");
    assertThat(board.locator("#agents")).containsText("Ben Olson");
    web.site.hear(
        new AgentChanged(
            asked.agent(), web.now, asked.pool(), asked.profile(), false, "ada", "new here"));
    assertThat(board.locator("#agents")).containsText("Zoe Hill");
    assertThat(page.locator("#agents")).containsText("added here");

    button("Remove… Zoe Hill").click();
    page.locator("#ask [name=reason]").fill("has left");
    page.locator("#ask .primary").click();
    published(RemoveAgent.class);
    web.site.hear(
        new AgentChanged(
            asked.agent(), web.now.plusSeconds(1), asked.pool(), null, false, "ada", "has left"));
    assertThat(board.locator("#agents")).not().containsText("Zoe Hill");
    board.close();
  }

  @Test
  void opening_hours_are_changed_and_a_wrong_day_is_told() {
    open("/admin", "ada");
    button("Change… office").click();
    page.locator("#ask [name=tuesday]").fill("8-17");
    page.locator("#ask [name=reason]").fill("open longer");
    page.locator("#ask .primary").click();
    assertThat(page.locator("#ask .answer")).containsText("tuesday must be hours such as");
    assertThat(web.bus.published()).noneMatch(ChangeHours.class::isInstance);

    page.locator("#ask [name=tuesday]").fill("08:00-17:00");
    page.locator("#ask [name=dates]").fill("2026-12-25\n2026-12-24 08:00-12:00");
    page.locator("#ask .primary").click();

    ChangeHours asked = published(ChangeHours.class);
    HoursPlan hours = Objects.requireNonNull(asked.hours());
    assertThat(hours.week().get(DayOfWeek.TUESDAY)).containsExactly("08:00-17:00");
    assertThat(hours.week().get(DayOfWeek.MONDAY)).containsExactly("09:00-17:00");
    assertThat(hours.dates()).hasSize(2);
    web.site.hear(new HoursChanged("office", web.now, hours, "ada", "open longer"));
    assertThat(page.locator("#hours")).containsText("changed here");
  }

  @Test
  void a_bad_file_of_numbers_is_refused_with_its_lines() {
    open("/admin", "ada");
    file("number,list,reason,expires\n+16125550134,allow,clinic,\n1,block,x,\n");
    assertThat(page.locator("#upload-problems li"))
        .hasText("line 3: number must be + and 8 to 15 digits");
    assertThat(web.bus.published()).noneMatch(ListNumber.class::isInstance);

    file("number,list,reason,expires\n+16125550134,allow,clinic,\n");
    assertThat(page.locator("#upload-answer")).containsText("Taken: 1 allowed, 0 blocked");
    assertThat(published(ListNumber.class).author()).isEqualTo("ada");
  }

  private void file(String csv) {
    page.locator("#upload-file")
        .setInputFiles(
            new FilePayload("list.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
    button("Send").click();
  }

  @Test
  void who_is_no_administrator_is_led_to_the_board_and_sees_no_way_there() {
    Chromium.signIn(page, web.port(), web.people.session("sue"));
    page.navigate("http://localhost:" + web.port() + "/admin");
    assertThat(page).hasURL("http://localhost:" + web.port() + "/");
    assertThat(page.locator("#pages")).containsText("Wall");
    assertThat(page.locator("#pages")).not().containsText("Administration");
  }
}
