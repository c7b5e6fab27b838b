package org.ringfence.desktop;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ringfence.desktop.accounts.TestAccounts;

/// Pictures of the pages of a running [BoardPreview], light and dark, at three widths: `PageShots
/// PORT FOLDER [PAGE…]`.
final class PageShots {

  private static final int[][] SIZES = {{390, 844}, {1280, 800}, {1920, 1080}};
  private static final List<String> PAGES =
      List.of("/sign-in", "/", "/wall", "/admin", "/statistics", "/agent?id=ana");

  private PageShots() {}

  public static void main(String[] arguments) throws Exception {
    String base = "http://localhost:" + arguments[0];
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    List<String> pages =
        arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : PAGES;
    try (Chromium chromium = new Chromium()) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        for (int[] size : SIZES) {
          Page page =
              chromium.newPage(
                  new Browser.NewPageOptions()
                      .setViewportSize(size[0], size[1])
                      .setLocale(System.getProperty("locale", "en-US"))
                      .setColorScheme(scheme));
          for (String path : pages) {
            shoot(page, base, path, folder, size[0] + "-" + scheme.name().toLowerCase(Locale.ROOT));
          }
          page.close();
          chromium.complaints.forEach(System.out::println);
        }
      }
    }
  }

  private static void shoot(Page page, String base, String path, Path folder, String how) {
    if (!path.equals("/sign-in")) {
      signIn(page, base);
    }
    page.navigate(base + path);
    page.waitForTimeout(1_500);
    if (path.equals("/") && Boolean.getBoolean("thresholds")) {
      page.locator("[data-key^=thresholds]").click();
      page.waitForTimeout(700);
    }
    String name = path.equals("/") ? "board" : path.substring(1).replaceAll("\\?.*", "");
    page.screenshot(
        new Page.ScreenshotOptions().setPath(folder.resolve(name + "-" + how + ".png")));
  }

  private static void signIn(Page page, String base) {
    page.navigate(base + "/sign-in");
    page.waitForTimeout(300);
    if (page.url().contains("/sign-in")) {
      page.locator("#name").fill("ada");
      page.locator("#password").fill(TestAccounts.PASSWORD);
      page.keyboard().press("Enter");
      page.waitForURL(base + "/");
    }
  }
}
