package org.ringfence.detector;

import java.time.Duration;
import java.util.List;
import org.ringfence.detector.screening.ScreeningThresholds;
import org.ringfence.detector.screening.ScreeningThresholds.Surge;
import org.ringfence.events.Defence;
import org.ringfence.events.VerdictThresholds;
import org.ringfence.settings.SettingsReader;

/// The section `defence` of the settings; what each key means is said in the settings file.
///
/// @param doNotOriginateFile path of the list, from the configuration folder
/// @param allowFile path of the list, from the configuration folder
/// @param usualCallersFile path of the file, from the configuration folder
public record DetectorSettings(
    ScreeningThresholds thresholds,
    String doNotOriginateFile,
    String allowFile,
    String usualCallersFile) {

  private static final int MAX_PORTS = 100_000;

  /// Reads the section; problems are noted there.
  public static DetectorSettings from(SettingsReader section) {
    double amberPorts = section.number("amber-port-share", 0.05, 1);
    double redPorts = section.number("red-port-share", 0.05, 1);
    if (redPorts < amberPorts) {
      section.problem("red-port-share", "must not be below amber-port-share");
    }
    Surge amber = surge(section, "amber");
    Surge red = surge(section, "red");
    if (red.ratio() < amber.ratio()) {
      section.problem("red-surge-ratio", "must not be below amber-surge-ratio");
    }
    double challenge =
        section.number(
            "challenge-odds",
            VerdictThresholds.LEAST_CHALLENGE_ODDS,
            VerdictThresholds.MOST_CHALLENGE_ODDS);
    double reject =
        section.number(
            "reject-score",
            VerdictThresholds.LEAST_REJECT_SCORE,
            VerdictThresholds.MOST_REJECT_SCORE);
    ScreeningThresholds thresholds =
        new ScreeningThresholds(
            section.choice("mode", Defence.class),
            section.integer("ports", 1, MAX_PORTS),
            amberPorts,
            redPorts,
            section.number("expected-attempts-per-hour", 1, 1_000_000),
            amber,
            red,
            section.duration("release-after", Duration.ofSeconds(10), Duration.ofHours(4)),
            challenge,
            reject,
            section.number(
                "class-floor",
                VerdictThresholds.LEAST_CLASS_FLOOR,
                VerdictThresholds.MOST_CLASS_FLOOR));
    return new DetectorSettings(
        thresholds,
        section.text("do-not-originate-file"),
        section.text("allow-file"),
        section.text("usual-callers-file"));
  }

  /// Every file that is named here, as a path from the configuration folder.
  public List<String> files() {
    return List.of(doNotOriginateFile, allowFile, usualCallersFile);
  }

  private static Surge surge(SettingsReader section, String level) {
    return new Surge(
        section.number(level + "-surge-ratio", 1.1, 100),
        section.number(level + "-surge-excess", 1, 100_000));
  }
}
