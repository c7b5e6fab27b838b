package org.ringfence.detector.screening;

/// A keyed 64-bit hash of a telephone number: SipHash-2-4 (Aumasson and Bernstein, "SipHash: a fast
/// short-input PRF", 2012).
///
/// State is kept by this hash and not by the number, so that a snapshot does not list who called.
/// Without the key it cannot be reversed by trying all numbers, and nobody can craft numbers that
/// collide.
public final class NumberHash {

  public static final int KEY_BYTES = 16;

  private final long k0;
  private final long k1;

  /// @param key [#KEY_BYTES] secret bytes; another key forgets every number
  public NumberHash(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("the key must have " + KEY_BYTES + " bytes");
    }
    k0 = littleEndian(key, 0);
    k1 = littleEndian(key, 8);
  }

  private static long littleEndian(byte[] bytes, int from) {
    long word = 0;
    for (int i = 7; i >= 0; i--) {
      word = word << 8 | (bytes[from + i] & 0xff);
    }
    return word;
  }

  /// The hash of a text of which only the low byte of each character counts (E.164 is ASCII).
  long of(String text) {
    SipState state = new SipState(k0, k1);
    int whole = text.length() & ~7;
    for (int at = 0; at < whole; at += 8) {
      state.absorb(word(text, at, 8));
    }
    state.absorb(word(text, whole, text.length() - whole) | (long) text.length() << 56);
    return state.finish();
  }

  private static long word(String text, int from, int count) {
    long word = 0;
    for (int i = count - 1; i >= 0; i--) {
      word = word << 8 | (text.charAt(from + i) & 0xff);
    }
    return word;
  }

  /// The four words of SipHash.
  private static final class SipState {
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    SipState(long k0, long k1) {
      v0 = k0 ^ 0x736f6d6570736575L;
      v1 = k1 ^ 0x646f72616e646f6dL;
      v2 = k0 ^ 0x6c7967656e657261L;
      v3 = k1 ^ 0x7465646279746573L;
    }

    void absorb(long word) {
      v3 ^= word;
      round();
      round();
      v0 ^= word;
    }

    long finish() {
      v2 ^= 0xff;
      round();
      round();
      round();
      round();
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
    }
  }
}
