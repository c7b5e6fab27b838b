package org.ringfence.desktop.hooks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a target and we know and nobody else, by which the target knows that a message is ours:
/// HMAC-SHA-256 (RFC 2104) over the time, a point, and the body.
final class HookSecret {

  private static final int BYTES = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  HookSecret(byte[] secret) {
    key = new SecretKeySpec(secret, ALGORITHM);
  }

  /// The secret of a target, made when there is none; only its owner may read the file.
  static HookSecret of(Path folder, String target, RandomGenerator random) throws IOException {
    Path file = folder.resolve("hook-" + target);
    if (!Files.exists(file)) {
      byte[] made = new byte[BYTES];
      random.nextBytes(made);
      Files.createDirectories(folder);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, HexFormat.of().formatHex(made) + "\n");
    }
    String secret = Files.readString(file).strip();
    if (secret.length() < BYTES) {
      throw new IOException(
          file + " holds a secret of less than " + BYTES + " characters; delete it for a new one");
    }
    return new HookSecret(secret.getBytes(StandardCharsets.UTF_8));
  }

  /// As lower-case hexadecimal digits.
  String sign(long epochSeconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((epochSeconds + ".").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
