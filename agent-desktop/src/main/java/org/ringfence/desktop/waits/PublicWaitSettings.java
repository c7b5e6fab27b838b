package org.ringfence.desktop.waits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.ringfence.settings.SettingsReader;

/// Which queues' waits the public is told, and where the page may be shown.
///
/// @param titles the published queues by name, each with its title by [Tongue]
/// @param frameAncestors origins of web sites that may show the page in a frame
/// @param maxAge how long whoever was told may tell others the same
public record PublicWaitSettings(
    Map<String, Map<Tongue, String>> titles, List<String> frameAncestors, Duration maxAge) {

  /// Nothing is published.
  public static final PublicWaitSettings NONE =
      new PublicWaitSettings(Map.of(), List.of(), Duration.ofSeconds(5));

  private static final Pattern ORIGIN =
      Pattern.compile("https?://[a-z0-9]([a-z0-9.-]{0,252})(:[0-9]{1,5})?");
  private static final int LONGEST_TITLE = 80;

  public PublicWaitSettings {
    titles = Map.copyOf(titles);
    frameAncestors = List.copyOf(frameAncestors);
  }

  /// Reads the section `public-wait`; problems are noted there.
  public static PublicWaitSettings from(SettingsReader section) {
    List<String> ancestors = new ArrayList<>();
    for (String origin : section.texts("frame-ancestors")) {
      if (ORIGIN.matcher(origin).matches()) {
        ancestors.add(origin);
      } else {
        section.problem(
            "frame-ancestors",
            "\""
                + origin
                + "\" must be a web site without a path, such as https://www.example.org");
      }
    }
    return new PublicWaitSettings(
        titles(section.section("queues")),
        ancestors,
        section.duration("max-age", Duration.ofSeconds(1), Duration.ofMinutes(5)));
  }

  private static Map<String, Map<Tongue, String>> titles(SettingsReader queues) {
    Map<String, Map<Tongue, String>> titles = new TreeMap<>();
    for (String queue : queues.names()) {
      SettingsReader section = queues.section(queue);
      Map<Tongue, String> byTongue = new TreeMap<>();
      for (Tongue tongue : Tongue.values()) {
        String title = section.text(tongue.tag());
        if (title.length() > LONGEST_TITLE) {
          section.problem(tongue.tag(), "must have at most " + LONGEST_TITLE + " characters");
        }
        byTongue.put(tongue, title);
      }
      titles.put(queue, byTongue);
    }
    return titles;
  }
}
