package org.ringfence.simulator.traffic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.CallerPlan.Audio;
import org.ringfence.simulator.plans.PlanWriter;

/// A morning to be played: what callers and agents will do.
///
/// @param callers in order of their first attempts
public record Scenario(List<CallerPlan> callers, List<AgentPlan> agents) {

  public static final String CALLERS_FILE = "callers.csv";
  public static final String AGENTS_FILE = "agents.csv";
  public static final String RECORDINGS_FOLDER = "recordings";

  public Scenario {
    callers = List.copyOf(callers);
    agents = List.copyOf(agents);
  }

  /// The same morning without machines: the same people, to the last draw.
  public Scenario withoutMachines() {
    return new Scenario(callers.stream().filter(plan -> !plan.isMachine()).toList(), agents);
  }

  /// Writes `callers.csv`, `agents.csv` and the recordings that callers play.
  ///
  /// @throws FolderInUseException when the folder holds anything
  public void write(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw new FolderInUseException(folder);
        }
      }
    }
    Files.createDirectories(folder);
    PlanWriter.writeCallers(folder.resolve(CALLERS_FILE), callers);
    PlanWriter.writeAgents(folder.resolve(AGENTS_FILE), agents);
    Set<String> recordings = new TreeSet<>();
    for (CallerPlan plan : callers) {
      if (plan.sound().audio().kind() == Audio.Kind.RECORDING) {
        recordings.add(plan.sound().audio().recording());
      }
    }
    if (!recordings.isEmpty()) {
      Path below = Files.createDirectories(folder.resolve(RECORDINGS_FOLDER));
      for (String name : recordings) {
        Files.write(below.resolve(name + ".ulaw"), MachineVoice.speaking(name));
      }
    }
  }

  /// A folder that is not empty is never written into.
  public static final class FolderInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    FolderInUseException(Path folder) {
      super(folder + " is not empty; name a new folder");
    }
  }
}
