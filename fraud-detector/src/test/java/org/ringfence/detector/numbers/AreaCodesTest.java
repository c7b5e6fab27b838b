package org.ringfence.detector.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.detector.numbers.AreaCodes.Kind;

class AreaCodesTest {

  private static final int COUNTRY_CODE = 1;

  @ParameterizedTest
  @ValueSource(strings = {"218", "320", "507", "612", "651", "763", "924", "952"})
  void everyAreaCodeOfMinnesotaIsGeographic(String area) {
    assertThat(AreaCodes.kindOf(area)).isEqualTo(Kind.GEOGRAPHIC);
  }

  @ParameterizedTest
  @ValueSource(strings = {"800", "833", "844", "855", "866", "877", "888"})
  void freephoneCodesAreTollFree(String area) {
    assertThat(AreaCodes.kindOf(area)).isEqualTo(Kind.TOLL_FREE);
  }

  @Test
  void whatThePlanKeepsForItselfIsUnassigned() {
    for (int area = 0; area < 1_000; area++) {
      boolean impossible = area < 200;
      boolean serviceCode = area % 100 == 11;
      boolean expansion = area / 10 % 10 == 9;
      boolean set = area / 10 == 37 || area / 10 == 96;
      if (impossible || serviceCode || expansion || set) {
        assertThat(AreaCodes.kindOf(String.format("%03d", area)))
            .as("area code %03d", area)
            .isEqualTo(Kind.UNASSIGNED);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "6", "61", "6123", "abc", "٣٢٠"})
  void whatIsNoAreaCodeIsUnassigned(String area) {
    assertThat(AreaCodes.kindOf(area)).isEqualTo(Kind.UNASSIGNED);
  }

  @Test
  void whateverLibphonenumberKnowsIsInTheTable() {
    Set<String> missing = new TreeSet<>();
    for (int area = 200; area < 1_000; area++) {
      Kind kind = AreaCodes.kindOf(String.valueOf(area));
      if (kind == Kind.UNASSIGNED && isKnownToLibphonenumber(area)) {
        missing.add(String.valueOf(area));
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void tollFreeCodesAreThoseOfLibphonenumber() {
    PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    for (int area = 200; area < 1_000; area++) {
      boolean tollFree = library.getNumberType(number(area, 234)) == PhoneNumberType.TOLL_FREE;
      assertThat(AreaCodes.kindOf(String.valueOf(area)) == Kind.TOLL_FREE)
          .as("area code %d", area)
          .isEqualTo(tollFree);
    }
  }

  /// Overlays that the library does not have yet, and 456, 700 and 710, which are no area.
  @Test
  void theTableHoldsLittleThatLibphonenumberDoesNotKnow() {
    Set<String> more = new TreeSet<>();
    for (int area = 200; area < 1_000; area++) {
      Kind kind = AreaCodes.kindOf(String.valueOf(area));
      if (kind != Kind.UNASSIGNED && !isKnownToLibphonenumber(area)) {
        more.add(String.valueOf(area));
      }
    }

    assertThat(String.join(" ", more))
        .isEqualTo("357 387 436 456 457 465 471 483 621 624 679 700 710 837 861 924");
  }

  private static PhoneNumber number(int area, int exchange) {
    return new PhoneNumber()
        .setCountryCode(COUNTRY_CODE)
        .setNationalNumber((area * 1_000L + exchange) * 10_000 + 2345);
  }

  /// Valid in any country of the plan; some areas have few exchanges, but more than four in a row.
  private static boolean isKnownToLibphonenumber(int area) {
    PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    for (int exchange = 200; exchange < 1_000; exchange += 4) {
      if (library.isValidNumber(number(area, exchange))) {
        return true;
      }
    }
    return false;
  }
}
