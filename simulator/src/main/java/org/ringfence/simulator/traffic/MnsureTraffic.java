package org.ringfence.simulator.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.ringfence.events.PhoneNumber;
import org.ringfence.simulator.plans.CallerPlan;

/// The people of 1 November 2016: exactly so many first attempts, of the families and in the shares
/// of an ordinary day, with that day's needs and patience.
final class MnsureTraffic {

  private static final double HOUR = 3600;

  private final MnsureSettings settings;
  private final PeopleSettings ordinary;
  private final PeopleTraffic people;
  private final Dice seed;

  MnsureTraffic(MnsureSettings settings, PeopleSettings ordinary, PeopleTraffic people, Dice seed) {
    this.settings = settings;
    this.ordinary = ordinary;
    this.people = people;
    this.seed = seed;
  }

  List<CallerPlan> people() {
    Map<String, PersonTraits> families = new TreeMap<>();
    Map<String, Choice<PhoneNumber>> shared = new TreeMap<>();
    List<Double> shares = new ArrayList<>();
    double perHour = settings.people() / (settings.closesSeconds() / HOUR);
    ordinary
        .families()
        .forEach((name, traits) -> {
          families.put(name, onTheDay(traits));
          shared.put(name, people.shared(name, traits, perHour * traits.share()));
          shares.add(traits.share());
        });
    Choice<String> family = Choice.of(List.copyOf(families.keySet()), shares);
    Intensity firstHour =
        new Intensity(
            0,
            HOUR,
            time -> Intensity.pulse(time, settings.pulseFactor(), settings.pulseDecaySeconds()));
    int early = (int) Math.rint(settings.people() * settings.firstHourShare());
    List<CallerPlan> plans = new ArrayList<>(settings.people());
    for (int i = 0; i < settings.people(); i++) {
      Dice dice = seed.of(PeopleTraffic.id("mnsure.people", i));
      String name = family.at(dice.uniform("family"));
      PersonTraits traits = Objects.requireNonNull(families.get(name));
      PhoneNumber own = people.number(traits, dice, Objects.requireNonNull(shared.get(name)));
      double share = dice.uniform("arrive");
      double at =
          i < early ? firstHour.timeOf(share) : HOUR + share * (settings.closesSeconds() - HOUR);
      plans.add(new Person(name, traits, dice, own).calling(at));
    }
    return plans;
  }

  private PersonTraits onTheDay(PersonTraits traits) {
    return traits.on(
        settings.patience(),
        settings.talk(),
        settings.skill(),
        settings.acceptsCallback(),
        settings.persistence());
  }
}
