package org.ringfence.simulator.traffic;

import org.ringfence.events.Attestation;
import org.ringfence.settings.SettingsReader;
import org.ringfence.simulator.plans.CallerPlan.ChallengeResult;

/// What one family of machines does; `config/traffic/machines.conf` explains every key.
record MachineTraits(
    CallerIds numbers,
    Choice<Attestation> attestation,
    Choice<String> looks,
    Script script,
    Voice voice,
    Choice<ChallengeResult> challenge,
    Spread challengeTime,
    Spread ivrPatience,
    Spread patience,
    Spread talk,
    double acceptsCallback,
    CallerIds callbackNumbers) {

  /// What shares one draw of its keys and sounds.
  enum Per {
    /// The whole family: one dialer with one script.
    CAMPAIGN,
    /// Each number shown: lines with scripts of their own.
    NUMBER,
    /// Nothing: drawn anew each time, as people do.
    ATTEMPT
  }

  /// The keys pressed at the two questions; `none` for no key.
  record Script(
      Per per,
      Choice<String> languageKey,
      Spread languageAt,
      Choice<String> menuKey,
      Spread menuAt,
      double jitter) {

    private static Script from(SettingsReader settings) {
      return new Script(
          settings.choice("per", Per.class),
          PersonTraits.choice(settings, "language-key", PersonTraits::key),
          PersonTraits.spread(settings, "language-at"),
          PersonTraits.choice(settings, "menu-key", PersonTraits::key),
          PersonTraits.spread(settings, "menu-at"),
          settings.number("jitter", 0, 10));
    }
  }

  /// @param audio `live`, `silence` or `recording:NAME`
  record Voice(double talksOver, Choice<String> audio, Spread firstSound, Spread soundShare) {

    private static Voice from(SettingsReader settings) {
      return new Voice(
          settings.number("talks-over", 0, 1),
          PersonTraits.choice(settings, "audio", MachineTraits::audio),
          PersonTraits.spread(settings, "first-sound"),
          PersonTraits.spread(settings, "share"));
    }
  }

  static MachineTraits from(SettingsReader settings) {
    SettingsReader challenge = settings.section("challenge");
    SettingsReader patience = settings.section("patience");
    SettingsReader callback = settings.section("callback");
    return new MachineTraits(
        settings.value("numbers", CallerIds::parse, CallerIds.Plain.WITHHELD),
        PersonTraits.choice(settings, "attestation", PersonTraits::attestation),
        PersonTraits.choice(settings, "looks", PersonTraits::look),
        Script.from(settings.section("keys")),
        Voice.from(settings.section("sound")),
        PersonTraits.choice(challenge, "result", PersonTraits::result),
        PersonTraits.spread(challenge, "time"),
        PersonTraits.spread(patience, "questions"),
        PersonTraits.spread(patience, "line"),
        PersonTraits.spread(settings, "talk"),
        callback.number("accepts", 0, 1),
        callback.value("numbers", CallerIds::parse, CallerIds.Plain.WITHHELD));
  }

  private static String audio(String word) {
    if (!word.matches("live|silence|recording:[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "\"" + word + "\" should be live, silence or recording:NAME");
    }
    return word;
  }
}
