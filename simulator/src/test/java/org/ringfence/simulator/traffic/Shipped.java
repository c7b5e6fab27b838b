package org.ringfence.simulator.traffic;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ringfence.simulator.chance.Draws;
import org.ringfence.simulator.plans.CallerPlan;

/// The parameters that are shipped.
final class Shipped {

  static final Path FOLDER = Path.of("../config/traffic");

  private static final Traffic TRAFFIC = with(Map.of());

  private Shipped() {}

  static Traffic traffic() {
    return TRAFFIC;
  }

  static Traffic with(Map<String, String> overrides) {
    return new Traffic(TrafficSettings.read(FOLDER, overrides));
  }

  static List<CallerPlan> callers(String name, long seed) {
    return traffic().make(List.of(name), seed).callers();
  }

  static Dice dice(int who) {
    return new Dice(new Draws(5), "who " + who);
  }
}
