package org.ringfence.platform.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the one caller of a platform is sent, as Asterisk records it.
final class CallerSound {

  private static final int SECOND_AND_MORE_BYTES = 16_000;

  private CallerSound() {}

  /// Its mean power within a second, of full scale 1.
  ///
  /// @param name of the recording, which no other has
  static double power(LivePlatform platform, String name) throws IOException {
    String channel = platform.callerChannels().iterator().next();
    Path file = platform.dataFolder().resolve("asterisk/spool/" + name + ".ulaw");
    platform.asterisk("mixmonitor start " + channel + " " + name + ".wav,t(" + file + ")");
    await()
        .atMost(People.SOON)
        .until(() -> Files.exists(file) && Files.size(file) > SECOND_AND_MORE_BYTES);
    platform.asterisk("mixmonitor stop " + channel);
    byte[] sound = Files.readAllBytes(file);
    double power = 0;
    for (byte sample : sound) {
      int code = ~sample & 0xff;
      int magnitude = ((((code & 0x0f) << 3) + 0x84) << ((code & 0x70) >> 4)) - 0x84;
      power += (magnitude / 32_768.0) * (magnitude / 32_768.0);
    }
    return power / sound.length;
  }
}
