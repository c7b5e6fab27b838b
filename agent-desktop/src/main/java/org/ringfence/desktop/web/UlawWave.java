package org.ringfence.desktop.web;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// 8 kHz mu-law as a file that browsers play: RIFF WAVE of format 7, as RFC 2361 registers it. The
/// bytes stay those that callers hear.
final class UlawWave {

  private static final short FORMAT_MULAW = 7;
  private static final int RATE = 8_000;

  /// A format without further bytes says so, and a format that is not PCM has a `fact` chunk.
  private static final int FORMAT_BYTES = 18;

  private static final int HEAD_BYTES = 12 + 8 + FORMAT_BYTES + 12 + 8;

  private UlawWave() {}

  static byte[] of(byte[] ulaw) {
    // A chunk begins at an even byte.
    int odd = ulaw.length % 2;
    ByteBuffer wave =
        ByteBuffer.allocate(HEAD_BYTES + ulaw.length + odd).order(ByteOrder.LITTLE_ENDIAN);
    name(wave, "RIFF").putInt(HEAD_BYTES - 8 + ulaw.length + odd);
    name(wave, "WAVE");
    name(wave, "fmt ").putInt(FORMAT_BYTES);
    wave.putShort(FORMAT_MULAW).putShort((short) 1).putInt(RATE).putInt(RATE);
    wave.putShort((short) 1).putShort((short) 8).putShort((short) 0);
    name(wave, "fact").putInt(4).putInt(ulaw.length);
    name(wave, "data").putInt(ulaw.length).put(ulaw);
    return wave.array();
  }

  private static ByteBuffer name(ByteBuffer wave, String name) {
    return wave.put(name.getBytes(StandardCharsets.US_ASCII));
  }
}
