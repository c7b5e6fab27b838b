package org.ringfence.platform.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ringfence.simulator.sipp.SippProcess;
import org.ringfence.simulator.sipp.SippProcess.Outcome;
import tools.jackson.databind.JsonNode;

/// What the demonstration came to: what the callers' side saw, and what the platform measured.
final class DemoSummary {

  private final BoardClient client;
  private final SippProcess people;
  private final List<SippProcess> machines;
  private final PrintStream out;

  DemoSummary(BoardClient client, SippProcess people, List<SippProcess> machines, PrintStream out) {
    this.client = client;
    this.people = people;
    this.machines = machines;
    this.out = out;
  }

  /// Prints it; true when people were served, machines refused, and no person was.
  boolean print() throws IOException {
    Map<Outcome, Integer> persons = people.outcomes();
    Map<Outcome, Integer> bots = new EnumMap<>(Outcome.class);
    machines.forEach(
        each -> each.outcomes().forEach((outcome, n) -> bots.merge(outcome, n, Integer::sum)));
    JsonNode totals = client.board().path("change").path("totals").path(0);
    int served = totals.path("served").asInt(0);
    int personsRejected =
        persons.getOrDefault(Outcome.REJECTED, 0) + persons.getOrDefault(Outcome.REFUSED, 0);
    int botsRejected = bots.getOrDefault(Outcome.REJECTED, 0);
    out.println();
    out.println("  What the callers saw");
    out.printf(
        "    people:   %d refused, %d talked to an end (others wait or talk still)%n",
        personsRejected, persons.getOrDefault(Outcome.ENDED, 0));
    out.printf(
        "    machines: %d refused with 603, %d let in and gave up%n",
        botsRejected, bots.getOrDefault(Outcome.HUNGUP, 0));
    out.println("  What the platform says");
    out.printf(
        "    served %d, abandoned %d, failed open %d, mean wait of the served %s s%n",
        served,
        totals.path("abandoned").asInt(0),
        totals.path("failedOpen").asInt(0),
        totals.path("meanServedWaitSeconds").asString("-"));
    out.printf(
        "    told a range: %d, came true: %d%n",
        totals.path("told").asInt(0), totals.path("toldRight").asInt(0));
    out.println("  Times, p50 / p99 (goals on an idle machine: 20, 50 and 100 ms at p99)");
    out.printf(
        "    verdict                        %s%n",
        quantiles("ringfence_verdict_time_seconds", "stage=\"arrival\""));
    out.printf(
        "    call set-up time added         %s%n",
        quantiles("ringfence_agi_session_seconds", "script=\"arrival\""));
    out.printf(
        "    agent free to agent ringing    %s%n", quantiles("ringfence_offer_ring_seconds", ""));
    out.println();
    return served > 0 && botsRejected > 0 && personsRejected == 0;
  }

  private String quantiles(String timer, String label) throws IOException {
    return milliseconds(timer, label + (label.isEmpty() ? "" : ",") + "quantile=\"0.5\"")
        + " / "
        + milliseconds(timer, label + (label.isEmpty() ? "" : ",") + "quantile=\"0.99\"");
  }

  private String milliseconds(String timer, String labels) throws IOException {
    return client.meters(timer, labels).stream()
        .mapToDouble(Double::doubleValue)
        .filter(value -> !Double.isNaN(value))
        .max()
        .stream()
        .mapToObj(value -> String.format("%.1f ms", value * 1_000))
        .findFirst()
        .orElse("-");
  }
}
