package org.ringfence.simulator.traffic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ringfence.events.PhoneNumber;

/// The numbers there are: who lives where, and how numbers are written that are not of here.
///
/// Within an area code people are spread over blocks of a thousand numbers by a Zipf law, because
/// popular mobile carriers fill some blocks and others stand nearly empty. Which blocks those are
/// is settled by the seed.
final class PhoneBook {

  /// Exchanges 200 to 999 but for the service codes N11 and the fictional 555.
  private static final List<String> EXCHANGES = exchanges();

  private static final int BLOCKS = EXCHANGES.size() * 10;

  /// Has no divisor in common with the number of blocks, so that each rank has a block of its own.
  private static final int STRIDE = 3001;

  private static final String CANADA = "1";

  /// Country code, digits that begin a subscriber's number, digits in all after the country code.
  private record Country(String code, String start, int digits) {}

  private static final List<Country> ABROAD =
      List.of(
          new Country("52", "55", 10),
          new Country("52", "33", 10),
          new Country(CANADA, "416", 10),
          new Country(CANADA, "204", 10),
          new Country("252", "61", 9),
          new Country("63", "917", 10),
          new Country("44", "7700", 10),
          new Country("49", "151", 11),
          new Country("91", "98", 10),
          new Country("84", "90", 9));

  private final Dice seed;
  private final Choice<String> areas;
  private final double[] cumulativeBlocks;

  /// @param areas area codes of people, and `other` for elsewhere in the country
  /// @param blocks how many blocks of each area code are in use
  /// @param exponent of the Zipf law; 0 spreads people evenly
  PhoneBook(Dice seed, Choice<String> areas, int blocks, double exponent) {
    this.seed = seed.of("phone book");
    this.areas = areas;
    this.cumulativeBlocks = new double[Math.min(blocks, BLOCKS)];
    double sum = 0;
    for (int rank = 0; rank < cumulativeBlocks.length; rank++) {
      sum += StrictMath.pow(rank + 1, -exponent);
      cumulativeBlocks[rank] = sum;
    }
  }

  private static List<String> exchanges() {
    List<String> exchanges = new ArrayList<>();
    for (int exchange = 200; exchange < 1000; exchange++) {
      if (exchange % 100 != 11 && exchange != 555) {
        exchanges.add(Integer.toString(exchange));
      }
    }
    return List.copyOf(exchanges);
  }

  /// Somebody's number, from where the line's callers live.
  PhoneNumber person(Dice who) {
    String area = areas.at(who.uniform("area"));
    return area.equals("other") ? anyInCountry(who) : inArea(who, area);
  }

  private PhoneNumber inArea(Dice who, String area) {
    double wanted = who.uniform("block") * cumulativeBlocks[cumulativeBlocks.length - 1];
    int found = Arrays.binarySearch(cumulativeBlocks, wanted);
    int rank = Math.min(found < 0 ? -found - 1 : found + 1, cumulativeBlocks.length - 1);
    int first = seed.index("first block of " + area, BLOCKS);
    int block = (int) ((first + (long) rank * STRIDE) % BLOCKS);
    String subscriber = "%03d".formatted(who.index("subscriber", 1000));
    return PhoneNumber.of("+1" + area + EXCHANGES.get(block / 10) + block % 10 + subscriber);
  }

  /// A valid number anywhere in the country, every area code as likely as the next.
  PhoneNumber anyInCountry(Dice who) {
    return anyIn(AreaCodes.ALL.get(who.index("area code", AreaCodes.ALL.size())), who);
  }

  /// A valid number of an area code.
  PhoneNumber anyIn(String area, Dice who) {
    return anyIn(area, EXCHANGES.get(who.index("exchange", EXCHANGES.size())), who);
  }

  PhoneNumber anyIn(String area, String exchange, Dice who) {
    return PhoneNumber.of(
        "+1" + area + exchange + "%04d".formatted(who.index("last four", 10_000)));
  }

  PhoneNumber tollFree(Dice who) {
    return anyIn(AreaCodes.TOLL_FREE.get(who.index("toll-free", AreaCodes.TOLL_FREE.size())), who);
  }

  PhoneNumber abroad(Dice who) {
    Country country = ABROAD.get(who.index("country", ABROAD.size()));
    if (country.code().equals(CANADA)) {
      return anyIn(country.start(), who);
    }
    StringBuilder number = new StringBuilder("+").append(country.code()).append(country.start());
    for (int i = country.start().length(); i < country.digits(); i++) {
      number.append(who.index("digit " + i, 10));
    }
    return PhoneNumber.of(number.toString());
  }

  /// A real number as a trunk may mangle it: without country code or plus, cut, or a word.
  PhoneNumber mangled(Dice who) {
    String digits = person(who).raw().substring(2);
    return PhoneNumber.of(
        switch (who.index("mangled", 6)) {
          case 0 -> digits;
          case 1 -> "1" + digits;
          case 2 -> "001" + digits;
          case 3 -> digits.substring(3);
          case 4 -> "unavailable";
          default -> "+1" + digits.substring(0, 6);
        });
  }

  /// One of the people whose numbers machines show; machines and people who ask for the same victim
  /// get the same number.
  PhoneNumber victim(int index) {
    return person(seed.of("victim " + index));
  }
}
