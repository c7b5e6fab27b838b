package org.ringfence.simulator.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.ringfence.events.PhoneNumber;
import org.ringfence.simulator.plans.CallerPlan;

/// People's calls of one morning: for each family an inhomogeneous Poisson process, all of them
/// times the day's gamma factor.
final class PeopleTraffic {

  /// Numbers that a family can share at most.
  private static final int MAX_SHARED = 10_000;

  private final PeopleSettings settings;
  private final Dice seed;
  private final PhoneBook book;
  private final Intensity intensity;
  private final double dayFactor;

  PeopleTraffic(PeopleSettings settings, Dice seed, PhoneBook book) {
    this.settings = settings;
    this.seed = seed;
    this.book = book;
    this.intensity =
        new Intensity(settings.fromSeconds(), settings.toSeconds(), settings::perSecond);
    this.dayFactor = dayFactor(seed.of("people").uniform("day"), settings.dayVariation());
  }

  /// Mean 1, the given coefficient of variation.
  static double dayFactor(double uniform, double variation) {
    double scale = variation * variation;
    return new GammaDistribution(null, 1 / scale, scale).inverseCumulativeProbability(uniform);
  }

  static int poisson(double mean, double uniform) {
    return mean <= 0
        ? 0
        : new PoissonDistribution(null, mean, 1e-12, 10_000_000)
            .inverseCumulativeProbability(uniform);
  }

  /// A family's part of the day's calls.
  List<CallerPlan> family(String name) {
    return family(name, Objects.requireNonNull(settings.families().get(name)).share());
  }

  /// A family by itself.
  ///
  /// @param callsPerHour before the shape of the day
  List<CallerPlan> alone(String name, double callsPerHour) {
    return settings.callsPerHour() <= 0
        ? List.of()
        : family(name, callsPerHour / settings.callsPerHour());
  }

  private List<CallerPlan> family(String name, double share) {
    PersonTraits traits = Objects.requireNonNull(settings.families().get(name));
    double expected = intensity.total() * dayFactor * share;
    int count = poisson(expected, seed.of(name).uniform("count"));
    double hours = (settings.toSeconds() - settings.fromSeconds()) / 3600;
    Choice<PhoneNumber> shared = shared(name, traits, expected / hours);
    List<CallerPlan> plans = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Dice dice = seed.of(id(name, i));
      plans.add(
          new Person(name, traits, dice, number(traits, dice, shared))
              .calling(intensity.timeOf(dice.uniform("arrive"))));
    }
    return plans;
  }

  /// The numbers that a family shares, each with its calls an hour as weight: as many as it takes
  /// for the family's calls.
  Choice<PhoneNumber> shared(String name, PersonTraits traits, double callsPerHour) {
    List<PhoneNumber> numbers = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    if (traits.identity().numbers() == PersonTraits.Numbers.SHARED) {
      double sum = 0;
      while ((sum < callsPerHour || numbers.isEmpty()) && numbers.size() < MAX_SHARED) {
        Dice dice = seed.of(name + " shares " + numbers.size());
        double rate = Math.max(0.01, traits.identity().callsPerHour().draw(dice, "calls"));
        numbers.add(book.person(dice));
        rates.add(rate);
        sum += rate;
      }
    }
    return Choice.of(numbers, rates);
  }

  PhoneNumber number(PersonTraits traits, Dice dice, Choice<PhoneNumber> shared) {
    PersonTraits.Identity identity = traits.identity();
    return switch (identity.numbers()) {
      case LOCAL -> book.person(dice);
      case TOLLFREE -> book.tollFree(dice);
      case ABROAD -> book.abroad(dice);
      case LISTED -> identity.listed().get(dice.index("listed", identity.listed().size()));
      case SHARED -> shared.at(dice.uniform("shared"));
      case VICTIMS -> book.victim(dice.index("victim", settings.victims()));
      case MALFORMED -> book.mangled(dice);
    };
  }

  /// A plan's name; it says nothing that the format does not say elsewhere.
  static String id(String family, int index) {
    return "%s-%06d".formatted(family, index);
  }
}
