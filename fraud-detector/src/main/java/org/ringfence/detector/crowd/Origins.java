package org.ringfence.detector.crowd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ringfence.detector.numbers.AreaCodes;
import org.ringfence.events.PhoneNumber;

/// Where a number is from, as a cell: the area codes that most callers have one by one, everything
/// else by kind.
public final class Origins {

  /// More area codes than this are counted among all others.
  public static final int MAX_AREAS = 48;

  static final int ELSEWHERE = MAX_AREAS;
  static final int TOLL_FREE = MAX_AREAS + 1;
  static final int ABROAD = MAX_AREAS + 2;
  static final int WITHHELD = MAX_AREAS + 3;
  static final int MALFORMED = MAX_AREAS + 4;
  static final int UNASSIGNED = MAX_AREAS + 5;

  private static final int NATIONAL_DIGITS_FROM = 2;
  private static final int AREA_END = 5;
  private static final int EXCHANGE_END = 8;
  private static final int NORTH_AMERICAN_LENGTH = 12;

  private final List<String> areas;
  private final Map<String, Integer> cells = new HashMap<>();

  /// @param areas the home area codes, at most [#MAX_AREAS] of them
  Origins(List<String> areas) {
    this.areas = List.copyOf(areas.subList(0, Math.min(areas.size(), MAX_AREAS)));
    for (int i = 0; i < this.areas.size(); i++) {
      cells.put(this.areas.get(i), i);
    }
  }

  /// @param number normalized
  int cell(PhoneNumber number) {
    if (!number.isPresent()) {
      return WITHHELD;
    }
    if (!number.isE164()) {
      return MALFORMED;
    }
    if (!isNorthAmerican(number)) {
      // Every number of country code 1 has ten digits after it.
      return number.raw().startsWith("+1") ? MALFORMED : ABROAD;
    }
    String area = number.raw().substring(NATIONAL_DIGITS_FROM, AREA_END);
    return switch (AreaCodes.kindOf(area)) {
      case TOLL_FREE -> TOLL_FREE;
      case GEOGRAPHIC -> cells.getOrDefault(area, ELSEWHERE);
      case UNASSIGNED -> UNASSIGNED;
    };
  }

  static boolean isNorthAmerican(PhoneNumber number) {
    return number.raw().startsWith("+1") && number.raw().length() == NORTH_AMERICAN_LENGTH;
  }

  /// The hashed cell of area code and exchange, or -1 when the number has none.
  static int exchangeCell(PhoneNumber number) {
    if (!number.isE164() || !isNorthAmerican(number)) {
      return -1;
    }
    String digits = number.raw().substring(NATIONAL_DIGITS_FROM, EXCHANGE_END);
    return Math.floorMod((Integer.parseInt(digits) * 0x9e3779b1) >>> 8, Trait.EXCHANGE.cells());
  }

  /// The cells of home area codes with the shares that people have of them.
  List<Integer> homeCells() {
    List<Integer> home = new ArrayList<>();
    for (int i = 0; i < areas.size(); i++) {
      home.add(i);
    }
    return home;
  }

  /// For people.
  String words(int cell) {
    return switch (cell) {
      case ELSEWHERE -> "numbers from other area codes";
      case TOLL_FREE -> "toll-free numbers";
      case ABROAD -> "numbers from abroad";
      case WITHHELD -> "no number shown";
      case MALFORMED -> "numbers that are none";
      case UNASSIGNED -> "area codes that nobody has";
      default -> cell < areas.size() ? "area code " + areas.get(cell) : "numbers of one kind";
    };
  }
}
