package org.ringfence.simulator.report;

/// Markup under construction. Every text and attribute value is escaped here, so that nothing which
/// comes from a file can become markup.
final class Html {

  private final StringBuilder text = new StringBuilder(64 * 1024);

  /// Opens an element.
  ///
  /// @param attributes names and values by turns
  Html open(String tag, String... attributes) {
    text.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"");
      text.append(escaped(attributes[i + 1])).append('"');
    }
    text.append('>');
    return this;
  }

  Html close(String tag) {
    text.append("</").append(tag).append(">\n");
    return this;
  }

  Html text(String words) {
    text.append(escaped(words));
    return this;
  }

  /// An element with nothing but text in it.
  Html element(String tag, String words, String... attributes) {
    return open(tag, attributes).text(words).close(tag);
  }

  /// Text whose lines may also break after the dots of a name such as `machine.sequential`.
  Html name(String words) {
    text.append(escaped(words).replace(".", ".<wbr>"));
    return this;
  }

  /// Markup, style or script of our own.
  Html trusted(String markup) {
    text.append(markup);
    return this;
  }

  static String escaped(String words) {
    StringBuilder safe = new StringBuilder(words.length() + 16);
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? '\uFFFD' : c);
      }
    }
    return safe.toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
