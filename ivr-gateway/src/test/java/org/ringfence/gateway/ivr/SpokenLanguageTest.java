package org.ringfence.gateway.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringfence.events.PredictedWait;
import org.ringfence.gateway.ivr.SpokenNumber.Form;

/// What is said, read by the words of the shipped catalogues and held against Unicode's spelling of
/// numbers, dates and parts of the day (ICU), which knows nothing of our prompts.
final class SpokenLanguageTest {

  private static final CatalogueWords ENGLISH = new CatalogueWords(Language.EN);
  private static final CatalogueWords SPANISH = new CatalogueWords(Language.ES);
  private static final ULocale EN = new ULocale("en_US");
  private static final ULocale ES = new ULocale("es_MX");

  private static final Map<ULocale, RuleBasedNumberFormat> SPELLINGS = new HashMap<>();
  private static final Map<String, DateFormat> DATES = new HashMap<>();

  private static String icuNumber(ULocale locale, int number, String rules) {
    return SPELLINGS
        .computeIfAbsent(
            locale, any -> new RuleBasedNumberFormat(any, RuleBasedNumberFormat.SPELLOUT))
        .format(number, rules)
        .replace("-", " ")
        .replace("\u00AD", "");
  }

  private static String icuDate(ULocale locale, String pattern, LocalDateTime time) {
    DateFormat format =
        DATES.computeIfAbsent(
            locale + pattern,
            any -> {
              DateFormat made = new SimpleDateFormat(pattern, locale);
              made.setTimeZone(TimeZone.GMT_ZONE);
              return made;
            });
    return format.format(Date.from(time.toInstant(ZoneOffset.UTC)));
  }

  private static String plain(String sentence) {
    return sentence.replaceAll("[.,:]", "");
  }

  @Test
  void everyNumberIsSpelledAsUnicodeSpellsIt() {
    for (int number = 0; number <= SpokenNumber.MAX; number++) {
      assertThat(ENGLISH.sentence(SpokenNumber.ids(Language.EN, number, Form.COUNTING)))
          .isEqualTo(icuNumber(EN, number, "%spellout-numbering"));
      assertThat(SPANISH.sentence(SpokenNumber.ids(Language.ES, number, Form.COUNTING)))
          .isEqualTo(icuNumber(ES, number, "%spellout-numbering"));
      assertThat(SPANISH.sentence(SpokenNumber.ids(Language.ES, number, Form.BEFORE_MASCULINE)))
          .isEqualTo(icuNumber(ES, number, "%spellout-cardinal-masculine"));
    }
  }

  @Test
  void everyDayOfALeapYearIsSaidAsUnicodeWritesIt() {
    LocalDate first = LocalDate.of(2028, 1, 1);
    for (int i = 0; i < first.lengthOfYear(); i++) {
      LocalDate day = first.plusDays(i);
      LocalDateTime noon = day.atTime(12, 0);
      assertThat(ENGLISH.sentence(SpokenTime.date(Language.EN, day)))
          .isEqualTo(
              icuDate(EN, "EEEE MMMM ", noon)
                  + icuNumber(EN, day.getDayOfMonth(), "%spellout-ordinal"));
      String spanishDay =
          day.getDayOfMonth() == 1
              ? "primero"
              : icuNumber(ES, day.getDayOfMonth(), "%spellout-numbering");
      assertThat(SPANISH.sentence(SpokenTime.date(Language.ES, day)))
          .isEqualTo(
              "el " + icuDate(ES, "EEEE ", noon) + spanishDay + icuDate(ES, " 'de' MMMM", noon));
    }
  }

  @Test
  void everyMinuteOfADayHasItsHourItsMinutesAndItsPartOfTheDay() {
    for (int minute = 0; minute < 24 * 60; minute++) {
      LocalTime time = LocalTime.ofSecondOfDay(minute * 60L);
      if (time.equals(LocalTime.MIDNIGHT) || time.equals(LocalTime.NOON)) {
        continue;
      }
      LocalDateTime when = LocalDate.of(2028, 1, 1).atTime(time);
      int hour = Integer.parseInt(icuDate(EN, "h", when));
      int past = time.getMinute();
      String english =
          (past == 0 ? "" : past < 10 ? " oh" : "")
              + (past == 0 ? "" : " " + icuNumber(EN, past, "%spellout-numbering"));
      assertThat(ENGLISH.sentence(SpokenTime.timeOfDay(Language.EN, time)))
          .isEqualTo(
              "at " + icuNumber(EN, hour, "%spellout-numbering") + english + partOfDay(EN, when));
      String spanish =
          switch (past) {
            case 0 -> "";
            case 15 -> " y cuarto";
            case 30 -> " y media";
            default -> " y " + icuNumber(ES, past, "%spellout-numbering");
          };
      String clock = hour == 1 ? "a la una" : "a las " + icuNumber(ES, hour, "%spellout-numbering");
      assertThat(SPANISH.sentence(SpokenTime.timeOfDay(Language.ES, time)))
          .isEqualTo(clock + spanish + partOfDay(ES, when));
    }
  }

