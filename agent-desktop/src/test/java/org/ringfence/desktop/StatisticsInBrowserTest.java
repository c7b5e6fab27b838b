package org.ringfence.desktop;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The statistics page in a real Chromium.
@Tag("browser")
@Timeout(60)
class StatisticsInBrowserTest {

  @TempDir Path folder;

  @Test
  void the_page_shows_figures_by_step_and_says_what_is_wrong() throws Exception {
    FedHistory fed = new FedHistory(folder);
    try (Chromium chromium = new Chromium();
        RunningDesktop web = new RunningDesktop(fed.history)) {
      web.start();
      fed.aCallerGivesUp("c-1", Examples.NOON.minusSeconds(100));
      Page page = chromium.newPage();
      Chromium.signIn(page, web.port(), web.people.session("sue"));
      page.navigate("http://localhost:" + web.port() + "/");
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Statistics")).click();

      assertThat(page.locator("#connection")).containsText("As of");
      assertThat(page.locator("#rows tr")).hasCount(1);
      assertThat(page.locator("#rows tr th")).hasText("Nov 3, 11:00");
      assertThat(page.locator("#rows tr")).containsText("100.0 %");
      assertThat(page.locator("#no-forecast")).containsText("one whole day");

      page.locator("[name=step]").selectOption("quarter");
      assertThat(page.locator("#rows tr th")).hasText("Nov 3, 11:45");
      assertThat(page.locator("#csv").getAttribute("href")).contains("step=quarter", "format=csv");

      page.locator("[name=from]").fill("2026-11-04");
      page.locator("[name=to]").fill("2026-11-03");
      assertThat(page.locator("#wrong")).containsText("must be later than from");
      assertThat(chromium.complaints).allMatch(complaint -> complaint.contains("400"));
    }
  }
}
