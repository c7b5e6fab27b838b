package org.ringfence.simulator.sipp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A running SIPp and what became of its calls.
public final class SippProcess implements AutoCloseable {

  private static final Duration TERM_PATIENCE = Duration.ofSeconds(3);

  /// What became of one call.
  public enum Outcome {
    /// The far end hung up.
    ENDED,
    /// The caller hung up.
    HUNGUP,
    /// The caller hung up before the answer.
    CANCELLED,
    /// Refused with 603 before the answer.
    REJECTED,
    /// Refused otherwise: busy, unavailable, not found.
    REFUSED,
    /// No answer in 20 s.
    UNANSWERED,
    /// An agent's phone was answered.
    ANSWERED,
    /// An agent's phone stopped ringing unanswered.
    WITHDRAWN
  }

  private final Process process;
  private final Path folder;

  SippProcess(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  Process process() {
    return process;
  }

  public long pid() {
    return process.pid();
  }

  /// Waits until SIPp ends by itself; false when it does not in time.
  public boolean await(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// How many calls ended how, so far.
  public Map<Outcome, Integer> outcomes() {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    for (String line : logLines()) {
      String[] words = line.split(" ", 3);
      if (words.length >= 2 && words[0].equals("outcome")) {
        counts.merge(Outcome.valueOf(words[1].toUpperCase(Locale.ROOT)), 1, Integer::sum);
      }
    }
    return counts;
  }

  public int count(Outcome outcome) {
    return outcomes().getOrDefault(outcome, 0);
  }

  /// What SIPp complained about, for a failed test's message.
  public String errors() {
    try (Stream<Path> files = Files.list(folder)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(path -> path.toString().endsWith("errors.log")).toList()) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
      return all.toString();
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  private List<String> logLines() {
    Path log = folder.resolve("outcomes.log");
    if (!Files.exists(log)) {
      return List.of();
    }
    try {
      return new ArrayList<>(Files.readAllLines(log, StandardCharsets.ISO_8859_1));
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  /// Ends SIPp and with it every call it holds, without saying good-bye: like a network that
  /// breaks.
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(TERM_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
