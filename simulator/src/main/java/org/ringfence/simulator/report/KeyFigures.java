package org.ringfence.simulator.report;

/// The few figures by which a run is judged, large.
final class KeyFigures {

  private KeyFigures() {}

  static void write(Html html, Run run) {
    SummaryPart people = run.people();
    double plans = people.requiredNumber("plans");
    html.open("dl", "class", "figures", "aria-label", "Key figures");
    figure(
        html,
        "Reached an agent",
        Words.percent(people.number("served_share")),
        Words.count(people.number("served")) + " of " + Words.counted(plans, "person", "people"),
        false);
    figure(
        html,
        "From first call to an agent",
        Words.time(people.number("time_to_agent_rmst_s")),
        "mean over all people, also those never served",
        false);
    figure(
        html,
        "Wait in line",
        Words.time(people.number("wait_mean_s")),
        "mean; half under "
            + Words.time(people.number("wait_p50_s"))
            + ", 95\u00a0% under "
            + Words.time(people.number("wait_p95_s"))
            + ", longest "
            + Words.time(people.number("wait_max_s")),
        false);
    told(html, run.attempts().told());
    harmed(html, people);
    double busy = people.number("busy_plans");
    figure(
        html,
        "Heard a busy signal",
        Words.share(busy, plans),
        busy > 0
            ? Words.counted(busy, "person", "people")
                + ", "
                + Words.counted(people.number("busy_attempts"), "time", "times")
            : "nobody, not once",
        busy > 0);
    figure(
        html,
        "Gave up",
        Words.share(people.number("abandoned_plans"), plans),
        Words.counted(people.number("abandoned_plans"), "person", "people")
            + " hung up at least once",
        false);
    machines(html, run);
    html.close("dl");
  }

  private static void told(Html html, ToldSample told) {
    figure(
        html,
        "Waited as they were told",
        Words.share(told.within(), told.count()),
        told.count() == 0
            ? "nobody served had been told a range"
            : "of "
                + Words.count(told.count())
                + " people served; "
                + Words.share(told.longer(), told.count())
                + " waited longer",
        false);
  }

  private static void harmed(Html html, SummaryPart people) {
    double harmed = people.number("harmed_plans");
    figure(
        html,
        "People taken for machines",
        Words.count(harmed),
        "with 95\u00a0% confidence at most "
            + Words.oneIn(people.number("harmed_share_upper95"))
            + "; "
            + Words.counted(people.number("challenged_plans"), "was", "were")
            + " asked to key digits",
        harmed > 0);
  }

  private static void machines(Html html, Run run) {
    SummaryPart machines = run.machines();
    if (!run.hasMachines()) {
      figure(html, "Machines", "none", "nobody attacked in this run", false);
      return;
    }
    double reached = machines.number("reached_agent");
    double attempts = machines.number("attempts");
    figure(
        html,
        "Machines let through",
        Words.share(reached, attempts),
        Words.count(reached)
            + " of "
            + Words.count(attempts)
            + " calls reached an agent; "
            + Words.time(machines.number("agent_s"))
            + " of agents' time",
        attempts > 0 && reached / attempts > 0.003);
  }

  private static void figure(Html html, String name, String value, String note, boolean warn) {
    html.open("div", "class", warn ? "figure warn" : "figure");
    html.element("dt", name);
    html.element("dd", value, "class", "value");
    html.element("dd", note, "class", "quiet").close("div");
  }
}
