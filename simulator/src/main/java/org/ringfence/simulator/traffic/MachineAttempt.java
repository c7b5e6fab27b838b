package org.ringfence.simulator.traffic;

import org.jspecify.annotations.Nullable;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.CallerPlan.Audio;
import org.ringfence.simulator.plans.Keying;
import org.ringfence.simulator.plans.Label;

/// One attempt of a family of machines.
///
/// @param campaign the draws that all attempts of the family share
/// @param dice keyed by the plan's id
record MachineAttempt(
    MachineFamily family, CallerIds.Source source, Dice campaign, Dice dice, int index) {

  private static final String RECORDING = "recording:";

  CallerPlan calling(double atSeconds) {
    MachineTraits traits = family.traits();
    PhoneNumber number = traits.numbers().number(source, campaign, dice, index);
    Dice script = script(number);
    return new CallerPlan(
        dice.who(),
        Person.rounded(atSeconds),
        new CallerPlan.Signalling(
            number,
            Privacy.NONE,
            traits.attestation().at(dice.uniform("attestation")),
            "",
            traits.looks().at(dice.uniform("look"))),
        keys(script),
        sound(script),
        new CallerPlan.ChallengeAct(
            traits.challenge().at(dice.uniform("challenge")),
            Person.rounded(traits.challengeTime().draw(dice, "challenge time"))),
        Person.rounded(traits.ivrPatience().draw(dice, "patience with questions")),
        Person.rounded(traits.patience().draw(dice, "patience")),
        null,
        callback(),
        Person.rounded(traits.talk().draw(dice, "talk")),
        CallerPlan.Redial.NEVER,
        Label.MACHINE,
        family.name());
  }

  private Dice script(PhoneNumber number) {
    return switch (family.traits().script().per()) {
      case CAMPAIGN -> campaign;
      case NUMBER -> campaign.of(campaign.who() + " script of " + number.raw());
      case ATTEMPT -> dice;
    };
  }

  private CallerPlan.Keys keys(Dice script) {
    MachineTraits.Script keys = family.traits().script();
    return new CallerPlan.Keys(
        keying(script, "language", keys.languageKey(), keys.languageAt()),
        keying(script, "menu", keys.menuKey(), keys.menuAt()),
        keys.jitter());
  }

  private static @Nullable Keying keying(
      Dice script, String question, Choice<String> keys, Spread at) {
    String key = keys.at(script.uniform(question + " key"));
    double seconds = at.draw(script, question + " at");
    return key.equals("none") || Double.isInfinite(seconds)
        ? null
        : new Keying(Person.rounded(seconds), key.charAt(0));
  }

  private CallerPlan.Sound sound(Dice script) {
    MachineTraits.Voice voice = family.traits().voice();
    boolean over = script.happens("talks over", voice.talksOver());
    String audio = voice.audio().at(script.uniform("audio"));
    if (audio.equals("silence")) {
      return new CallerPlan.Sound(over, Audio.SILENCE, Double.POSITIVE_INFINITY, 0);
    }
    return new CallerPlan.Sound(
        over,
        audio.startsWith(RECORDING)
            ? Audio.recording(audio.substring(RECORDING.length()))
            : Audio.LIVE,
        Person.rounded(voice.firstSound().draw(script, "first sound")),
        Person.rounded(Math.clamp(voice.soundShare().draw(script, "sound share"), 0, 1)));
  }

  private CallerPlan.Callback callback() {
    MachineTraits traits = family.traits();
    boolean accepts = dice.happens("accepts callback", traits.acceptsCallback());
    PhoneNumber number =
        accepts
            ? traits
                .callbackNumbers()
                .number(
                    source,
                    campaign.of(campaign.who() + " callback"),
                    dice.of(dice.who() + " callback"),
                    index)
            : PhoneNumber.NONE;
    return new CallerPlan.Callback(accepts, number, false);
  }
}
