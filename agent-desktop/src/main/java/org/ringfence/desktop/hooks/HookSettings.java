package org.ringfence.desktop.hooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.settings.SettingsReader;

/// Whom web hooks are sent to.
///
/// @param secretsFolder where each target's secret lies, as `hook-<name>`
/// @param timeout how long one sending may take
/// @param giveUpAfter how long a message is tried again
public record HookSettings(
    List<Target> targets, Path secretsFolder, Duration timeout, Duration giveUpAfter) {

  /// Nobody is told.
  public static final HookSettings NONE =
      new HookSettings(List.of(), Path.of("/"), Duration.ofSeconds(5), Duration.ofHours(1));

  private static final int MOST_TARGETS = 10;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /// One customer system.
  ///
  /// @param name names the secret's file and the meters
  /// @param fullNumbers whether callers' numbers are sent whole; else masked
  public record Target(String name, URI url, Set<HookEvent> events, boolean fullNumbers) {
    public Target {
      events = Set.copyOf(events);
    }
  }

  public HookSettings {
    targets = List.copyOf(targets);
  }

  /// Reads the section `hooks`; problems are noted there.
  public static HookSettings from(SettingsReader section) {
    Set<String> allowed = Set.copyOf(section.texts("allowed-hosts"));
    List<Target> targets = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (SettingsReader each : section.sections("targets")) {
      String name = each.value("name", HookSettings::name, "none");
      if (!names.add(name)) {
        each.problem("name", "another target has this name already");
      }
      @Nullable URI url = url(each, allowed);
      Set<HookEvent> events = events(each);
      boolean full = each.has("full-numbers") && each.flag("full-numbers");
      if (url != null) {
        targets.add(new Target(name, url, events, full));
      }
    }
    if (targets.size() > MOST_TARGETS) {
      section.problem("targets", "may be " + MOST_TARGETS + " at most");
    }
    Path secrets = Path.of(section.text("secrets-folder"));
    if (!secrets.isAbsolute()) {
      section.problem("secrets-folder", "must be an absolute path");
    }
    return new HookSettings(
        targets,
        secrets,
        section.duration("timeout", Duration.ofMillis(200), Duration.ofSeconds(30)),
        section.duration("give-up-after", Duration.ofSeconds(10), Duration.ofHours(24)));
  }

  private static String name(String text) {
    if (!text.matches("[a-z][a-z0-9-]{0,31}")) {
      throw new IllegalArgumentException("must be 1 to 32 of a-z 0-9 -, a letter first");
    }
    return text;
  }

  private static @Nullable URI url(SettingsReader target, Set<String> allowed) {
    String text = target.text("url");
    try {
      URI url = new URI(text);
      @Nullable String host = url.getHost();
      boolean plain = "http".equals(url.getScheme());
      if (host == null
          || url.getUserInfo() != null
          || !(plain || "https".equals(url.getScheme()))) {
        target.problem("url", "must be such as https://crm.example.org/ringfence");
      } else if (plain && !LOOPBACK.contains(host)) {
        target.problem("url", "must begin with https:// unless it is on this machine");
      } else if (!allowed.contains(host)) {
        target.problem("url", "names a host that hooks.allowed-hosts does not list: " + host);
      } else {
        return url;
      }
    } catch (URISyntaxException unreadable) {
      target.problem("url", "must be such as https://crm.example.org/ringfence");
    }
    return null;
  }

  private static Set<HookEvent> events(SettingsReader target) {
    EnumSet<HookEvent> events = EnumSet.noneOf(HookEvent.class);
    for (String title : target.texts("events")) {
      HookEvent.find(title)
          .ifPresentOrElse(
              events::add,
              () ->
                  target.problem(
                      "events",
                      "\""
                          + title
                          + "\" is none of call.offered, call.answered, call.ended, call.verdict and"
                          + " call.label"));
    }
    if (events.isEmpty()) {
      target.problem("events", "must name at least one event");
    }
    return events;
  }
}
