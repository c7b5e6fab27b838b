package org.ringfence.desktop.accounts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// A file that only its owner may read and that is replaced as a whole, so that a crash leaves the
/// old one or the new one.
final class PrivateFile {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /// A lock on a file keeps other processes out, and is refused to a second thread of our own.
  private static final Object IN_THIS_PROCESS = new Object();

  private final Path file;

  /// @param file its folder is made when it is missing, for the owner only
  PrivateFile(Path file) throws IOException {
    this.file = file;
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  Path path() {
    return file;
  }

  /// What tells one state of the file from another, without reading it.
  String mark() throws IOException {
    if (!Files.exists(file)) {
      return "absent";
    }
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    // Each replacement is another file, also within one tick of the file system's clock.
    return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
  }

  /// @throws IOException when others may read it
  Optional<byte[]> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Set<PosixFilePermission> open = Files.getPosixFilePermissions(file);
    open.removeAll(PosixFilePermissions.fromString("rwx------"));
    if (!open.isEmpty()) {
      throw new IOException(file + " can be read or written by others: chmod 600 " + file);
    }
    return Optional.of(Files.readAllBytes(file));
  }

  void replace(byte[] bytes) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, OWNER_ONLY);
    try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      ByteBuffer all = ByteBuffer.wrap(bytes);
      while (all.hasRemaining()) {
        out.write(all);
      }
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Runs a step while no other process changes the file.
  <T> T locked(Step<T> step) throws IOException {
    synchronized (IN_THIS_PROCESS) {
      return lockedOutside(step);
    }
  }

  private <T> T lockedOutside(Step<T> step) throws IOException {
    Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(
                lockFile, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OWNER_ONLY);
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new IOException(lockFile + " cannot be locked");
      }
      return step.run();
    }
  }

  /// What is done under the lock.
  @FunctionalInterface
  interface Step<T> {
    T run() throws IOException;
  }
}
