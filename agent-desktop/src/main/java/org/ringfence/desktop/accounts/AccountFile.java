package org.ringfence.desktop.accounts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The accounts on the disk. The command line and the web change the same file, each under its
/// lock.
final class AccountFile {

  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final PrivateFile file;
  private final Object changing = new Object();
  private String mark = "";
  private AccountBook book = AccountBook.EMPTY;

  AccountFile(Path folder) throws IOException {
    file = new PrivateFile(folder.resolve("accounts.json"));
  }

  /// The book as it is on the disk now; read again only when the file is another one.
  ///
  /// @throws IOException when it cannot be read; the message says what to do
  AccountBook current() throws IOException {
    synchronized (changing) {
      String now = file.mark();
      if (!now.equals(mark)) {
        book = read();
        mark = now;
      }
      return book;
    }
  }

  /// Changes the book, on the disk first.
  ///
  /// @param change may throw what refuses the change; it is called once
  AccountBook change(UnaryOperator<AccountBook> change) throws IOException {
    synchronized (changing) {
      return file.locked(() -> {
        AccountBook changed = change.apply(read());
        file.replace(MAPPER.writeValueAsBytes(changed));
        mark = file.mark();
        book = changed;
        return changed;
      });
    }
  }

  private AccountBook read() throws IOException {
    Optional<byte[]> json = file.read();
    if (json.isEmpty()) {
      return AccountBook.EMPTY;
    }
    try {
      @Nullable AccountBook read = MAPPER.readValue(json.get(), AccountBook.class);
      if (read != null) {
        return read;
      }
    } catch (JacksonException | IllegalArgumentException | NullPointerException damaged) {
      throw new IOException(
          file.path()
              + " is damaged ("
              + String.valueOf(damaged.getMessage()).lines().findFirst().orElse("")
              + "): put back a copy, or delete it; then the next start makes a first account again",
          damaged);
    }
    throw new IOException(file.path() + " is empty: put back a copy, or delete it");
  }
}
