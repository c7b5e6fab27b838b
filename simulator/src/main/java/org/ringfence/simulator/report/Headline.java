package org.ringfence.simulator.report;

/// What was run and how it ended, in plain sentences.
final class Headline {

  private Headline() {}

  /// Who called, how long and how it was defended.
  static String title(Run run) {
    double machineCalls = run.machines().number("attempts");
    double peopleCalls =
        run.summary().requiredNumber("attempts") - (machineCalls > 0 ? machineCalls : 0);
    String people = Words.counted(run.people().requiredNumber("plans"), "person", "people");
    String length = Words.time(Math.round(run.lengthSeconds() / 60) * 60.0);
    return run.hasMachines()
        ? people
            + " and "
            + Words.counted(machineCalls, "machine call", "machine calls")
            + " in "
            + length
            + ", "
            + defence(run)
        : people
            + " in "
            + Words.counted(peopleCalls, "call", "calls")
            + " and "
            + length
            + " without machines, "
            + defence(run);
  }

  static String defence(Run run) {
    return switch (run.defence()) {
      case "on" -> "defence on";
      case "off" -> "defence off";
      case "shadow" -> "defence only watching";
      default -> "defence " + run.defence();
    };
  }

  /// The outcome in two or three sentences.
  static String lead(Run run) {
    SummaryPart people = run.people();
    StringBuilder words = new StringBuilder();
    words.append(
        Words.count(people.number("served"))
            + " of "
            + Words.counted(people.requiredNumber("plans"), "person", "people")
            + " ("
            + Words.percent(people.number("served_share"))
            + ") reached an agent, "
            + Words.time(people.number("time_to_agent_rmst_s"))
            + " after their first attempt on average, those who never did counted to the end. ");
    double busy = people.number("busy_plans");
    words.append(
        busy > 0
            ? Words.share(busy, people.requiredNumber("plans")) + " heard a busy signal. "
            : "Nobody heard a busy signal. ");
    double harmed = people.number("harmed_plans");
    words.append(
        harmed > 0
            ? Words.counted(harmed, "person was", "people were")
                + " treated as a machine by mistake."
            : "No person was treated as a machine.");
    if (run.hasMachines()) {
      SummaryPart machines = run.machines();
      words.append(
          " Of the machines' "
              + Words.counted(machines.number("attempts"), "call", "calls")
              + (machines.number("reached_agent") > 0
                  ? ", "
                      + Words.count(machines.number("reached_agent"))
                      + " reached an agent and took "
                      + Words.time(machines.number("agent_s"))
                      + " of agents' time."
                  : " none reached an agent."));
    }
    return words.toString();
  }
}
