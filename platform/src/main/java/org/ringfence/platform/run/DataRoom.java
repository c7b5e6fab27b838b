package org.ringfence.platform.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The room on the disk of the data folder.
final class DataRoom {

  /// With less than this the event log cannot be opened, let alone written.
  static final long FULL_BYTES = 16L * 1024 * 1024;

  private DataRoom() {}

  /// Stops a start that would fail in the middle of the event log's files.
  ///
  /// @throws IOException when the disk is full, with what to do
  static void require(Path data) throws IOException {
    long free = freeBytes(data);
    if (free < FULL_BYTES) {
      throw new IOException(
          "the disk of "
              + data
              + " is full ("
              + free / 1024
              + " kB free). Make room; the next start follows by itself. Until then callers stay in Asterisk, which"
              + " rings the agents' phones for them, and new ones are let in unscreened");
    }
  }

  /// @throws IOException when the disk cannot be read
  static long freeBytes(Path data) throws IOException {
    return Files.getFileStore(data).getUsableSpace();
  }
}
