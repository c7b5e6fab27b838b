package org.ringfence.desktop;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every page with an hour of traffic in it, on a phone, a tablet and a desk, light and dark: axe
/// finds nothing, and nothing must be scrolled sideways.
@Tag("browser")
@Timeout(120)
class EveryPageInBrowserTest {

  private static final List<Integer> WIDTHS = List.of(390, 820, 1440);
  private static final int HEIGHT = 900;
  private static final String WAIT = "/wait/enrollment?lang=es";

  /// Where the documentation's pictures of the pages are put; empty when none are wanted.
  private static final String PICTURES = System.getProperty("ringfence.pictures", "");

  @TempDir static Path folder;

  private static PagesPreview preview;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    preview = new PagesPreview(0, folder);
    chromium = new Chromium();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest wait =
          HttpRequest.newBuilder(URI.create("http://localhost:" + preview.port() + WAIT)).build();
      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> client.send(wait, BodyHandlers.discarding()).statusCode() == 200);
    }
  }

  @AfterAll
  static void stop() {
    chromium.close();
    preview.close();
  }

  @ParameterizedTest
  @CsvSource({
    "sign-in, /sign-in, '', form",
    "board, /, ada, #agents tr",
    "thresholds, /, ada, #agents tr",
    "wall, /wall, rob, .wall-waiting strong",
    "admin, /admin, ada, #accounts tr",
    "skills, /admin, ada, #accounts tr",
    "add-agent, /admin, ada, #accounts tr",
    "hours, /admin, ada, #hours li",
    "prompts, /admin, ada, #prompts li",
    "prompt, /admin, ada, #prompts li",
    "statistics, /statistics, sue, table tbody tr",
    "reports, /reports?report=intervals, sue, #chart canvas",
    "dispositions, /reports?report=dispositions, sue, #table tbody tr",
    "calls, /reports, sue, #table tbody tr",
    "story, /reports, sue, #table tbody tr",
    "ivr, /ivr, sue, #ways tr",
    "sound, /sound, sue, #recordings li",
    "agent, /agent?id=ana, ana, #call",
    "wait, " + WAIT + ", '', .wait"
  })
  void axe_finds_nothing_and_nothing_is_scrolled_sideways(
      String name, String path, String who, String shown) throws IOException {
    // The page's own policy would keep axe out.
    Page page =
        chromium.newPage(
            new Browser.NewPageOptions()
                .setBypassCSP(true)
                .setTimezoneId(PagesPreview.ZONE.getId()));
    if (!who.isEmpty()) {
      Chromium.signIn(page, preview.port(), preview.people.session(who));
    }
    page.navigate("http://localhost:" + preview.port() + path);
    assertThat(page.locator(shown).first()).isVisible();
    open(page, name);
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      for (int width : WIDTHS) {
        page.setViewportSize(width, HEIGHT);
        assertThat(Axe.violations(page)).as("%s at %d, %s", name, width, scheme).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
            .as("%s at %d, %s: pixels to scroll sideways", name, width, scheme)
            .isEqualTo(0);
        picture(page, name, width, scheme);
      }
    }
    page.context().close();
    // Who is not signed in yet is told so by the sign-in page's own question.
    assertThat(chromium.complaints).allMatch(said -> who.isEmpty() && said.contains(" 401 "));
  }

  /// What stands over a page is looked at too.
  private static void open(Page page, String name) {
    switch (name) {
      case "thresholds" -> {
        page.locator("[data-key^=thresholds]").first().click();
        assertThat(page.locator("#thresholds table").first()).isVisible();
      }
      case "skills" -> {
        page.getByText("Skills…").first().click();
        assertThat(page.locator("#ask")).isVisible();
      }
      case "add-agent" -> {
        page.locator("#add-agent").click();
        assertThat(page.locator("#ask [name=queue]").first()).isVisible();
      }
      case "hours" -> {
        page.locator("#hours button").first().click();
        assertThat(page.locator("#ask [name=monday]")).isVisible();
      }
      case "prompt" -> {
        page.getByText("Replace…").first().click();
        assertThat(page.locator("#prompt-ask")).isVisible();
      }
      case "story" -> {
        page.locator("#table tbody tr a").first().click();
        assertThat(page.locator("#story .events li").first()).isVisible();
      }
      default -> {}
    }
  }

  private static void picture(Page page, String name, int width, ColorScheme scheme) {
    if (!PICTURES.isEmpty()) {
      if (name.equals("prompts")) {
        // At each width it lies elsewhere on the page.
        page.evaluate("document.querySelector('#prompts-panel').scrollIntoView()");
      }
      String file = name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(PICTURES, file)));
    }
  }
}
