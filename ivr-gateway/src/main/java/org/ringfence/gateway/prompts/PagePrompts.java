package org.ringfence.gateway.prompts;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.gateway.ivr.Prompt;

/// The sounds that administrators gave on their page, where Asterisk plays them in the place of
/// those that were built.
///
/// Asterisk looks for a sound below the folder of the channel's language first, and every channel
/// of ours has the language `en`: `sounds/en/ringfence/es/welcome.ulaw` wins over
/// `sounds/ringfence/es/welcome.ulaw`. What was built stays as it is, so it is there again when the
/// other is gone, and building it anew loses nothing.
///
/// A file is put in place whole and under its name at once: who hears the one before hears it to
/// its end. Files are the owner's only, as whom Asterisk runs.
public final class PagePrompts {

  /// Bytes of a second: 8 kHz, mu-law.
  public static final int BYTES_PER_SECOND = 8_000;

  /// How the list of prompts names where these come from.
  public static final String SOURCE = "page";

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final String SUFFIX = ".ulaw";

  private final Path folder;

  /// @param folder that Asterisk has as `sounds/en`; it is made when there is something to be put
  ///   into it
  public PagePrompts(Path folder) {
    this.folder = folder;
  }

  /// Whether this can be the id of a prompt.
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /// Gives a prompt this sound from the next time that it is played.
  ///
  /// @param ulaw 8 kHz
  /// @throws IOException when it cannot be written; what was there before is there still
  public void put(Language language, String id, byte[] ulaw) throws IOException {
    Path file = file(language, id);
    if (Files.isReadable(file) && Arrays.equals(Files.readAllBytes(file), ulaw)) {
      return;
    }
    Files.createDirectories(file.getParent());
    Path whole = Files.createTempFile(file.getParent(), "new-", ".part");
    try {
      Files.write(whole, ulaw);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException impossible) {
      throw new IllegalStateException("a folder is on one file system", impossible);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  /// Lets the built sound of a prompt be played again.
  public void remove(Language language, String id) throws IOException {
    Files.deleteIfExists(file(language, id));
  }

  /// The sound that is played for a prompt: the page's, else the built one beside the list.
  ///
  /// @param list the list of what was built
  /// @return 8 kHz mu-law
  /// @throws NoSuchFileException when there is neither
  public byte[] played(Path list, Language language, String id) throws IOException {
    Path own = file(language, id);
    Path built = list.toAbsolutePath().resolveSibling(Prompt.path(language, id) + SUFFIX);
    return Files.readAllBytes(Files.exists(own) ? own : built);
  }

  private Path file(Language language, String id) {
    if (!isId(id)) {
      throw new IllegalArgumentException("not a prompt's id");
    }
    return folder.resolve(Prompt.path(language, id) + SUFFIX);
  }

  /// What there is, by the path below Asterisk's sounds, with how many bytes it has. What cannot be
  /// read is not there for Asterisk either.
  public Map<String, Long> bytes() {
    Map<String, Long> found = new TreeMap<>();
    for (Language language : Language.values()) {
      Path of = folder.resolve(Prompt.path(language, "x")).resolveSibling("");
      try (Stream<Path> files = Files.list(of)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          String name = String.valueOf(file.getFileName());
          String id = name.substring(0, Math.max(0, name.length() - SUFFIX.length()));
          long size = file.toFile().length();
          if (name.endsWith(SUFFIX) && isId(id) && size > 0) {
            found.put(Prompt.path(language, id), size);
          }
        }
      } catch (IOException none) {
        // Nothing was given in this language.
      }
    }
    return found;
  }

  /// The list of what is played: the lines of what was built, with the page's in their place.
  ///
  /// @param built `language<TAB>id<TAB>seconds<TAB>…`
  public List<String> over(List<String> built) {
    Map<String, Long> own = bytes();
    List<String> lines = new ArrayList<>();
    for (String line : built) {
      String[] fields = line.split("\t", 3);
      if (fields.length < 2 || !own.containsKey("ringfence/" + fields[0] + "/" + fields[1])) {
        lines.add(line);
      }
    }
    own.forEach((path, size) -> {
      String[] parts = path.split("/", 3);
      lines.add(line(parts[1], parts[2], size));
    });
    return lines;
  }

  /// A line of the list for a sound of the page.
  ///
  /// @param bytes of mu-law
  public static String line(String language, String id, long bytes) {
    String seconds = String.format(Locale.ROOT, "%.2f", bytes / (double) BYTES_PER_SECOND);
    return String.join("\t", language, id, seconds, "", SOURCE, "");
  }
}
