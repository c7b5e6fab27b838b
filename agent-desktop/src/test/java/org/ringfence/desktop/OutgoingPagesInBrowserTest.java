package org.ringfence.desktop;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.desktop.hooks.HookSettings;
import org.ringfence.desktop.hooks.ScreenPop;
import org.ringfence.desktop.reports.ReportFolder;
import org.ringfence.desktop.waits.PublicWaitSettings;
import org.ringfence.desktop.waits.Tongue;
import org.ringfence.events.PhoneNumber;

/// The reports and the public page in a real Chromium.
@Tag("browser")
@Timeout(180)
class OutgoingPagesInBrowserTest {

  private static final String HOSTILE = "<img src=x onerror=\"document.title='owned'\">";

  @TempDir Path folder;

  private FedHistory fed;
  private RunningDesktop web;
  private Chromium chromium;

  @BeforeEach
  void start() throws Exception {
    fed = new FedHistory(folder);
    PublicWaitSettings publicWait =
        new PublicWaitSettings(
            Map.of(
                "enrollment",
                Map.of(Tongue.EN, "Enrollment line", Tongue.ES, "Línea de inscripción")),
            List.of(),
            Duration.ofSeconds(5));
    web =
        new RunningDesktop(
            Examples.settings(
                new OutgoingSettings(
                    publicWait,
                    new ReportFolder(folder.resolve("reports")),
                    HookSettings.NONE,
                    ScreenPop.NONE)),
            Examples.SITE,
            fed.history);
    web.start();
    chromium = new Chromium();
  }

  @AfterEach
  void stop() throws Exception {
    chromium.close();
    web.close();
  }

  @Test
  void a_supervisor_finds_calls_reads_their_story_and_saves_a_report() throws Exception {
    MorningOfCalls.tell(fed);
    fed.arrives("c-known", Examples.NOON.minusSeconds(9), Examples.CALLER);
    fed.arrives("c-hostile", Examples.NOON.minusSeconds(5), PhoneNumber.of(HOSTILE));
    fed.aCallerGivesUp("c-hostile", Examples.NOON.minusSeconds(4));
    Page page = chromium.newPage();
    Chromium.signIn(page, web.port(), web.people.session("sue"));
    page.navigate("http://localhost:" + web.port() + "/");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Reports")).click();

    assertThat(page.locator("#table tbody tr")).hasCount(26);
    page.locator("[name=outcome]").selectOption("abandoned");
    assertThat(page.locator("#table tbody tr td:nth-child(7)").first()).hasText("gave up");
    page.getByText("c-hostile").click();
    assertThat(page.locator("#story h2")).hasText("The story of call c-hostile");
    assertThat(page.locator("#story .events")).containsText("The place is closed: abandoned.");
    assertThat(page).hasTitle("Reports · Ringfence");

    page.locator(".search-number [name=number]").fill("+16125550134");
    page.locator(".search-number button").click();
    assertThat(page.locator("#table tbody tr")).hasCount(1);
    assertThat(page.locator("#table")).containsText("c-known");

    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Agents")).click();
    assertThat(page.locator("#table tbody tr th").first()).hasText("ana");
    page.locator(".save-form [name=title]").fill("Agents, each morning");
    page.locator(".save-form [name=at]").fill("06:30");
    page.locator(".save-form button").click();
    assertThat(page.locator("#saved tbody tr")).containsText("Each day at 06:30");
    page.locator("#saved tbody button").last().click();
    assertThat(page.locator("#saved")).containsText("None is saved.");
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void the_public_page_can_be_read_without_script() {
    web.bus.publish(Examples.report(Examples.NOON, 7, Examples.minutes(22, 26, 29)));
    Page plain = chromium.newPage(new Browser.NewPageOptions().setJavaScriptEnabled(false));
    plain.waitForCondition(() -> {
      plain.navigate("http://localhost:" + web.port() + "/wait/enrollment");
      return plain.locator(".wait").innerText().equals("Between 20 and 30 minutes");
    });
    assertThat(plain.getByRole(AriaRole.LINK)).hasCount(2);
  }
}
