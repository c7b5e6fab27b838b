package org.ringfence.platform.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.ringfence.bus.MessageCodec;
import org.ringfence.events.SiteChange;
import org.ringfence.events.SiteChange.AgentChanged;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.site.SiteBook;

/// A copy of the agents' changes in the data folder, one JSON object a line: Asterisk's
/// configuration is written before there is a bus to ask. Who has a bus asks that, and this copy is
/// written anew.
final class SiteFile {

  private final Path file;
  private final MessageCodec codec = new MessageCodec();

  SiteFile(Path data) {
    file = data.resolve("agents-changed.jsonl");
  }

  /// The site of an installation as far as its data folder knows; that folder need not be there.
  static SiteBook book(PlatformSettings settings) throws IOException {
    SiteBook book = new SiteBook(settings.site());
    new SiteFile(settings.data()).readInto(book);
    return book;
  }

  /// Tells a book what is in the copy; lines that are not understood are passed over.
  private void readInto(SiteBook book) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    for (byte[] line : lines()) {
      codec
          .decode(line)
          .ifPresent(said -> {
            if (said instanceof SiteChange change) {
              book.hear(change);
            }
          });
    }
  }

  private List<byte[]> lines() throws IOException {
    return Files.readAllLines(file).stream().map(line -> line.getBytes(UTF_8)).toList();
  }

  void write(SiteBook book) throws IOException {
    List<String> lines =
        book.changes().stream()
            .filter(AgentChanged.class::isInstance)
            .map(change -> new String(codec.encode(change), UTF_8))
            .toList();
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.write(fresh, lines);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
