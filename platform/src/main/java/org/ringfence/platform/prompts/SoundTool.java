package org.ringfence.platform.prompts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.prompts.PromptsDesk.Brought;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings recordings to the form of all prompts by the launcher's `prompt-sound`, which is what
/// builds them from `config/prompts` too.
///
/// The file is anybody's: it is read by a process of its own, which the launcher gives bounds of
/// memory and time, in a folder that only its owner can read and that is deleted afterwards. Two at
/// a time; who comes third is told to come again.
public final class SoundTool {

  /// As `prompts.sh` says it: what was given cannot be taken; what is needed is not there.
  private static final int REFUSED = 65;

  private static final int NO_TOOLS = 69;
  private static final int AT_ONCE = 2;
  private static final int MOST_ANSWER_BYTES = 400;
  private static final Duration KNOWN_FOR = Duration.ofMinutes(1);
  private static final Duration READY_WITHIN = Duration.ofSeconds(5);
  private static final Pattern TAKEN = Pattern.compile("([0-9.]{1,8})\\t(-?[0-9.]{1,6})");
  private static final Logger log = LoggerFactory.getLogger(SoundTool.class);

  private final @Nullable Path launcher;
  private final Duration patience;
  private final Semaphore free = new Semaphore(AT_ONCE);
  private volatile @Nullable Known known;

  /// @param atNanos when it was found out, by the clock of [System#nanoTime]
  private record Known(boolean ready, long atNanos) {}

  /// @param launcher `bin/ringfence`, or null when that started nothing here
  public SoundTool(@Nullable Path launcher) {
    this(launcher, Duration.ofSeconds(30));
  }

  SoundTool(@Nullable Path launcher, Duration patience) {
    this.launcher = launcher;
    this.patience = patience;
  }

  /// Whether recordings can be taken on this machine: a launcher, and the tools that it uses. What
  /// was found out holds for a minute, because each page that lists prompts asks.
  public boolean isReady() {
    @Nullable Known before = known;
    if (before == null || System.nanoTime() - before.atNanos > KNOWN_FOR.toNanos()) {
      before = new Known(findOut(), System.nanoTime());
      known = before;
    }
    return before.ready;
  }

  private boolean findOut() {
    if (launcher == null || !Files.isExecutable(launcher)) {
      return false;
    }
    try (Folder folder = new Folder()) {
      return run(folder, READY_WITHIN, List.of("--ready")) == 0;
    } catch (IOException broken) {
      log.atWarn().setCause(broken).log("the launcher does not run");
      return false;
    }
  }

  /// @param wav as it came
  public Brought bring(String language, String prompt, byte[] wav) {
    if (launcher == null || !Files.isExecutable(launcher)) {
      return new Brought.NotHere();
    }
    if (!free.tryAcquire()) {
      return new Brought.Busy();
    }
    try (Folder folder = new Folder()) {
      Path in = Files.write(folder.path.resolve("in.wav"), wav);
      Path out = folder.path.resolve("out.ulaw");
      int exit = run(folder, patience, List.of(language, prompt, in.toString(), out.toString()));
      return answer(folder, exit, out);
    } catch (IOException broken) {
      log.atError().setCause(broken).log("a recording could not be brought to form");
      return new Brought.Failed();
    } finally {
      free.release();
    }
  }

  private static Brought answer(Folder folder, int exit, Path out) throws IOException {
    String said = start(folder.said());
    Matcher taken = TAKEN.matcher(said);
    if (exit == 0 && taken.matches() && Files.size(out) <= PromptPlacement.MOST_BYTES) {
      return new Brought.Sound(
          Base64.getEncoder().encodeToString(Files.readAllBytes(out)),
          Double.parseDouble(taken.group(1)),
          Double.parseDouble(taken.group(2)));
    }
    if (exit == REFUSED && !said.isEmpty()) {
      return new Brought.Refused(said);
    }
    if (exit == NO_TOOLS) {
      return new Brought.NotHere();
    }
    log.atError()
        .addKeyValue("exit", exit)
        .addKeyValue("said", said)
        .addKeyValue("errors", start(folder.errors()))
        .log("a recording could not be brought to form");
    return new Brought.Failed();
  }

  /// The first line, without what could not be shown.
  private static String start(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MOST_ANSWER_BYTES), StandardCharsets.UTF_8);
      return text.lines().findFirst().orElse("").replaceAll("[\\p{Cntrl}&&[^\t]]", "").strip();
    }
  }

  /// @return the exit code, or -1 when it took too long
  private int run(Folder folder, Duration within, List<String> arguments) throws IOException {
    List<String> command =
        Stream.concat(Stream.of(String.valueOf(launcher), "prompt-sound"), arguments.stream())
            .toList();
    Process process =
        new ProcessBuilder(command)
            .directory(folder.path.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(folder.said().toFile())
            .redirectError(folder.errors().toFile())
            .start();
    try {
      if (process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    } catch (InterruptedException closing) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    return -1;
  }

  /// A folder that only its owner can read; it goes with everything in it.
  private static final class Folder implements AutoCloseable {
    final Path path;

    Folder() throws IOException {
      path = Files.createTempDirectory("ringfence-sound");
    }

    Path said() {
      return path.resolve("said");
    }

    Path errors() {
      return path.resolve("errors");
    }

    @Override
    public void close() throws IOException {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
