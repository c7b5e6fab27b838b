package org.ringfence.voice;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.ringfence.events.PhoneNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A folder of sound: `<id>.wav`, which Asterisk writes, and `<id>.json`, a [VoiceNote].
///
/// INVARIANT: what is older than [VoiceRules#keep] is deleted, sound before note; a note without
/// sound and sound without a note are deleted too once nobody can be at work on them.
///
/// Overflow policy: beyond the rules nothing more is begun; what is there is never pushed out.
public final class VoiceStore {

  private static final Logger log = LoggerFactory.getLogger(VoiceStore.class);

  /// Whatever is written for longer, nobody writes.
  private static final Duration UNFINISHED = Duration.ofHours(4);

  private static final String SOUND = ".wav";
  private static final String NOTE = ".json";

  /// Less is a hang-up and no message.
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /// RIFF and format chunk as Asterisk writes them; then 8,000 samples of two bytes a second.
  private static final int HEADER_BYTES = 44;

  private static final int BYTES_PER_MILLI = 16;

  private final VoiceRules rules;
  private final JsonMapper json = JsonMapper.shared();
  private final ReentrantLock lock = new ReentrantLock();

  public VoiceStore(VoiceRules rules) {
    this.rules = rules;
  }

  /// A file that can be heard.
  ///
  /// @param length of the sound
  public record Kept(VoiceNote note, Duration length) {}

  /// Whether another file may be begun now.
  public boolean hasRoom() {
    try {
      Path folder = rules.place().filter(Files::isDirectory).orElse(null);
      return folder != null
          && Files.isWritable(folder)
          && Files.getFileStore(folder).getUsableSpace() >= rules.leastFreeBytes()
          && countNotes(folder) < rules.mostFiles();
    } catch (IOException unreadable) {
      return false;
    }
  }

