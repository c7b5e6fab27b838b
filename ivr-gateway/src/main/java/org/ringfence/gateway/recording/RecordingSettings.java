package org.ringfence.gateway.recording;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringfence.settings.SettingsReader;
import org.ringfence.voice.VoiceRules;

/// The section `gateway.recording` of the settings.
///
/// @param enabled whether talks are recorded
/// @param tell who hears beforehand that the talk may be recorded
/// @param allPartyAreaCodes three digits each: where everybody in a talk must agree to a recording
/// @param files where recordings lie, and for how long
public record RecordingSettings(
    boolean enabled, Tell tell, Set<String> allPartyAreaCodes, VoiceRules files) {

  /// Who is told.
  public enum Tell {
    EVERYBODY,
    /// Who calls from one of the area codes, and whose number tells no area code.
    ALL_PARTY,
    NOBODY
  }

  private static final Map<String, Tell> TELL =
      Map.of("everybody", Tell.EVERYBODY, "all_party", Tell.ALL_PARTY, "nobody", Tell.NOBODY);

  /// No talk is recorded.
  public static final RecordingSettings NONE =
      new RecordingSettings(false, Tell.EVERYBODY, Set.of(), VoiceRules.NONE);

  public RecordingSettings {
    allPartyAreaCodes = Set.copyOf(allPartyAreaCodes);
  }

  public static RecordingSettings from(SettingsReader section) {
    boolean enabled = section.flag("enabled");
    List<String> codes = section.texts("all-party-area-codes");
    codes.stream()
        .filter(code -> !code.matches("[2-9][0-9]{2}"))
        .forEach(code -> section.problem("all-party-area-codes", code + " is no area code"));
    return new RecordingSettings(
        enabled,
        section.value("tell", RecordingSettings::tell, Tell.EVERYBODY),
        Set.copyOf(codes),
        VoiceRules.from(section, enabled, Duration.ofDays(3_660), 1_000_000));
  }

  private static Tell tell(String text) {
    Tell known = TELL.get(text);
    if (known == null) {
      throw new IllegalArgumentException("must be everybody, all_party or nobody");
    }
    return known;
  }
}
