package org.ringfence.platform.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The board in a real Chromium, with a real call behind it.
@Tag("browser")
@Timeout(300)
class BoardInBrowserE2eTest {

  private static final double PATIENCE_MILLIS = 30_000;

  @TempDir Path folder;

  @Test
  void the_board_shows_a_real_call_waiting_and_then_talking_without_a_reload() throws IOException {
    try (LivePlatform platform = LivePlatform.start(folder, Map.of("queue.wrap-up", "1s"));
        People people = new People(platform);
        Playwright playwright = playwright();
        Browser browser = chromium(playwright)) {
      Page page = browser.newPage();
      List<String> complaints = new ArrayList<>();
      page.onPageError(complaints::add);
      platform.signIn(page, "/");
      assertThat(page.locator("#connection"))
          .hasText("Live", new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS));
      // A reload would lose this mark.
      page.evaluate("document.body.dataset.loaded = 'once'");

      people.caller("11", People.NEVER);

      shows(page.locator(".queue .front .caller"), "+1612•••••01");
      shows(page.locator("#verdicts"), "+1612•••••01");

      people.agents(Duration.ofMillis(300), People.NEVER, "ben");

      Locator ben = page.locator("#agents tr", new Page.LocatorOptions().setHasText("Ben Carlson"));
      shows(ben, "Talking");
      shows(ben, "+1612•••••01");
      assertThat(page.locator(".queue .front .caller")).hasCount(0);
      assertThat(page.locator("body")).hasAttribute("data-loaded", "once");
      assertThat(page.content()).doesNotContain("6125551001");
      assertThat(complaints).isEmpty();
    }
  }

  private static void shows(Locator locator, String text) {
    assertThat(locator)
        .containsText(
            text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
  }

  private static Playwright playwright() {
    return Playwright.create(
        new Playwright.CreateOptions()
            .setEnv(
                Map.of(
                    "PLAYWRIGHT_NODEJS_PATH",
                    "/usr/bin/node",
                    "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                    "1")));
  }

  private static Browser chromium(Playwright playwright) {
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(Path.of("/usr/bin/chromium"))
                .setArgs(
                    List.of(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--no-first-run")));
  }
}
