package org.ringfence.platform.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.ringfence.platform.run.Installation;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.simulator.sipp.Sipp;
import org.ringfence.simulator.sipp.SippProcess;
import org.ringfence.site.Site;
import tools.jackson.databind.JsonNode;

/// One demonstration: agents sign in, people call, machines attack in the middle third, the
/// terminal tells it all.
final class DemoRun {

  private static final Duration STEP = Duration.ofSeconds(5);
  private static final Duration READY_PATIENCE = Duration.ofSeconds(60);
  private static final double PEOPLE_PER_SECOND = 1 / 3.0;
  private static final double HAMMERING_PER_SECOND = 4;
  private static final double FORGED_PER_SECOND = 2;
  private static final Duration PERSON_STAYS = Duration.ofMinutes(4);
  private static final Duration MACHINE_STAYS = Duration.ofSeconds(40);
  private static final int PHONE_PORT = 7_100;

  private final PlatformSettings settings;
  private final Installation installation;
  private final Duration length;
  private final BoardClient client;
  private final Sipp sipp;
  private final DemoTraffic traffic;
  private final PrintStream out;
  private final List<SippProcess> phones = new ArrayList<>();
  private final List<SippProcess> machines = new ArrayList<>();

  DemoRun(
      PlatformSettings settings,
      Installation installation,
      Duration length,
      BoardClient client,
      Sipp sipp,
      RandomGenerator random,
      PrintStream out) {
    this.settings = settings;
    this.installation = installation;
    this.length = length;
    this.client = client;
    this.sipp = sipp;
    this.traffic = new DemoTraffic(settings.site().lines().getFirst().id().value(), random);
    this.out = out;
  }

  /// Plays it; returns whether people were served, machines refused and no person refused.
  boolean play() throws IOException, InterruptedException {
    awaitReady();
    new DemoAccounts(settings, installation, out).tell(length);
    out.println(
        "  " + length.toSeconds() + " s of calls: people every 3 s, machines in the middle third.");
    out.println();
    signIn();
    int count = (int) Math.round(length.toSeconds() * PEOPLE_PER_SECOND);
    SippProcess people = sipp.callers(traffic.people(count), PEOPLE_PER_SECOND, PERSON_STAYS);
    try {
      out.println(DemoProgress.HEADER);
      for (long elapsed = 0; elapsed < length.toSeconds(); elapsed += STEP.toSeconds()) {
        attackWhenDue(elapsed);
        Thread.sleep(STEP.toMillis());
        out.println(DemoProgress.line(elapsed + STEP.toSeconds(), client.board()));
      }
      return new DemoSummary(client, people, machines, out).print();
    } finally {
      people.close();
      machines.forEach(SippProcess::close);
      phones.forEach(SippProcess::close);
    }
  }

  private void awaitReady() throws InterruptedException, IOException {
    for (long waited = 0; !client.isReady(); waited += 250) {
      if (waited > READY_PATIENCE.toMillis()) {
        throw new IOException("the platform is not ready; see /health/ready on the web port");
      }
      Thread.sleep(250);
    }
  }

  /// Three kinds of phones: quick, slow, and one that nobody ever picks up.
  private void signIn() throws IOException, InterruptedException {
    Map<String, String> secrets = installation.phoneSecrets();
    Map<String, String> quick = new LinkedHashMap<>();
    Map<String, String> slow = new LinkedHashMap<>();
    Map<String, String> absent = new LinkedHashMap<>();
    List<Site.Agent> agents = settings.site().agents();
    for (int i = 0; i < agents.size(); i++) {
      String id = agents.get(i).id().value();
      Map<String, String> kind = i == agents.size() - 1 ? absent : i % 2 == 0 ? quick : slow;
      kind.put(id, String.valueOf(secrets.get(id)));
    }
    addPhones(quick, 0, Duration.ofSeconds(1), Duration.ofSeconds(15));
    addPhones(slow, 1, Duration.ofSeconds(3), Duration.ofSeconds(30));
    addPhones(absent, 2, Duration.ofMinutes(10), Duration.ofSeconds(1));
    for (Site.Agent agent : agents) {
      client.askAgentState(agent.id().value(), "ready");
    }
  }

  private void addPhones(Map<String, String> secrets, int kind, Duration answer, Duration talk)
      throws IOException, InterruptedException {
    if (!secrets.isEmpty()) {
      phones.add(sipp.phones(secrets, PHONE_PORT + kind, answer, talk));
    }
  }

  private void attackWhenDue(long elapsedSeconds) throws IOException {
    long third = length.toSeconds() / 3;
    if (machines.isEmpty() && elapsedSeconds >= third) {
      out.println("  --- the machines come ---");
      machines.add(
          sipp.callers(
              traffic.hammering((int) (third * HAMMERING_PER_SECOND)),
              HAMMERING_PER_SECOND,
              MACHINE_STAYS));
      machines.add(
          sipp.callers(
              traffic.forged((int) (third * FORGED_PER_SECOND)), FORGED_PER_SECOND, MACHINE_STAYS));
    }
  }

  /// One line of progress.
  private static final class DemoProgress {

    static final String HEADER =
        "  time  mode    waiting  predicted wait   talking  served  abandoned  admitted  low priority  refused";

    private DemoProgress() {}

    static String line(long seconds, JsonNode event) {
      JsonNode board = event.path("change");
      JsonNode totals = board.path("totals").path(0);
      int waiting = 0;
      int talking = 0;
      int diverted = 0;
      String predicted = "-";
      for (JsonNode queue : board.path("queues")) {
        waiting += queue.path("waiting").asInt(0);
        talking += queue.path("talking").asInt(0);
        diverted += queue.path("diverted").asInt(0);
        JsonNode range = queue.path("predicted");
        if (range.isObject()) {
          predicted =
              range.path("lowSeconds").asInt(0) + "-" + range.path("highSeconds").asInt(0) + " s";
        }
      }
      JsonNode verdicts = totals.path("verdicts");
      return String.format(
          "  %3d s  %-6s  %7d  %-15s  %7d  %6d  %9d  %8d  %12d  %7d",
          seconds,
          board.path("lines").path(0).path("mode").asString("-"),
          waiting,
          predicted,
          talking,
          totals.path("served").asInt(0),
          totals.path("abandoned").asInt(0),
          verdicts.path("ADMIT").asInt(0),
          diverted,
          verdicts.path("REJECT").asInt(0));
    }
  }
}
