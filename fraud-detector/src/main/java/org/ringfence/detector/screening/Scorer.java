package org.ringfence.detector.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringfence.detector.crowd.Trait;
import org.ringfence.events.Reason;

/// All signals, asked in a fixed order. An allow-listed number is asked nothing else.
final class Scorer {

  private final AllowList allowList;
  private final List<Signal> others;

  Scorer(KnownNumbers known) {
    allowList = new AllowList(known.allow());
    others =
        List.of(
            new BlockedOnBoard(),
            new OwnNumber(known.own()),
            new DoNotOriginate(known.doNotOriginate()),
            new MalformedNumber(),
            new Attested(),
            new NumberPressure(),
            new LanguageThenSilence(),
            new IdenticalOffsets(),
            new AgentsSay(),
            new CampaignRhythm(),
            new CampaignLength(),
            new PassedBefore(),
            new ChallengeOutcome(),
            new SilentBefore(),
            new CrowdTrait(Trait.ORIGIN),
            new CrowdTrait(Trait.ATTESTATION),
            new CrowdTrait(Trait.LOOKS),
            new CrowdTrait(Trait.EXCHANGE),
            new CrowdTrait(Trait.SEQUENCE),
            new CrowdTrait(Trait.CONDUCT),
            new CrowdTrait(Trait.LANGUAGE_TIME),
            new CrowdTrait(Trait.MENU_TIME),
            new CrowdTrait(Trait.RECORDING));
  }

  List<Reason> reasons(Subject subject) {
    Optional<Reason> allowed = allowList.evaluate(subject);
    if (allowed.isPresent()) {
      return List.of(allowed.get());
    }
    List<Reason> reasons = new ArrayList<>(others.size());
    for (Signal signal : others) {
      Optional<Reason> reason = signal.evaluate(subject);
      if (reason.isPresent()) {
        reasons.add(reason.get());
      }
    }
    return reasons;
  }

  /// The name of every signal there is.
  List<String> names() {
    List<String> names = new ArrayList<>();
    names.add(allowList.name());
    others.forEach(signal -> names.add(signal.name()));
    return List.copyOf(names);
  }

  static double score(List<Reason> reasons) {
    double sum = 0;
    for (Reason reason : reasons) {
      sum += reason.weight();
    }
    return Math.rint(sum * 100) / 100;
  }
}
