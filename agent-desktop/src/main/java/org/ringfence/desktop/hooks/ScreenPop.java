package org.ringfence.desktop.hooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringfence.settings.SettingsReader;

/// The address of the page that a customer system shows with a call, with placeholders.
///
/// @param template empty for none
public record ScreenPop(String template) {

  public static final ScreenPop NONE = new ScreenPop("");

  /// The placeholder that shows the agent's browser the caller's whole number.
  public static final String NUMBER = "number";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]*)}");
  private static final Set<String> KNOWN = Set.of("call", "queue", "language", NUMBER);

  /// Reads `screen-pop`; problems are noted there.
  public static ScreenPop from(SettingsReader section, String key) {
    try {
      return of(section.textOrEmpty(key));
    } catch (IllegalArgumentException wrong) {
      section.problem(key, String.valueOf(wrong.getMessage()));
      return NONE;
    }
  }

  /// @throws IllegalArgumentException when it is no address, or has a placeholder that there is not
  static ScreenPop of(String template) {
    if (template.isEmpty()) {
      return NONE;
    }
    Matcher placeholders = PLACEHOLDER.matcher(template);
    while (placeholders.find()) {
      if (!KNOWN.contains(placeholders.group(1))) {
        throw new IllegalArgumentException(
            "has the placeholder "
                + placeholders.group()
                + "; there are {call}, {queue}, {language} and {number}");
      }
    }
    // A placeholder in the host would let a caller choose whom the agent's browser visits.
    int path = template.indexOf('/', "https://".length());
    String origin = path < 0 ? template : template.substring(0, path);
    if (!template.matches("https?://.*") || origin.contains("{")) {
      throw new IllegalArgumentException(
          "must be an address such as https://crm.example.org/find?phone={number}, the placeholders"
              + " behind the host");
    }
    try {
      new URI(PLACEHOLDER.matcher(template).replaceAll("x"));
    } catch (URISyntaxException broken) {
      throw new IllegalArgumentException("is no address: " + broken.getReason(), broken);
    }
    return new ScreenPop(template);
  }

  public boolean isWanted() {
    return !template.isEmpty();
  }

  /// Whether the address tells the caller's whole number.
  public boolean tellsNumber() {
    return template.contains("{" + NUMBER + "}");
  }

  /// The address for a call; nothing of a value can be more than a value in it.
  ///
  /// @param values by placeholder; what is missing is empty
  public Optional<String> address(Map<String, String> values) {
    if (!isWanted()) {
      return Optional.empty();
    }
    return Optional.of(
        PLACEHOLDER
            .matcher(template)
            .replaceAll(found ->
                Matcher.quoteReplacement(escaped(values.getOrDefault(found.group(1), "")))));
  }

  private static String escaped(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