  /// Writes down what is about to be recorded.
  ///
  /// @return the file that the sound is to go to; empty when it must not
  public Optional<Path> begin(VoiceNote note) {
    if (!hasRoom()) {
      return Optional.empty();
    }
    Path folder = rules.place().orElseThrow();
    lock.lock();
    try {
      Path fresh =
          Files.createTempFile(
              folder,
              "note",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(fresh, json.writeValueAsBytes(note));
      Files.move(fresh, folder.resolve(note.id() + NOTE), StandardCopyOption.REPLACE_EXISTING);
      return Optional.of(folder.resolve(note.id() + SOUND));
    } catch (IOException full) {
      log.atWarn().addKeyValue("reason", full.getMessage()).log("nothing can be recorded");
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /// Whether something is, or is about to be, recorded under a name.
  public boolean isNoted(String id) {
    return VoiceNote.isId(id)
        && rules.place().filter(folder -> Files.exists(folder.resolve(id + NOTE))).isPresent();
  }

  /// Everything that can be heard, the newest first.
  public List<Kept> list() {
    List<Kept> kept = new ArrayList<>();
    rules
        .place()
        .ifPresent(folder -> {
          for (VoiceNote note : notes(folder)) {
            Duration length = length(folder.resolve(note.id() + SOUND));
            if (length.compareTo(SHORTEST) >= 0) {
              kept.add(new Kept(note, length));
            }
          }
        });
    kept.sort(Comparator.comparing((Kept one) -> one.note().at()).reversed());
    return kept;
  }

  /// The note of something that can be heard.
  public Optional<Kept> find(String id) {
    if (!isNoted(id)) {
      return Optional.empty();
    }
    Path folder = rules.place().orElseThrow();
    Duration length = length(folder.resolve(id + SOUND));
    return readable(folder.resolve(id + NOTE))
        .filter(_ -> length.compareTo(SHORTEST) >= 0)
        .map(note -> new Kept(note, length));
  }

  /// A file of sound, RIFF WAVE of 8 kHz, 16 bits, one channel; the reader closes it.
  ///
  /// @throws IOException when it is gone
  public InputStream open(VoiceNote note) throws IOException {
    Path folder = rules.place().orElseThrow(() -> new IOException("no sound is kept"));
    return Files.newInputStream(folder.resolve(note.id() + SOUND));
  }

  /// @return whether there was anything to delete
  public boolean delete(String id) {
    boolean noted = isNoted(id);
    if (noted) {
      drop(rules.place().orElseThrow(), id);
    }
    return noted;
  }

  /// Deletes everything in which a caller is heard.
  ///
  /// @return how many files it were
  public int erase(PhoneNumber caller) {
    PhoneNumber wanted = caller.normalized();
    return erase(note -> note.caller().normalized().equals(wanted));
  }

  private int erase(Predicate<VoiceNote> which) {
    int erased = 0;
    for (Path folder : rules.place().stream().toList()) {
      for (VoiceNote note : notes(folder)) {
        if (which.test(note)) {
          drop(folder, note.id());
          erased++;
        }
      }
    }
    return erased;
  }

  /// Deletes what was kept long enough, and what belongs to nothing.
  ///
  /// @return how many files of sound it were
  public int sweep(Instant now) {
    int swept = 0;
    for (Path folder : rules.place().filter(Files::isDirectory).stream().toList()) {
      for (VoiceNote note : notes(folder)) {
        boolean silent = length(folder.resolve(note.id() + SOUND)).compareTo(SHORTEST) < 0;
        Duration life = silent ? UNFINISHED : rules.keep();
        if (note.at().plus(life).isBefore(now)) {
          drop(folder, note.id());
          swept++;
        }
      }
      swept += sweepOrphans(folder, now);
    }
    return swept;
  }

  private int sweepOrphans(Path folder, Instant now) {
    int swept = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        boolean known =
            name.endsWith(NOTE)
                ? readable(file).isPresent()
                : name.endsWith(SOUND) && Files.exists(folder.resolve(base(name) + NOTE));
        Instant written = Files.getLastModifiedTime(file).toInstant();
        if (!known && written.plus(UNFINISHED).isBefore(now) && Files.deleteIfExists(file)) {
          swept++;
        }
      }
    } catch (IOException wrong) {
      log.atWarn().addKeyValue("reason", wrong.getMessage()).log("old sound cannot be deleted");
    }
    return swept;
  }

  private void drop(Path folder, String id) {
    try {
      Files.deleteIfExists(folder.resolve(id + SOUND));
      Files.deleteIfExists(folder.resolve(id + NOTE));
    } catch (IOException wrong) {
      log.atWarn().addKeyValue("reason", wrong.getMessage()).log("sound cannot be deleted yet");
    }
  }

  private static long countNotes(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + NOTE)) {
      return StreamSupport.stream(files.spliterator(), false).count();
    }
  }

  private List<VoiceNote> notes(Path folder) {
    List<VoiceNote> notes = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + NOTE)) {
      files.forEach(file -> readable(file).ifPresent(notes::add));
    } catch (IOException unreadable) {
      log.atDebug().log("no folder of sound");
    }
    return notes;
  }

  /// The note in a file, if it is one and the file's own.
  private Optional<VoiceNote> readable(Path file) {
    try {
      VoiceNote note = json.readValue(Files.readAllBytes(file), VoiceNote.class);
      return Optional.of(note)
          .filter(read -> (read.id() + NOTE).equals(String.valueOf(file.getFileName())));
    } catch (IOException | JacksonException | IllegalArgumentException | NullPointerException no) {
      return Optional.empty();
    }
  }

  private static Duration length(Path sound) {
    try {
      long bytes = Math.max(0, Files.size(sound) - HEADER_BYTES);
      return Duration.ofMillis(bytes / BYTES_PER_MILLI);
    } catch (IOException none) {
      return Duration.ZERO;
    }
  }

  private static String base(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }
}
