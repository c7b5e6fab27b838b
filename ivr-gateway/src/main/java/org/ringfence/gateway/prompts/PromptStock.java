package org.ringfence.gateway.prompts;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ringfence.gateway.agi.AgiAnswer;
import org.ringfence.gateway.agi.AgiScript;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.gateway.ivr.Prompt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the files of the prompts are still there, looked at each [#LOOK_SECONDS] seconds.
///
/// The start refuses a flow whose prompts are not complete; this is for a file that goes missing
/// while the line runs. Then the same prompt is said in the default language, or left out when that
/// is missing too. Asterisk itself passes over a file that it cannot find and goes on, so a caller
/// loses a word within those seconds, and never the call.
///
/// `ringfence.prompts.missing` is how many are missing; alert above 0.
public final class PromptStock implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PromptStock.class);
  private static final long LOOK_SECONDS = 10;
  private static final String FOLDER = "ringfence";
  private static final String SUFFIX = ".ulaw";

  private final Path sounds;
  private final PagePrompts page;
  private final Language fallback;
  private final Set<String> built;
  private volatile Set<String> given = Set.of();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("prompt-stock").unstarted(work));
  private volatile Set<String> missing = Set.of();

  /// @param list the prompts that were built (`language<TAB>id<TAB>…`); their files are below
  ///   `ringfence` beside it. Without a list nothing is looked at.
  /// @param page what wins over the built ones
  /// @param fallback the language that is spoken where a prompt of another is missing
  public PromptStock(Path list, PagePrompts page, Language fallback, MeterRegistry meters) {
    this.sounds = list.toAbsolutePath().resolveSibling("");
    this.page = page;
    this.fallback = fallback;
    this.built = paths(list);
    meters.gauge("ringfence.prompts.missing", this, stock -> stock.missing.size());
  }

  private static Set<String> paths(Path list) {
    Set<String> paths = new HashSet<>();
    try {
      for (String line : Files.readAllLines(list)) {
        String[] fields = line.split("\t", -1);
        if (fields.length > 2) {
          Language.find(fields[0])
              .ifPresent(language -> paths.add(Prompt.path(language, fields[1])));
        }
      }
    } catch (IOException none) {
      log.atDebug().addKeyValue("file", list).log("no list of prompts to look after");
    }
    return Set.copyOf(paths);
  }

  public void start() {
    if (!built.isEmpty()) {
      var _ = timer.scheduleWithFixedDelay(this::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
    }
  }

  void look() {
    Set<String> gone = new TreeSet<>();
    Set<String> present = page.bytes().keySet();
    given = present;
    for (String path : built) {
      // A file of no bytes plays like one that is not there.
      if (!present.contains(path) && sounds.resolve(path + SUFFIX).toFile().length() == 0) {
        gone.add(path);
      }
    }
    if (!gone.equals(missing)) {
      missing = Set.copyOf(gone);
      if (gone.isEmpty()) {
        log.atInfo().log("all prompts are there again");
      } else {
        log.atWarn().addKeyValue("prompts", gone).log("prompts are missing");
      }
    }
  }

  /// The paths of the prompts that are missing, sorted.
  public List<String> missing() {
    return missing.stream().sorted().toList();
  }

  /// The same script, which names no prompt that is missing.
  public AgiScript guarding(AgiScript script) {
    return call -> sayable(script.answer(call));
  }

  /// An answer is fields joined by `|`, of which one is paths joined by `&`.
  AgiAnswer sayable(AgiAnswer answer) {
    Set<String> gone = missing;
    if (gone.isEmpty()) {
      return answer;
    }
    List<String> fields = new ArrayList<>();
    for (String field : answer.value().split("\\|", -1)) {
      fields.add(field.startsWith(FOLDER + "/") ? present(field, gone) : field);
    }
    return new AgiAnswer(answer.variable(), String.join("|", fields));
  }

  private String present(String paths, Set<String> gone) {
    List<String> there = new ArrayList<>();
    for (String path : paths.split("&", -1)) {
      String spoken = gone.contains(path) ? inFallback(path) : path;
      boolean known = built.contains(spoken) || given.contains(spoken);
      if (spoken.equals(path) || (known && !gone.contains(spoken))) {
        there.add(spoken);
      }
    }
    return String.join("&", there);
  }

  private String inFallback(String path) {
    return Prompt.path(fallback, path.substring(path.lastIndexOf('/') + 1));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
