package org.ringfence.desktop.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/// Hashes of passwords: Argon2id (RFC 9106) in the PHC string format.
///
/// Computing one takes [Cost] on purpose, so only [#AT_A_TIME] are computed at once and others wait
/// for [#PATIENCE]: a flood of sign-ins takes no more of the machine than that.
final class Passwords {

  static final int AT_A_TIME = 2;
  static final Duration PATIENCE = Duration.ofSeconds(3);
  static final int MIN_CHARACTERS = 12;
  static final int MAX_CHARACTERS = 128;

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,2}),p=([0-9]{1,2})"
              + "\\$([A-Za-z0-9+/]{16,64})\\$([A-Za-z0-9+/]{16,128})");

  /// What a hash costs.
  ///
  /// @param memoryKib memory in KiB
  /// @param passes over the memory
  /// @param lanes computed one after the other here
  record Cost(int memoryKib, int passes, int lanes) {
    /// OWASP's Password Storage Cheat Sheet, section "Argon2id": 19 MiB, 2 passes, 1 lane.
    static final Cost OWASP = new Cost(19_456, 2, 1);
  }

  private final Cost cost;
  private final RandomGenerator random;
  private final Semaphore places = new Semaphore(AT_A_TIME, true);
  private final String nobody;

  Passwords(Cost cost, RandomGenerator random) {
    this.cost = cost;
    this.random = random;
    // A hash of nothing: it takes as long to hold a password against it, and nothing to make.
    nobody = text(cost, new byte[SALT_BYTES], new byte[HASH_BYTES]);
  }

  /// @throws IllegalArgumentException saying what a password must be
  static void requireGood(String password) {
    int characters = password.codePointCount(0, password.length());
    if (characters < MIN_CHARACTERS || characters > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "a password must have " + MIN_CHARACTERS + " to " + MAX_CHARACTERS + " characters");
    }
  }

  String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return compute(cost, salt, password);
  }

  /// Whether the password is the one of this hash; empty when too many others are asked about. A
  /// missing hash takes as long as one that is there.
  Optional<Boolean> isRight(String password, @Nullable String hash) {
    try {
      if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      boolean same = matches(password, hash == null ? nobody : hash);
      return Optional.of(same && hash != null);
    } finally {
      places.release();
    }
  }

  private static boolean matches(String password, String hash) {
    Matcher phc = PHC.matcher(hash);
    if (!phc.matches()) {
      return false;
    }
    Cost of =
        new Cost(
            Integer.parseInt(phc.group(1)),
            Integer.parseInt(phc.group(2)),
            Integer.parseInt(phc.group(3)));
    String again = compute(of, Base64.getDecoder().decode(phc.group(4)), password);
    return MessageDigest.isEqual(
        again.getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
  }

  private static String compute(Cost cost, byte[] salt, String password) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.passes())
            .withParallelism(cost.lanes())
            .withSalt(salt)
            .build());
    byte[] hash = new byte[HASH_BYTES];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return text(cost, salt, hash);
  }

  private static String text(Cost cost, byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            cost.memoryKib(),
            cost.passes(),
            cost.lanes(),
            base64.encodeToString(salt),
            base64.encodeToString(hash));
  }
}
