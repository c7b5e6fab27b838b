package org.ringfence.simulator.center;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringfence.detector.DetectorSettings;
import org.ringfence.events.AgentId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Skill;
import org.ringfence.gateway.FlowFiles;
import org.ringfence.queue.QueueSettings;
import org.ringfence.settings.SettingsReader;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.Keying;
import org.ringfence.simulator.plans.Label;
import org.ringfence.simulator.results.RunResults;
import org.ringfence.site.Site;

/// A virtual center as the shipped configuration has it, and plans to play in it.
public final class TestCenter {

  public static final Path CONFIG = Path.of("..", "config").toAbsolutePath().normalize();

  private TestCenter() {}

  public static CenterSettings settings(String defence, int ports) {
    SettingsReader main =
        SettingsReader.of(
            CONFIG.resolve("ringfence.conf"),
            Map.of("defence.mode", defence, "defence.ports", Integer.toString(ports)));
    Site site = Site.from(main, SettingsReader.of(CONFIG.resolve("agents.conf"), Map.of()));
    try {
      List<String> prompts = PromptLengths.estimated(CONFIG.resolve("prompts"));
      return new CenterSettings(
          CONFIG,
          site,
          FlowFiles.read(CONFIG.resolve("ivr/enrollment.conf"), prompts, site),
          PromptLengths.of(prompts),
          DetectorSettings.from(main.section("defence")),
          QueueSettings.from(main.section("queue")),
          ports,
          Duration.ofSeconds(30),
          false);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static RunResults run(CenterSettings settings, List<CallerPlan> callers, List<AgentPlan> agents) {
    return run(settings, callers, agents, Double.POSITIVE_INFINITY);
  }

  static RunResults run(
      CenterSettings settings, List<CallerPlan> callers, List<AgentPlan> agents, double until) {
    return new VirtualCenter(settings, callers, agents, 1)
        .run(new VirtualCenter.RunOrder(1, "none", until), (_, _) -> true);
  }

  /// With a detector that says what the test wants.
  static RunResults run(
      ChosenVerdicts detector, int ports, List<CallerPlan> callers, List<AgentPlan> agents) {
    return new VirtualCenter(settings("on", ports), callers, agents, 1, detector.factory())
        .run(new VirtualCenter.RunOrder(1, "none", Double.POSITIVE_INFINITY), (_, _) -> true);
  }

  static List<AgentPlan> agents(int count, String... skills) {
    Set<Skill> has = new TreeSet<>();
    Stream.of(skills).map(Skill::new).forEach(has::add);
    return IntStream.range(0, count)
        .mapToObj(i -> new AgentPlan(new AgentId("a" + i), has, 0, 86_400, 2, 10, 0, 1, 0))
        .toList();
  }

  /// A person who keys 1 and 1 and talks for two minutes.
  static Caller caller(String id, double arriveSeconds) {
    return new Caller(id, arriveSeconds);
  }

  /// A plan in the making.
  static final class Caller {
    private final String id;
    private final double arriveSeconds;
    private String number = "+16125550123";
    private CallerPlan.Keys keys = new CallerPlan.Keys(new Keying(6, '1'), new Keying(7, '1'), 0);
    private double patienceSeconds = 1800;
    private double ivrPatienceSeconds = 60;
    private double talkSeconds = 120;
    private CallerPlan.Sound sound = new CallerPlan.Sound(false, CallerPlan.Audio.LIVE, 2, 0.4);
    private CallerPlan.ChallengeAct challenge =
        new CallerPlan.ChallengeAct(CallerPlan.ChallengeResult.PASS, 9);
    private @Nullable Skill skill;
    private CallerPlan.Redial redial = CallerPlan.Redial.NEVER;
    private Label label = Label.HUMAN;

    private Caller(String id, double arriveSeconds) {
      this.id = id;
      this.arriveSeconds = arriveSeconds;
    }

    Caller number(String given) {
      number = given;
      return this;
    }

    Caller silentAfterLanguage() {
      keys = new CallerPlan.Keys(new Keying(4, '1'), null, 0);
      return this;
    }

    Caller keys(CallerPlan.Keys given) {
      keys = given;
      return this;
    }

    Caller patience(double seconds) {
      patienceSeconds = seconds;
      return this;
    }

    Caller ivrPatience(double seconds) {
      ivrPatienceSeconds = seconds;
      return this;
    }

    Caller talk(double seconds) {
      talkSeconds = seconds;
      return this;
    }

    Caller sound(CallerPlan.Audio audio, double firstSeconds) {
      sound = new CallerPlan.Sound(false, audio, firstSeconds, 0.4);
      return this;
    }

    Caller challenge(CallerPlan.ChallengeResult result, double seconds) {
      challenge = new CallerPlan.ChallengeAct(result, seconds);
      return this;
    }

    Caller needs(String need) {
      skill = new Skill(need);
      return this;
    }

    Caller redial(CallerPlan.Redial given) {
      redial = given;
      return this;
    }

    Caller machine() {
      label = Label.MACHINE;
      return this;
    }

    CallerPlan plan() {
      return new CallerPlan(
          id,
          arriveSeconds,
          CallerPlan.Signalling.plain(PhoneNumber.of(number)),
          keys,
          sound,
          challenge,
          ivrPatienceSeconds,
          patienceSeconds,
          skill,
          new CallerPlan.Callback(false, PhoneNumber.NONE, true),
          talkSeconds,
          redial,
          label,
          label == Label.HUMAN ? "human" : "machine");
    }
  }
}
