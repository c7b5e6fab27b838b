package org.ringfence.platform.asterisk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Passwords that no human chooses: each is made when it is first asked for, kept in a file of its
/// own that only the owner can read, and used again at every later start.
///
/// To change one, stop, delete its file and start again.
public final class Secrets {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /// 32 characters of 62 are 190 bits.
  private static final int LENGTH = 32;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9]{16,64}");

  private final Path folder;
  private final RandomGenerator random;

  /// @param folder made when it is missing, for the owner only
  /// @param random a `java.security.SecureRandom`, except in tests
  public Secrets(Path folder, RandomGenerator random) throws IOException {
    this.folder = folder;
    this.random = random;
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  /// The secret of that name, made now if there is none yet.
  ///
  /// @throws IOException when its file is damaged or open to other users of the machine
  public String get(String name) throws IOException {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name for a secret: " + name);
    }
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      create(file);
    }
    Set<PosixFilePermission> open = Files.getPosixFilePermissions(file);
    open.removeAll(PosixFilePermissions.fromString("rwx------"));
    if (!open.isEmpty()) {
      throw new IOException(file + " can be read by others: chmod 600, or delete it for a new one");
    }
    String secret = Files.readString(file).strip();
    if (!SECRET.matcher(secret).matches()) {
      throw new IOException(
          file + " does not hold 16 to 64 letters and digits: delete it for a new one");
    }
    return secret;
  }

  private void create(Path file) throws IOException {
    var secret = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, secret + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
