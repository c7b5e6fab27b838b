package org.ringfence.simulator.waits;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringfence.simulator.waits.TraceFiles.Trace;
import org.ringfence.simulator.waits.WaitsOptions.Part;

/// `evaluate waits`: how well the production core predicts waits, beside what else could be told.
///
/// Results go to the terminal part by part, and to `waits.json`, which is valid after each part and
/// says `partial` until the last. The same options give the same bytes of it.
public final class WaitsEvaluation {

  static final String FILE = "waits.json";

  /// A center knows its talk time only so well before the day begins.
  private static final double[] TALK_KNOWN = {0.75, 1, 1.25};

  private static final long PROGRESS_NANOS = 3_000_000_000L;

  private final WaitsOptions options;
  private final Path folder;
  private final PrintStream results;
  private final PrintStream progress;
  private final LongSupplier ticker;
  private final WaitsJson json;
  private final List<Target> targets = new ArrayList<>();
  private long toldProgressAt;

  /// @param folder for `waits.json`; made when absent
  /// @param results tables
  /// @param progress a line every few seconds
  /// @param ticker nanoseconds, for progress and for the speed that is printed
  public WaitsEvaluation(
      WaitsOptions options,
      Path folder,
      PrintStream results,
      PrintStream progress,
      LongSupplier ticker) {
    this.options = options;
    this.folder = folder;
    this.results = results;
    this.progress = progress;
    this.ticker = ticker;
    this.json = new WaitsJson(options);
  }

  /// @return whether all targets were met
  /// @throws IOException when the folder holds other files, or the trace cannot be read; the
  ///   message says all that is wrong
  public boolean run() throws IOException {
    prepareFolder();
    // Read first: what is wrong with it is to be told before the long work.
    @Nullable Path traceFolder = options.parts().contains(Part.TRACE) ? options.trace() : null;
    if (traceFolder != null) {
      trace(TraceFiles.list(traceFolder));
    }
    if (options.parts().contains(Part.MODELS)) {
      models();
    }
    if (options.parts().contains(Part.MORNING)) {
      mornings();
    }
    if (options.parts().contains(Part.MACHINES)) {
      machines();
    }
    json.complete();
    write();
    results.println(WaitsTables.ofTargets(targets));
    results.println(folder.resolve(FILE));
    return targets.stream().allMatch(Target::met);
  }

  private void prepareFolder() throws IOException {
    if (Files.exists(folder)) {
      if (!Files.isDirectory(folder)) {
        throw new NotDirectoryException(folder + " is not a folder");
      }
      try (Stream<Path> files = Files.list(folder)) {
        List<Path> others =
            files.filter(file -> !file.getFileName().toString().startsWith(FILE)).sorted().toList();
        if (!others.isEmpty()) {
          throw new IOException(
              folder + " holds other files (" + others.getFirst() + "); name a folder of its own");
        }
      }
    }
    Files.createDirectories(folder);
  }

  private void write() throws IOException {
    Path written = Files.writeString(folder.resolve(FILE + ".part"), json.toString());
    Files.move(
        written,
        folder.resolve(FILE),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  private void done(String table, List<Target> judged) throws IOException {
    targets.addAll(judged);
    json.addTargets(judged);
    write();
    results.println(table);
    results.flush();
  }

  private void trace(List<Path> files) throws IOException {
    long start = ticker.getAsLong();
    Trace trace = TraceFiles.read(files);
    long read = ticker.getAsLong();
    TraceRun.Predictions predictions =
        TraceRun.predict(trace.calls(), options.prediction(), progressOf("trace", "events"));
    long played = ticker.getAsLong();
    TraceRun.Result run = TraceRun.score(trace, predictions, options.traceFrom());
    json.add(run, files.stream().map(file -> file.getFileName().toString()).toList());
    done(WaitsTables.of(run), Targets.of(run));
    results.printf(
        Locale.ROOT,
        "Read %,d calls in %.1f s; replayed %,d events (%,d messages to the core) in %.1f s:"
            + " %,.0f events/s, %,.0f messages/s; reading and replay took %.1f s for a month%n%n",
        trace.calls().size(),
        (read - start) / 1e9,
        run.events(),
        run.messages(),
        (played - read) / 1e9,
        run.events() / ((played - read) / 1e9),
        run.messages() / ((played - read) / 1e9),
        (played - start) / 1e9 / files.size());
  }

  private void models() throws IOException {
    for (QueueModel model : QueueModel.table()) {
      long start = ticker.getAsLong();
      ModelRun.Result run =
          ModelRun.run(
              model,
              options.seed(),
              options.arrivals(),
              options.ownArrivals(),
              options.prediction(),
              progressOf(model.name(), "arrivals"));
      json.add(run);
      done(WaitsTables.of(run, options.arrivals(), options.ownArrivals()), Targets.of(run));
      speed(run.messages(), start);
    }
  }

  private void speed(long messages, long start) {
    double seconds = (ticker.getAsLong() - start) / 1e9;
    results.printf(
        Locale.ROOT,
        "%,d messages to the core; all in %.1f s: %,.0f messages/s%n%n",
        messages,
        seconds,
        messages / seconds);
  }

  private void mornings() throws IOException {
    List<MorningRun.Result> runs = new ArrayList<>();
    for (double known : TALK_KNOWN) {
      runs.add(
          MorningRun.run(
              options.seed(),
              options.mornings(),
              known,
              options.prediction(),
              progressOf("morning", "people")));
    }
    json.addMornings(runs);
    done(WaitsTables.of(runs), Targets.ofMornings(runs));
  }

  private void machines() throws IOException {
    MachinesRun.Result run =
        MachinesRun.run(
            options.seed(),
            options.ownArrivals(),
            options.prediction(),
            progressOf("machines", "arrivals"));
    json.add(run);
    done(WaitsTables.of(run), Targets.of(run));
  }

  private IntConsumer progressOf(String what, String unit) {
    return count -> {
      long now = ticker.getAsLong();
      if (now - toldProgressAt >= PROGRESS_NANOS) {
        toldProgressAt = now;
        progress.printf(Locale.ROOT, "%s: %,d %s%n", what, count, unit);
        progress.flush();
      }
    };
  }
}
