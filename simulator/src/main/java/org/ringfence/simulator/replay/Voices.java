package org.ringfence.simulator.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsProblem;
import org.ringfence.simulator.chance.Draws;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.CallerPlan.Audio;
import org.ringfence.simulator.plans.CallerPlan.Sound;
import org.ringfence.simulator.replay.media.Ulaw;
import org.ringfence.simulator.replay.media.Voice;

/// What callers sound like, by plan; recordings are read once.
final class Voices {

  /// 256 MB: what is longer is no voice of a caller.
  private static final long MAX_BYTES = 256L << 20;

  private final Draws draws;
  private final Map<String, byte[]> recordings;

  private Voices(Draws draws, Map<String, byte[]> recordings) {
    this.draws = draws;
    this.recordings = recordings;
  }

  /// Reads the recordings that the plans name.
  ///
  /// @throws SettingsException naming every recording that cannot be had
  static Voices of(List<CallerPlan> plans, Path folder, Draws draws) {
    Map<String, byte[]> recordings = new TreeMap<>();
    List<SettingsProblem> problems = new java.util.ArrayList<>();
    for (CallerPlan plan : plans) {
      Audio audio = plan.sound().audio();
      if (audio.kind() == Audio.Kind.RECORDING && !recordings.containsKey(audio.recording())) {
        recordings.put(audio.recording(), read(folder, audio.recording(), problems));
      }
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new Voices(draws, recordings);
  }

  private static byte[] read(Path folder, String name, List<SettingsProblem> problems) {
    Path file = folder.resolve(name + ".ulaw").normalize();
    try {
      if (!file.startsWith(folder.normalize())) {
        throw new IOException("outside of the folder of recordings");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException("longer than " + MAX_BYTES + " bytes");
      }
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      problems.add(
          new SettingsProblem(file.toString(), "", "cannot be read: " + unreadable.getMessage()));
      return new byte[0];
    }
  }

  Voice of(CallerPlan plan, int attempt) {
    Sound sound = plan.sound();
    if (Double.isInfinite(sound.firstSoundSeconds())) {
      return Voice.SILENT;
    }
    long first = Math.round(sound.firstSoundSeconds() * Ulaw.FRAMES_PER_SECOND);
    return switch (sound.audio().kind()) {
      case SILENCE -> Voice.SILENT;
      case RECORDING ->
          Voice.recording(recordings.getOrDefault(sound.audio().recording(), new byte[0]), first);
      case LIVE ->
          Voice.live(
              draws.of(plan.planId(), attempt, "voice"), first, sound.share(), sound.talksOver());
    };
  }
}
