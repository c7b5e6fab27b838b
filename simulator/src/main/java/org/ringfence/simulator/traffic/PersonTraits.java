package org.ringfence.simulator.traffic;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.ringfence.events.Attestation;
import org.ringfence.events.PhoneNumber;
import org.ringfence.settings.SettingsReader;
import org.ringfence.simulator.plans.CallerPlan.ChallengeResult;

/// What one family of people is like; `config/traffic/people.conf` explains every key.
///
/// @param share of all calls of people, 0 to 1
/// @param skill what the call needs beside what is keyed, or empty
record PersonTraits(
    double share,
    Identity identity,
    Questions questions,
    Voice voice,
    Choice<ChallengeResult> challenge,
    Spread challengeTime,
    Spread ivrPatience,
    Spread patience,
    Spread talk,
    Choice<String> skill,
    double acceptsCallback,
    double answersCallback,
    Persistence persistence) {

  /// Where a family's numbers come from.
  enum Numbers {
    LOCAL,
    TOLLFREE,
    ABROAD,
    LISTED,
    SHARED,
    VICTIMS,
    MALFORMED
  }

  /// @param listed the numbers of a family whose numbers are known
  /// @param callsPerHour of each number that many people share
  /// @param withheld share of calls that ask the network to withhold the number
  /// @param delivered share of those whose number the network delivers all the same
  record Identity(
      Numbers numbers,
      List<PhoneNumber> listed,
      Spread callsPerHour,
      double withheld,
      double delivered,
      Choice<Attestation> attestation,
      Choice<String> looks) {

    private static Identity from(SettingsReader settings) {
      Numbers numbers = settings.choice("numbers", Numbers.class);
      List<PhoneNumber> listed = settings.texts("listed").stream().map(PhoneNumber::of).toList();
      if (numbers == Numbers.LISTED && listed.isEmpty()) {
        settings.problem("listed", "must name at least one number");
      }
      return new Identity(
          numbers,
          listed,
          spread(settings, "calls-per-hour"),
          settings.number("withheld", 0, 1),
          settings.number("delivered", 0, 1),
          choice(settings, "attestation", PersonTraits::attestation),
          choice(settings, "looks", PersonTraits::look));
    }
  }

  /// The keys pressed at the two questions; `none` for no key.
  ///
  /// @param response from the start of a prompt to its key
  /// @param slowShare of people, for whom it takes `slowFactor` times as long, at both questions
  record Questions(
      Choice<String> languageKey,
      Choice<String> menuKey,
      Spread response,
      double slowShare,
      double slowFactor,
      double jitter) {

    private static Questions from(SettingsReader settings) {
      return new Questions(
          choice(settings, "language-key", PersonTraits::key),
          choice(settings, "menu-key", PersonTraits::key),
          spread(settings, "response"),
          settings.number("slow-share", 0, 1),
          settings.number("slow-factor", 1, 100),
          settings.number("jitter", 0, 10));
    }
  }

  /// @param silent nothing is ever heard, as from a text telephone that does not type
  record Voice(double talksOver, boolean silent, Spread firstSound, Spread soundShare) {

    private static Voice from(SettingsReader settings) {
      return new Voice(
          settings.number("talks-over", 0, 1),
          settings.flag("silent"),
          spread(settings, "first-sound"),
          spread(settings, "share"));
    }
  }

  /// Who tries again, when and how often. A plan has one delay for all reasons; so a person either
  /// comes back after having given up in line, or only when not let in.
  ///
  /// @param afterBusy the chance to try again after each attempt that got no port, was refused or
  ///   ended by us
  /// @param afterAbandon the same after giving up, for people whose patience is under `impatient`
  record Persistence(
      double afterBusy,
      Spread busyDelay,
      double afterAbandon,
      Spread abandonDelay,
      double impatientSeconds,
      int most) {

    static Persistence from(SettingsReader settings) {
      return new Persistence(
          settings.number("after-busy", 0, 0.999),
          spread(settings, "busy-delay"),
          settings.number("after-abandon", 0, 0.999),
          spread(settings, "abandon-delay"),
          seconds(settings, "impatient", Duration.ZERO, Duration.ofDays(1)),
          settings.integer("most", 0, 1000));
    }
  }

  static PersonTraits from(SettingsReader settings) {
    SettingsReader challenge = settings.section("challenge");
    SettingsReader patience = settings.section("patience");
    SettingsReader needs = settings.section("needs");
    SettingsReader callback = settings.section("callback");
    return new PersonTraits(
        settings.number("share", 0, 1),
        Identity.from(settings.section("identity")),
        Questions.from(settings.section("keys")),
        Voice.from(settings.section("sound")),
        choice(challenge, "result", PersonTraits::result),
        spread(challenge, "time"),
        spread(patience, "questions"),
        spread(patience, "line"),
        spread(needs, "talk"),
        choice(needs, "skill", PersonTraits::skill),
        callback.number("accepts", 0, 1),
        callback.number("answers", 0, 1),
        Persistence.from(settings.section("redial")));
  }

  /// The same people on a day on which they need something else.
  PersonTraits on(
      Spread otherPatience,
      Spread otherTalk,
      Choice<String> otherSkill,
      double otherAcceptsCallback,
      Persistence otherPersistence) {
    return new PersonTraits(
        share,
        identity,
        questions,
        voice,
        challenge,
        challengeTime,
        ivrPatience,
        otherPatience,
        otherTalk,
        otherSkill,
        otherAcceptsCallback,
        answersCallback,
        otherPersistence);
  }

  static Spread spread(SettingsReader settings, String key) {
    return settings.value(key, Spread::parse, new Spread.Fixed(0));
  }

  static <T> Choice<T> choice(SettingsReader settings, String key, Function<String, T> maker) {
    return settings.value(
        key, text -> Choice.parse(text, maker), new Choice<>(List.of(), List.of()));
  }

  static double seconds(SettingsReader settings, String key, Duration least, Duration most) {
    return settings.duration(key, least, most).toMillis() / 1000.0;
  }

  static String key(String word) {
    if (!word.matches("none|[0-9*#]")) {
      throw new IllegalArgumentException("\"" + word + "\" should be a key 0-9 * # or none");
    }
    return word;
  }

  static String look(String word) {
    if (!word.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException("a look has 1 to 64 of A-Z a-z 0-9 . _ -");
    }
    return word;
  }

  static String skill(String word) {
    if (!word.matches("[A-Za-z0-9._-]{1,32}")) {
      throw new IllegalArgumentException("a skill has 1 to 32 of A-Z a-z 0-9 . _ -, or is none");
    }
    return word.equals("none") ? "" : word;
  }

  static Attestation attestation(String word) {
    return constant(word, Attestation.class);
  }

  static ChallengeResult result(String word) {
    return constant(word, ChallengeResult.class);
  }

  private static <E extends Enum<E>> E constant(String word, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(word.toUpperCase(Locale.ROOT))) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "\"" + word + "\" should be one of " + List.of(type.getEnumConstants()));
  }
}
