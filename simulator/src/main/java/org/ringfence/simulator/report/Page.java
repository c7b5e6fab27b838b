package org.ringfence.simulator.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// The frame of a page: style, chart library, data and script, all inside the one file. The content
/// security policy names the scripts and styles by their hashes, so the browser runs nothing else
/// and asks nobody for anything.
final class Page {

  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";

  private Page() {}

  /// Writes a page.
  ///
  /// @param main the markup of the page's body
  /// @param data what the charts draw
  static void write(Path file, String title, Html main, Map<String, Object> data)
      throws IOException {
    String library = withoutAddresses(resource(UPLOT + "dist/uPlot.iife.min.js"));
    String charts = resource("charts.js");
    String style = resource(UPLOT + "dist/uPlot.min.css") + "\n" + resource("report.css");
    Html html = new Html();
    html.trusted("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.open(
        "meta", "http-equiv", "Content-Security-Policy", "content", policy(style, library, charts));
    html.trusted("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.element("title", title);
    html.trusted("<style>").trusted(style).trusted("</style>\n</head>\n<body>\n");
    html.trusted(main.toString());
    html.trusted("<script type=\"application/json\" id=\"data\">");
    html.trusted(scriptSafe(JsonMapper.shared().writeValueAsString(data))).trusted("</script>\n");
    // The licence asks to go with every copy of the library.
    html.trusted("<!--\nuPlot\n").trusted(withoutAddresses(resource(UPLOT + "LICENSE")));
    html.trusted("\n-->\n<script>").trusted(library).trusted("</script>\n");
    html.trusted("<script>").trusted(charts).trusted("</script>\n</body>\n</html>\n");
    Files.writeString(file, html.toString());
  }

  /// Inside a script element `</script>` and `<!--` end or change it whatever surrounds them; JSON
  /// can say the same characters by number.
  static String scriptSafe(String json) {
    return json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e");
  }

  /// The library names its home in a comment; as a plain name nothing can follow it.
  private static String withoutAddresses(String text) {
    return text.replaceAll("https?://", "").replace("\r\n", "\n");
  }

  private static String policy(String style, String... scripts) {
    StringBuilder hashes = new StringBuilder();
    for (String script : scripts) {
      hashes.append(" '").append(hash(script)).append("'");
    }
    return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src '"
        + hash(style)
        + "'; script-src"
        + hashes;
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream bytes = Page.class.getResourceAsStream(name)) {
      if (bytes == null) {
        throw new IllegalStateException("the class path has no " + name);
      }
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
