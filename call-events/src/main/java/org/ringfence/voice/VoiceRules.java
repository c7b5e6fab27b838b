package org.ringfence.voice;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.settings.SettingsReader;

/// Where files of sound lie, and for how long.
///
/// @param folder null where none are kept
/// @param keep after this time a file is deleted
/// @param mostFiles so many at one time; no more are begun beyond
/// @param leastFreeBytes no more are begun when the disk has less room
public record VoiceRules(@Nullable Path folder, Duration keep, int mostFiles, long leastFreeBytes) {

  private static final long MEGABYTE = 1024L * 1024;

  /// Nothing is kept.
  public static final VoiceRules NONE = new VoiceRules(null, Duration.ofDays(1), 0, 0);

  /// Reads `folder`, `keep`, `most` and `least-free-megabytes` of a section; problems are noted
  /// there.
  ///
  /// @param wanted whether sound is kept, for which a folder is needed
  public static VoiceRules from(
      SettingsReader section, boolean wanted, Duration longestKeep, int mostFiles) {
    String folder = section.textOrEmpty("folder");
    if (wanted && folder.isEmpty()) {
      section.problem("folder", "must name a folder while sound is kept");
    }
    return new VoiceRules(
        folder.isEmpty() ? null : Path.of(folder),
        section.duration("keep", Duration.ofHours(1), longestKeep),
        section.integer("most", 1, mostFiles),
        section.integer("least-free-megabytes", 0, 1_000_000) * MEGABYTE);
  }

  Optional<Path> place() {
    return Optional.ofNullable(folder);
  }
}
