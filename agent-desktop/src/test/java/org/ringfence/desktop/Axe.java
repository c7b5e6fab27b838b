package org.ringfence.desktop;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Deque's axe: finds what keeps people with disabilities out (WCAG 2.2 A and AA).
final class Axe {

  private static final String SCRIPT = "/axe.min.js";

  private static final String RUN =
      """
      async () => {
        const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
        return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
      }
      """;

  private Axe() {}

  /// Each rule that is broken, with where.
  @SuppressWarnings("unchecked")
  static List<String> violations(Page page) throws IOException {
    try (InputStream in = Axe.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new IOException(SCRIPT + " is not on the class path");
      }
      if (page.evaluate("typeof axe === 'undefined'").equals(true)) {
        page.evaluate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return (List<String>) page.evaluate(RUN);
  }
}
