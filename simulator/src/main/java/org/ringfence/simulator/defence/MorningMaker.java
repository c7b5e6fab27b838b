package org.ringfence.simulator.defence;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringfence.simulator.traffic.Scenario;
import org.ringfence.simulator.traffic.Traffic;
import org.ringfence.simulator.traffic.TrafficSettings;

/// Makes the mornings that an evaluation plays.
///
/// @param folder of the traffic's parameters
/// @param overrides that the operator gave
public record MorningMaker(Path folder, Map<String, String> overrides) {

  public MorningMaker {
    overrides = new LinkedHashMap<>(overrides);
  }

  Traffic ordinary() {
    return with(Map.of());
  }

  private Traffic with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(more);
    all.putAll(overrides);
    return new Traffic(TrafficSettings.read(folder, all));
  }

  /// All groups of people in equal numbers, each with so many calls an hour before the shape of the
  /// day.
  ///
  /// @param surge from half an hour after opening, for half an hour, so many times as many
  Traffic equalGroups(double callsPerHour, double hours, double surge) {
    Map<String, String> more = new LinkedHashMap<>();
    more.put("people.alone-calls-per-hour", Double.toString(callsPerHour));
    more.put("people.from", "0s");
    more.put("people.to", Math.round(hours * 3600) + "s");
    more.put("people.surge.factor", Double.toString(surge));
    more.put("people.surge.from", "30m");
    more.put("people.surge.to", "60m");
    return with(more);
  }

  /// The same with a family of machines that calls all the time.
  Traffic equalGroupsUnderAttack(double callsPerHour, double hours, String family) {
    Map<String, String> more = new LinkedHashMap<>();
    more.put("people.alone-calls-per-hour", Double.toString(callsPerHour));
    more.put("people.from", "0s");
    more.put("people.to", Math.round(hours * 3600) + "s");
    String attempts = "machines.families.\"" + family + "\".attempts.";
    more.put(attempts + "from", "0s");
    more.put(attempts + "to", Math.round(hours * 3600) + "s");
    return with(more);
  }

  static Scenario people(Traffic traffic, long seed) {
    return traffic.make(List.of("human"), seed);
  }

  static Scenario attack(Traffic traffic, String family, long seed) {
    return traffic.make(List.of("human", family), seed);
  }
}
