package org.ringfence.gateway.ear;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.ringfence.events.CallId;
import org.ringfence.gateway.ami.AmiActions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The recordings that Asterisk makes of callers of pressed lines, from the answer on, until a
/// print is made of each.
///
/// INVARIANT: a recording is deleted as soon as it was read, when its call ends, or by the sweep
/// once nobody has written to it for [#FORGOTTEN]. It is never kept and never logged; whatever goes
/// wrong with it costs the print and nothing else.
///
/// ```
/// expected ──► (Asterisk records) ──► stopped, read, deleted ──► print, or none
///     │             for 20 s at most              ▲
///     └── the call ends: deleted        the questions are over, or 20 s
/// ```
public final class Recordings implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Recordings.class);

  /// Nobody is recorded for longer.
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /// Before this no recording has three seconds of sound in it; it goes on.
  private static final Duration SHORTEST = Duration.ofMillis(3_100);

  /// A file that nobody writes to for so long belongs to nobody.
  private static final Duration FORGOTTEN = Duration.ofMinutes(3);

  private static final Duration LONGEST_CALL = Duration.ofMinutes(30);
  private static final Duration SWEEP = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofSeconds(1);

  /// Asterisk closes the file a moment after it has stopped.
  private static final Duration CLOSE_LOOK = Duration.ofMillis(10);

  private static final int MAX_CLOSE_LOOKS = 20;

  /// Asterisk writes whole buffers of 32 KiB, and the rest when it closes.
  private static final int BUFFER_BYTES = 4_096;

  /// More than Asterisk can have written until the next look.
  private static final long MAX_BYTES = 8_000 * (LONGEST.toSeconds() + 40);

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.-]{1,64}");

  private final EarSettings settings;
  private final AmiActions ami;
  private final InstantSource clock;
  private final ConcurrentHashMap<CallId, Recording> open = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Counter printed;
  private final Counter soundless;
  private final Counter unreadable;
  private final Counter swept;

  public Recordings(
      EarSettings settings, AmiActions ami, MeterRegistry meters, InstantSource clock) {
    this.settings = settings;
    this.ami = ami;
    this.clock = clock;
    this.printed = meters.counter("ringfence.ear.recordings", "end", "printed");
    this.soundless = meters.counter("ringfence.ear.recordings", "end", "soundless");
    this.unreadable = meters.counter("ringfence.ear.recordings", "end", "unreadable");
    this.swept = meters.counter("ringfence.ear.recordings", "end", "swept");
  }

  public void start() {
    Thread.ofVirtual().name("ear").start(this::work);
  }

  /// Asterisk will record this call when it is answered.
  ///
  /// @return false when it should not: nobody could read it
  public boolean expect(CallId call, String channel) {
    if (!isReadable() || !NAME.matcher(call.value()).matches()) {
      return false;
    }
    open.put(call, new Recording(call, channel, clock.instant()));
    return true;
  }

  private boolean isReadable() {
    return settings
        .place()
        .filter(folder -> Files.isDirectory(folder) && Files.isWritable(folder))
        .isPresent();
  }

  /// The print of what the caller was heard to say, as far as there is one by now. Stops the
  /// recording.
  public OptionalLong print(CallId call) {
    Recording recording = open.get(call);
    return recording == null ? OptionalLong.empty() : recording.print();
  }

  /// The call is over.
  public void ended(CallId call) {
    Recording recording = open.remove(call);
    if (recording != null) {
      recording.drop();
    }
  }

  private void work() {
    Instant sweepAt = clock.instant();
    try {
      do {
        Instant now = clock.instant();
        // A call may have ended before it was expected; questions do not last so long.
        open.values().removeIf(recording -> recording.since.isBefore(now.minus(LONGEST_CALL)));
        open.values().stream()
            .filter(recording -> recording.isOverdue(now))
            .forEach(recording -> Thread.ofVirtual().name("ear").start(recording::print));
        if (!now.isBefore(sweepAt)) {
          sweep(now);
          sweepAt = now.plus(SWEEP);
        }
      } while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Deletes what was left by calls that nobody remembers.
  private void sweep(Instant now) {
    if (!isReadable()) {
      return;
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(settings.place().orElseThrow(), "*.ulaw")) {
      for (Path file : files) {
        Instant written = Files.getLastModifiedTime(file).toInstant();
        if (written.isBefore(now.minus(FORGOTTEN)) && Files.deleteIfExists(file)) {
          swept.increment();
        }
      }
    } catch (NoSuchFileException gone) {
      log.atDebug().log("a recording went while leftovers were looked for");
    } catch (IOException wrong) {
      log.atWarn().addKeyValue("reason", wrong.getMessage()).log("leftovers cannot be deleted");
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private final class Recording {
    private final CallId call;
    private final String channel;
    private final Instant since;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean done;
    private OptionalLong print = OptionalLong.empty();

    Recording(CallId call, String channel, Instant since) {
      this.call = call;
      this.channel = channel;
      this.since = since;
    }

    boolean isOverdue(Instant now) {
      return !done && !lock.isLocked() && now.isAfter(since.plus(LONGEST));
    }

    OptionalLong print() {
      lock.lock();
      try {
        if (!done && !clock.instant().isBefore(since.plus(SHORTEST))) {
          done = true;
          print = take();
        }
        return print;
      } finally {
        lock.unlock();
      }
    }

    private OptionalLong take() {
      Path file = file();
      try {
        boolean stopped = ami.stopRecording(channel);
        if (stopped) {
          awaitClosed(file);
        }
        OptionalLong made =
            Files.size(file) > MAX_BYTES
                ? OptionalLong.empty()
                : SoundPrint.of(Ulaw.decoded(Files.readAllBytes(file)));
        (made.isPresent() ? printed : soundless).increment();
        return made;
      } catch (IOException away) {
        // A caller who sends no media leaves no file.
        unreadable.increment();
        log.atDebug().addKeyValue("callId", call).log("no recording to be read");
        return OptionalLong.empty();
      } finally {
        drop();
      }
    }

    private void awaitClosed(Path file) throws IOException {
      try {
        for (int look = 0; look < MAX_CLOSE_LOOKS; look++) {
          if (Files.exists(file) && Files.size(file) % BUFFER_BYTES != 0) {
            return;
          }
          if (closed.await(CLOSE_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
          }
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }

    void drop() {
      try {
        Files.deleteIfExists(file());
      } catch (IOException wrong) {
        log.atWarn().addKeyValue("callId", call).log("a recording cannot be deleted yet");
      }
    }

    private Path file() {
      return settings.place().orElseThrow().resolve(call.value() + ".ulaw");
    }
  }
}
