package org.ringfence.desktop.history;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.PhoneNumber;

/// Names callers without their numbers: HMAC-SHA-256 of the number under the installation's key, so
/// that calls of one number are found together, and nobody who has only the database can try all
/// numbers.
final class CallerKeys {

  /// The least length of the secret.
  static final int MIN_KEY_BYTES = 16;

  private static final int DIGEST_BYTES = 16;

  private final SecretKeySpec key;

  CallerKeys(byte[] secret) {
    if (secret.length < MIN_KEY_BYTES) {
      throw new IllegalArgumentException("the key for numbers is too short");
    }
    key = new SecretKeySpec(secret, "HmacSHA256");
  }

  /// The caller's key, or null when no number was delivered.
  @Nullable String find(PhoneNumber number) {
    return number.isPresent() ? of(number) : null;
  }

  String of(PhoneNumber number) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      // A purpose of its own, so that it is not the name by which another part knows the number.
      mac.update("history\u0000".getBytes(StandardCharsets.UTF_8));
      byte[] digest = mac.doFinal(number.normalized().raw().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
