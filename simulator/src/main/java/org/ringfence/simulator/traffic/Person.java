package org.ringfence.simulator.traffic;

import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.events.Skill;
import org.ringfence.simulator.plans.CallerPlan;
import org.ringfence.simulator.plans.CallerPlan.Audio;
import org.ringfence.simulator.plans.Keying;
import org.ringfence.simulator.plans.Label;
import org.ringfence.simulator.plans.RedialReason;

/// One person of a family, drawn trait by trait.
///
/// @param dice keyed by the plan's id
/// @param own the person's own number
record Person(String family, PersonTraits traits, Dice dice, PhoneNumber own) {

  /// How much of the variation of the time to a key is the person's, the same at both questions.
  private static final double OWN_PACE = 0.5;

  CallerPlan calling(double atSeconds) {
    double patience = rounded(traits.patience().draw(dice, "patience"));
    return new CallerPlan(
        dice.who(),
        rounded(atSeconds),
        signalling(),
        keys(),
        sound(),
        new CallerPlan.ChallengeAct(
            traits.challenge().at(dice.uniform("challenge")),
            rounded(traits.challengeTime().draw(dice, "challenge time"))),
        rounded(traits.ivrPatience().draw(dice, "patience with questions")),
        patience,
        skill(),
        callback(),
        rounded(traits.talk().draw(dice, "talk")),
        redial(patience),
        Label.HUMAN,
        family);
  }

  private CallerPlan.Signalling signalling() {
    PersonTraits.Identity identity = traits.identity();
    boolean withheld = dice.happens("withheld", identity.withheld());
    boolean shown = !withheld || dice.happens("delivered", identity.delivered());
    return new CallerPlan.Signalling(
        shown ? own : PhoneNumber.NONE,
        withheld ? Privacy.ID : Privacy.NONE,
        identity.attestation().at(dice.uniform("attestation")),
        "",
        identity.looks().at(dice.uniform("look")));
  }

  private CallerPlan.Keys keys() {
    PersonTraits.Questions questions = traits.questions();
    double pace = dice.happens("slow", questions.slowShare()) ? questions.slowFactor() : 1;
    return new CallerPlan.Keys(
        keying("language", questions.languageKey(), pace),
        keying("menu", questions.menuKey(), pace),
        questions.jitter());
  }

  private @Nullable Keying keying(String question, Choice<String> keys, double pace) {
    String key = keys.at(dice.uniform(question + " key"));
    if (key.equals("none")) {
      return null;
    }
    double seconds = pace * response(question);
    return Double.isInfinite(seconds) ? null : new Keying(rounded(seconds), key.charAt(0));
  }

  private double response(String question) {
    Spread spread = traits.questions().response();
    if (spread instanceof Spread.LogNormal logNormal) {
      double own = StrictMath.sqrt(OWN_PACE) * dice.normal("pace");
      double now = StrictMath.sqrt(1 - OWN_PACE) * dice.normal(question + " response");
      return logNormal.at(own + now);
    }
    return spread.draw(dice, question + " response");
  }

  private CallerPlan.Sound sound() {
    PersonTraits.Voice voice = traits.voice();
    boolean over = dice.happens("talks over", voice.talksOver());
    if (voice.silent()) {
      return new CallerPlan.Sound(over, Audio.SILENCE, Double.POSITIVE_INFINITY, 0);
    }
    return new CallerPlan.Sound(
        over,
        Audio.LIVE,
        rounded(voice.firstSound().draw(dice, "first sound")),
        rounded(Math.clamp(voice.soundShare().draw(dice, "sound share"), 0, 1)));
  }

  private @Nullable Skill skill() {
    String skill = traits.skill().at(dice.uniform("skill"));
    return skill.isEmpty() ? null : new Skill(skill);
  }

  private CallerPlan.Callback callback() {
    boolean accepts = dice.happens("accepts callback", traits.acceptsCallback());
    boolean keyed = accepts && traits.identity().withheld() > 0;
    return new CallerPlan.Callback(
        accepts,
        keyed ? own : PhoneNumber.NONE,
        dice.happens("answers callback", traits.answersCallback()));
  }

  private CallerPlan.Redial redial(double patience) {
    PersonTraits.Persistence again = traits.persistence();
    boolean impatient = patience < again.impatientSeconds();
    int afterAbandon =
        impatient ? times(dice.uniform("redials after abandon"), again.afterAbandon()) : 0;
    EnumSet<RedialReason> reasons =
        EnumSet.of(RedialReason.BUSY, RedialReason.REJECTED, RedialReason.DROPPED);
    if (afterAbandon > 0) {
      reasons.add(RedialReason.ABANDONED);
      return new CallerPlan.Redial(
          reasons,
          rounded(again.abandonDelay().draw(dice, "abandon delay")),
          Math.min(afterAbandon, again.most()));
    }
    int afterBusy =
        Math.min(times(dice.uniform("redials after busy"), again.afterBusy()), again.most());
    return afterBusy == 0
        ? CallerPlan.Redial.NEVER
        : new CallerPlan.Redial(
            reasons, rounded(again.busyDelay().draw(dice, "busy delay")), afterBusy);
  }

  /// How often something is done that is done again each time with this chance.
  private static int times(double uniform, double chance) {
    return chance <= 0
        ? 0
        : (int) Math.min(1e6, StrictMath.log1p(-uniform) / StrictMath.log(chance));
  }

  /// To a millisecond, as plan files keep it.
  static double rounded(double value) {
    return Double.isInfinite(value) ? value : Math.rint(value * 1000) / 1000;
  }
}