  private static String partOfDay(ULocale locale, LocalDateTime when) {
    return icuDate(locale, "h:mm B", when).replaceFirst("[0-9:]+", "").replace('\u00A0', ' ');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-11-24T20:00 | 2026-11-25T08:00 | tomorrow at eight in the morning | mañana a las ocho de la mañana
          2026-11-25T06:30 | 2026-11-25T08:00 | today at eight in the morning | hoy a las ocho de la mañana
          2026-11-27T20:00 | 2026-11-30T13:00 | Monday at one in the afternoon | el lunes a la una de la tarde
          2026-11-23T20:00 | 2026-11-30T12:00 | Monday November thirtieth at noon | el lunes treinta de noviembre a las doce del mediodía
          2026-11-27T20:00 | 2026-12-31T00:00 | Thursday December thirty first at midnight | el jueves treinta y uno de diciembre a las doce de la noche
          2026-12-31T23:50 | 2027-01-01T08:05 | tomorrow at eight oh five in the morning | mañana a las ocho y cinco de la mañana
          """)
  void aMomentIsSaidAsACallerWouldSayIt(
      LocalDateTime now, LocalDateTime then, String english, String spanish) {
    assertThat(ENGLISH.sentence(SpokenTime.moment(Language.EN, now, then))).isEqualTo(english);
    assertThat(SPANISH.sentence(SpokenTime.moment(Language.ES, now, then))).isEqualTo(spanish);
  }

  @Test
  void openingHoursAreSaidAsASpan() {
    LocalTime from = LocalTime.of(8, 0);
    LocalTime to = LocalTime.of(17, 30);
    assertThat(ENGLISH.sentence(SpokenTime.span(Language.EN, from, to)))
        .isEqualTo("from eight in the morning to five thirty in the afternoon");
    assertThat(SPANISH.sentence(SpokenTime.span(Language.ES, from, to)))
        .isEqualTo("de las ocho de la mañana a las cinco y media de la tarde");
    assertThat(SPANISH.sentence(SpokenTime.span(Language.ES, LocalTime.of(13, 0), to)))
        .startsWith("de la una de la tarde a las cinco");
  }

  @Test
  void aRangeOfMinutesIsASentence() {
    PredictedWait wait =
        new PredictedWait(Duration.ofMinutes(21), Duration.ofMinutes(25), Duration.ofMinutes(28));
    assertThat(plain(sentence(ENGLISH, Language.EN, wait)))
        .isEqualTo(
            "You are number twenty one in line We expect that you will wait between twenty and"
                + " thirty minutes");
    assertThat(plain(sentence(SPANISH, Language.ES, wait)))
        .isEqualTo(
            "Usted es el número veintiuno en la fila Calculamos que esperará entre veinte y"
                + " treinta minutos");
  }

  private static String sentence(CatalogueWords words, Language language, PredictedWait wait) {
    int folder = ("ringfence/" + language.code() + "/").length();
    List<String> paths = Announcement.of(language, 21, wait, null).prompts();
    return words.sentence(paths.stream().map(path -> path.substring(folder)).toList());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void eachCatalogueHasTheWordsOfAllThatCanBeSaid(Language language) {
    Collection<String> wanted = new TreeSet<>(Announcement.allIds(language));
    wanted.addAll(LinePrompts.allIds());
    wanted.addAll(Challenge.promptIds());
    wanted.addAll(DoorPrompts.allIds());
    wanted.add(RecordingNotice.PROMPT);
    wanted.addAll(FlowPromptCheck.LINE_PROMPTS);
    wanted.removeAll(new CatalogueWords(language).ids());
    assertThat(wanted).isEmpty();
  }

  @Test
  void somaliAndHmongAreBuiltAsTheirGrammarsSay() {
    CatalogueWords somali = new CatalogueWords(Language.SO);
    CatalogueWords hmong = new CatalogueWords(Language.HMN);
    assertThat(somali.sentence(SpokenNumber.ids(Language.SO, 1_121, Form.COUNTING)))
        .isEqualTo("kun iyo boqol iyo kow iyo labaatan");
    assertThat(somali.sentence(SpokenNumber.ids(Language.SO, 1, Form.BEFORE_MASCULINE)))
        .isEqualTo("hal");
    assertThat(hmong.sentence(SpokenNumber.ids(Language.HMN, 2_034, Form.COUNTING)))
        .isEqualTo("ob txhiab peb caug plaub");
    LocalTime halfPastEight = LocalTime.of(8, 30);
    assertThat(somali.sentence(SpokenTime.timeOfDay(Language.SO, halfPastEight)))
        .isEqualTo("saacadda siddeed iyo soddon daqiiqo oo subaxnimo");
    assertThat(hmong.sentence(SpokenTime.timeOfDay(Language.HMN, halfPastEight)))
        .isEqualTo("thaum yim teev peb caug feeb sawv ntxov");
  }
}
