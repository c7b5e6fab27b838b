package org.ringfence.desktop.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Secrets that no human chooses.
final class RandomSecrets {

  private static final int TOKEN_BYTES = 32;

  /// Without what is mistaken for another: 0 O 1 l I.
  private static final String READABLE = "abcdefghijkmnpqrstuvwxyz23456789";

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final int GROUPS = 4;
  private static final int GROUP_LENGTH = 5;

  private RandomSecrets() {}

  /// 256 random bits for programs and cookies.
  static String token(RandomGenerator random) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Whether this can be one of [#token].
  static boolean isToken(String text) {
    return TOKEN.matcher(text).matches();
  }

  /// A password that can be typed: 100 random bits.
  static String password(RandomGenerator random) {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
      if (i > 0 && i % GROUP_LENGTH == 0) {
        password.append('-');
      }
      password.append(READABLE.charAt(random.nextInt(READABLE.length())));
    }
    return password.toString();
  }

  /// The SHA-256 of a token, by which it is kept and found.
  static String hash(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
