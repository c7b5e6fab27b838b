package org.ringfence.simulator.incident;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ringfence.simulator.center.CenterSettings;
import org.ringfence.simulator.center.VirtualCenter;
import org.ringfence.simulator.report.Comparison;
import org.ringfence.simulator.report.Report;
import org.ringfence.simulator.results.ResultsFolder;
import org.ringfence.simulator.results.RunResults;
import org.ringfence.simulator.traffic.Scenario;
import org.ringfence.simulator.traffic.Traffic;

/// Plays the morning of 1 November 2016 with several seeds. In each the same people, with the same
/// draws, call three times.
///
/// @param on the center with the defence on
/// @param off the same with the defence off
/// @param configSha256 of the configuration, for the results
public record Incident(
    Traffic traffic, CenterSettings on, CenterSettings off, String configSha256) {

  /// 13:00, five hours after opening: the morning's figures are of what happened until then.
  static final double UNTIL_SECONDS = 18_000;

  /// The three mornings of one seed.
  private record Mornings(RunResults people, RunResults off, RunResults on) {}

  /// Plays all seeds.
  ///
  /// @param firstSeed of seeds that follow one another
  /// @param folder where the runs of the first seed are written, as `people`, `off` and `on`, with
  ///   a report each and `compare.html` beside them
  /// @param progress is told in a sentence how far it is
  public List<IncidentFigures> play(
      long firstSeed, int seeds, Path folder, Consumer<String> progress) throws IOException {
    List<IncidentFigures> figures = new ArrayList<>(seeds);
    for (int i = 0; i < seeds; i++) {
      long seed = firstSeed + i;
      Mornings mornings = morningsOf(seed);
      if (i == 0) {
        write(folder, mornings);
      }
      figures.add(
          new IncidentFigures(
              seed,
              IncidentFigures.Morning.of(mornings.people()),
              IncidentFigures.Morning.of(mornings.off()),
              IncidentFigures.Morning.of(mornings.on())));
      progress.accept("seed " + seed + ": the three mornings are played");
    }
    return figures;
  }

  private Mornings morningsOf(long seed) {
    Scenario attack = traffic.make(List.of(Traffic.MNSURE), seed);
    Scenario people = attack.withoutMachines();
    return new Mornings(run(off, people, seed), run(off, attack, seed), run(on, attack, seed));
  }

  private RunResults run(CenterSettings settings, Scenario scenario, long seed) {
    return new VirtualCenter(settings, scenario.callers(), scenario.agents(), seed)
        .run(new VirtualCenter.RunOrder(seed, configSha256, UNTIL_SECONDS), (_, _) -> true);
  }

  private static void write(Path folder, Mornings mornings) throws IOException {
    Path people = write(folder.resolve("people"), mornings.people());
    Path off = write(folder.resolve("off"), mornings.off());
    Path on = write(folder.resolve("on"), mornings.on());
    Comparison.write(List.of(off, on, people), folder);
  }

  private static Path write(Path folder, RunResults run) throws IOException {
    ResultsFolder.open(folder).write(run);
    Report.write(folder);
    return folder;
  }
}
