package org.ringfence.desktop;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The machine's own Chromium, driven by the machine's own Node.js.
final class Chromium implements AutoCloseable {

  /// A page on a busy machine; one that is right is not waited for.
  private static final double PATIENCE_MILLIS = 20_000;

  static {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
  }

  /// What pages complained about since the last [#newPage].
  final List<String> complaints = new ArrayList<>();

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions()
              .setEnv(
                  Map.of(
                      "PLAYWRIGHT_NODEJS_PATH", "/usr/bin/node",
                      "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser browser =
      playwright
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
                          "--use-fake-device-for-media-stream",
                          "--no-first-run")));

  Page newPage() {
    return newPage(new Browser.NewPageOptions());
  }

  /// A page of a browser that is set up otherwise, such as for another language.
  Page newPage(Browser.NewPageOptions options) {
    complaints.clear();
    Page page = browser.newPage(options);
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> complaints.add(message.text()));
    return page;
  }

  /// Signs the page's browser in.
  ///
  /// @param session what its cookie holds
  static void signIn(Page page, int port, String session) {
    page.context()
        .addCookies(
            List.of(
                new Cookie("ringfence-" + port, session)
                    .setUrl("http://localhost:" + port)
                    .setHttpOnly(true)
                    .setSameSite(SameSiteAttribute.STRICT)));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
