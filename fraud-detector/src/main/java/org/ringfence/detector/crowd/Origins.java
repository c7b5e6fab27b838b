package org.ringfence.detector.crowd;

import java.util.List;
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

  /// What is no North American number has no national digits.
  static final long NO_DIGITS = -1;

  private static final int NATIONAL_DIGITS_FROM = 2;
  private static final int NORTH_AMERICAN_LENGTH = 12;
  private static final int AREA_CODES = 1_000;
  private static final int NUMBERS_IN_AREA = 10_000_000;
  private static final int NUMBERS_IN_EXCHANGE = 10_000;

  private final List<String> areas;

  /// The cell of each area code.
  private final byte[] cells = new byte[AREA_CODES];

  /// @param areas the home area codes, at most [#MAX_AREAS] of them
  Origins(List<String> areas) {
    this.areas = List.copyOf(areas.subList(0, Math.min(areas.size(), MAX_AREAS)));
    for (int code = 0; code < AREA_CODES; code++) {
      cells[code] = (byte) areaCell(Integer.toString(AREA_CODES + code).substring(1));
    }
  }

  private int areaCell(String area) {
    return switch (AreaCodes.kindOf(area)) {
      case TOLL_FREE -> TOLL_FREE;
      case GEOGRAPHIC -> {
        int home = areas.indexOf(area);
        yield home < 0 ? ELSEWHERE : home;
      }
      case UNASSIGNED -> UNASSIGNED;
    };
  }

  /// The ten digits of a North American number, or [#NO_DIGITS] when it is none.
  ///
  /// @param number normalized
  static long digits(PhoneNumber number) {
    String raw = number.raw();
    return raw.length() == NORTH_AMERICAN_LENGTH && raw.startsWith("+1") && number.isE164()
        ? Long.parseLong(raw, NATIONAL_DIGITS_FROM, NORTH_AMERICAN_LENGTH, 10)
        : NO_DIGITS;
  }

  /// @param number normalized
  /// @param digits of it, as [#digits] says
  int cell(PhoneNumber number, long digits) {
    if (digits != NO_DIGITS) {
      return cells[(int) (digits / NUMBERS_IN_AREA)];
    }
    if (!number.isPresent()) {
      return WITHHELD;
    }
    // Every number of country code 1 has ten digits after it.
    return number.isE164() && !number.raw().startsWith("+1") ? ABROAD : MALFORMED;
  }

  /// The hashed cell of area code and exchange, or -1 when the number has none.
  static int exchangeCell(long digits) {
    if (digits == NO_DIGITS) {
      return -1;
    }
    int exchange = (int) (digits / NUMBERS_IN_EXCHANGE);
    return Math.floorMod((exchange * 0x9e3779b1) >>> 8, Trait.EXCHANGE.cells());
  }

  /// How many home area codes there are; their cells are the first.
  int homeCells() {
    return areas.size();
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
