package org.ringfence.voice;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where files of sound lie, and for how long.
///
/// @param folder null where none are kept
/// @param keep after this time a file is deleted
/// @param mostFiles so many at one time; no more are begun beyond
/// @param leastFreeBytes no more are begun when the disk has less room
public record VoiceRules(@Nullable Path folder, Duration keep, int mostFiles, long leastFreeBytes) {

  /// Nothing is kept.
  public static final VoiceRules NONE = new VoiceRules(null, Duration.ofDays(1), 0, 0);

  Optional<Path> place() {
    return Optional.ofNullable(folder);
  }
}
