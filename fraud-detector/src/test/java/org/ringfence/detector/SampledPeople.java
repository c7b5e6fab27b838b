package org.ringfence.detector;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ringfence.detector.crowd.UsualCallers;
import org.ringfence.detector.numbers.AreaCodes;
import org.ringfence.events.Attestation;
import org.ringfence.events.PhoneNumber;

/// People drawn by the usual shares, each trait by itself.
public final class SampledPeople {

  private static final double SHORTEST_SECONDS = 0.5;
  private static final double SPAN = 0.2;
  private static final List<Attestation> ATTESTATIONS = List.of(Attestation.values());

  private final UsualCallers usual;
  private final RandomGenerator random;
  private final List<String> areas;
  private final List<Double> origins;

  /// One of them.
  ///
  /// @param conduct a cell of [org.ringfence.detector.crowd.Conduct]
  /// @param languageSeconds from the prompt to the key, should one be pressed
  public record Person(
      PhoneNumber number,
      Attestation attestation,
      int conduct,
      double languageSeconds,
      double menuSeconds) {

    public boolean keysLanguage() {
      return (conduct & 4) != 0;
    }

    public boolean keysMenu() {
      return (conduct & 2) != 0;
    }

    public boolean isHeard() {
      return (conduct & 1) != 0;
    }
  }

  public SampledPeople(RandomGenerator random) {
    usual = ShippedCallers.read();
    this.random = random;
    areas = List.copyOf(usual.areas().keySet());
    origins = new ArrayList<>(usual.areas().values());
    origins.addAll(
        List.of(
            usual.elsewhere(),
            usual.tollFree(),
            usual.abroad(),
            usual.withheld(),
            usual.malformed()));
  }

  public Person next() {
    return new Person(
        number(),
        ATTESTATIONS.get(draw(usual.attestation())),
        draw(usual.conduct()),
        seconds(usual.languageSpans()),
        seconds(usual.menuSpans()));
  }

  private PhoneNumber number() {
    int origin = draw(origins);
    if (origin < areas.size()) {
      return inArea(areas.get(origin));
    }
    return switch (origin - areas.size()) {
      case 0 -> elsewhere();
      case 1 -> inArea("800");
      case 2 -> PhoneNumber.of("+44" + (7_000_000_000L + random.nextInt(999_999_999)));
      case 3 -> PhoneNumber.NONE;
      default -> PhoneNumber.of("ext " + random.nextInt(400));
    };
  }

  /// A number in an area code that is in service and not one of the line's own.
  public PhoneNumber elsewhere() {
    String area = "";
    // Nobody calls from 900, and from 500 and 700 hardly anybody.
    while (area.endsWith("00")
        || areas.contains(area)
        || AreaCodes.kindOf(area) != AreaCodes.Kind.GEOGRAPHIC) {
      area = String.valueOf(200 + random.nextInt(790));
    }
    return inArea(area);
  }

  /// Any number in an area code.
  public PhoneNumber inArea(String area) {
    return PhoneNumber.of("+1" + area + (2_000_000 + random.nextInt(7_999_999)));
  }

  private double seconds(List<Double> spans) {
    return SHORTEST_SECONDS * Math.exp((draw(spans) + random.nextDouble()) * SPAN);
  }

  private int draw(List<Double> shares) {
    double left = random.nextDouble() * shares.stream().mapToDouble(Double::doubleValue).sum();
    for (int i = 0; i < shares.size(); i++) {
      left -= shares.get(i);
      if (left < 0) {
        return i;
      }
    }
    return shares.size() - 1;
  }
}
