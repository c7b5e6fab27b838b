package org.ringfence.simulator.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ringfence.settings.SettingsReader;
import org.ringfence.simulator.plans.CallerPlan;

/// A family of machines and when it calls.
record MachineFamily(String name, MachineTraits traits, List<Phase> phases) {

  private static final int MAX_ATTEMPTS = 10_000_000;
  private static final Duration DAY = PeopleSettings.DAY;

  /// Attempts in a stretch of time, by rate or by number.
  sealed interface Phase {
    Timing.Stretch stretch();

    Timing timing();

    int attempts(Dice campaign);

    /// @param rate attempts a second, drawn once for the phase
    record Rate(Timing.Stretch stretch, Timing timing, Spread rate) implements Phase {
      @Override
      public int attempts(Dice campaign) {
        double expected = rate.draw(campaign, "rate") * stretch.length();
        int drawn =
            timing instanceof Timing.Timer
                ? (int) Math.min(Math.rint(expected), MAX_ATTEMPTS)
                : PeopleTraffic.poisson(
                    Math.min(expected, MAX_ATTEMPTS), campaign.uniform("count"));
        return Math.min(drawn, MAX_ATTEMPTS);
      }
    }

    record Fixed(Timing.Stretch stretch, Timing timing, int number) implements Phase {
      @Override
      public int attempts(Dice campaign) {
        return number;
      }
    }
  }

  MachineFamily {
    phases = List.copyOf(phases);
  }

  /// A family that calls at a rate.
  static MachineFamily atRate(String name, SettingsReader settings) {
    SettingsReader attempts = settings.section("attempts");
    Phase phase =
        new Phase.Rate(
            stretch(attempts), timing(attempts), PersonTraits.spread(attempts, "per-second"));
    return new MachineFamily(name, MachineTraits.from(settings), List.of(phase));
  }

  /// A family that makes given numbers of attempts.
  static MachineFamily inPhases(String name, SettingsReader settings) {
    List<Phase> phases = new ArrayList<>();
    for (SettingsReader phase : settings.sections("attempts")) {
      phases.add(
          new Phase.Fixed(stretch(phase), timing(phase), phase.integer("number", 0, MAX_ATTEMPTS)));
    }
    return new MachineFamily(name, MachineTraits.from(settings), phases);
  }

  private static Timing.Stretch stretch(SettingsReader settings) {
    double from = PersonTraits.seconds(settings, "from", DAY.negated(), DAY);
    double to = PersonTraits.seconds(settings, "to", DAY.negated(), DAY);
    if (to <= from) {
      settings.problem("to", "must be after from");
      return new Timing.Stretch(from, from + 1);
    }
    return new Timing.Stretch(from, to);
  }

  private static Timing timing(SettingsReader settings) {
    return settings.value("timing", Timing::parse, new Timing.Poisson());
  }

  /// All attempts, each a plan of its own: machines do not redial.
  List<CallerPlan> plans(Dice seed, CallerIds.Source source) {
    Dice campaign = seed.of(name);
    List<CallerPlan> plans = new ArrayList<>();
    int index = 0;
    for (Phase phase : phases) {
      int attempts = phase.attempts(campaign);
      for (int i = 0; i < attempts; i++, index++) {
        Dice dice = seed.of(PeopleTraffic.id(name, index));
        double at = phase.timing().at(dice, campaign, phase.stretch(), i, attempts);
        plans.add(new MachineAttempt(this, source, campaign, dice, index).calling(at));
      }
    }
    return plans;
  }
}
