package org.ringfence.desktop.history;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asterisk's `queue_log` as a file.
///
/// Lines come from an outbox in the database and leave it when they are in the file. A crash
/// between the two leaves lines in both; so before the first write the end of the file (and of the
/// one it was rotated to) is read, and what stands there is not written again. The file is opened
/// anew for each batch, so it may be renamed at any time.
final class QueueLogFile {

  /// Lines written at once.
  private static final int BATCH = 2_000;

  /// How much of the file's end is compared: more than a batch.
  private static final int TAIL_BYTES = 512 * 1024;

  private static final Logger log = LoggerFactory.getLogger(QueueLogFile.class);

  private final Path file;
  private final Counter lines;
  private @Nullable Set<String> tail;
  private volatile String trouble = "";

  QueueLogFile(Path file, MeterRegistry meters) {
    this.file = file;
    lines = meters.counter("ringfence.history.queue.log.lines");
  }

  /// Why the file cannot be written; empty when it can.
  String trouble() {
    return trouble;
  }

  /// Moves all lines from the outbox to the file. A file that cannot be written holds nothing else
  /// up; its lines wait.
  void write(Jdbi jdbi) {
    try {
      while (writeBatch(jdbi) == BATCH) {}
      trouble = "";
    } catch (IOException failed) {
      if (trouble.isEmpty()) {
        log.atWarn()
            .addKeyValue("file", file)
            .setCause(failed)
            .log("the queue log cannot be written");
      }
      trouble = String.valueOf(failed);
    }
  }

  private int writeBatch(Jdbi jdbi) throws IOException {
    List<Map.Entry<Long, String>> waiting =
        jdbi.withHandle(handle ->
            handle
                .createQuery(
                    "SELECT line_no, line FROM queue_log_outbox ORDER BY line_no LIMIT " + BATCH)
                .map((row, context) -> Map.entry(row.getLong(1), row.getString(2)))
                .list());
    if (waiting.isEmpty()) {
      return 0;
    }
    Set<String> known = tail();
    StringBuilder text = new StringBuilder();
    int news = 0;
    for (Map.Entry<Long, String> line : waiting) {
      if (known.isEmpty() || !known.contains(line.getValue())) {
        text.append(line.getValue()).append('\n');
        news++;
      }
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    lines.increment(news);
    jdbi.useHandle(handle ->
        handle
            .createUpdate("DELETE FROM queue_log_outbox WHERE line_no <= :last")
            .bind("last", waiting.getLast().getKey())
            .execute());
    return waiting.size();
  }

  /// What stands at the file's end since an earlier run.
  private Set<String> tail() throws IOException {
    if (tail == null) {
      Set<String> read = new HashSet<>();
      for (Path part : List.of(file, file.resolveSibling(file.getFileName() + ".1"))) {
        if (Files.isRegularFile(part)) {
          read.addAll(endOf(part));
        }
      }
      endLastLine();
      tail = read;
    }
    return tail;
  }

  private static List<String> endOf(Path part) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(part.toFile(), "r")) {
      long from = Math.max(0, open.length() - TAIL_BYTES);
      byte[] end = new byte[(int) (open.length() - from)];
      open.seek(from);
      open.readFully(end);
      return new String(end, StandardCharsets.UTF_8).lines().toList();
    }
  }

  /// A crash may have torn the last line: what there is of it goes, and comes again whole.
  private void endLastLine() throws IOException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      long end = open.length();
      while (end > 0) {
        open.seek(end - 1);
        if (open.read() == '\n') {
          break;
        }
        end--;
      }
      open.setLength(end);
    }
  }
}
