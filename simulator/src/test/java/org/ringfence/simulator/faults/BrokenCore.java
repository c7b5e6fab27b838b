package org.ringfence.simulator.faults;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.ringfence.decider.Decider;
import org.ringfence.events.CallEvent.CallerHeard;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.WithdrawOffer;
import org.ringfence.events.Message;
import org.ringfence.events.OfferId;

/// The real core with one defect put around it.
final class BrokenCore implements Decider {

  /// What the defect makes of a message.
  private final BiFunction<Decider, Message, List<Message>> defect;

  private final Decider core;
  private final boolean remembers;

  private BrokenCore(
      Decider core, boolean remembers, BiFunction<Decider, Message, List<Message>> defect) {
    this.core = core;
    this.remembers = remembers;
    this.defect = defect;
  }

  /// Hears nothing of one caller in ten.
  static Decider forgetsSomeCallers(Decider real) {
    return new BrokenCore(
        real,
        true,
        (core, message) -> message.toString().contains(".7, ") ? List.of() : core.apply(message));
  }

  /// Rings a second phone call for the same agent, for the same caller under another name.
  static Decider ringsEachAgentTwice(Decider real) {
    return new BrokenCore(
        real,
        true,
        (core, message) -> {
          List<Message> said = new ArrayList<>();
          for (Message answer : core.apply(message)) {
            said.add(answer);
            if (answer instanceof OfferCall offer) {
              said.add(renamed(offer, offer.ticket() + "-again"));
            }
          }
          return said;
        });
  }

  /// Offers the second of two callers first: each caller's offer goes out with the other's name.
  static Decider servesTheLatestFirst(Decider real) {
    List<OfferCall> latest = new ArrayList<>();
    return new BrokenCore(
        real,
        true,
        (core, message) -> {
          List<Message> said = new ArrayList<>();
          for (Message answer : core.apply(message)) {
            if (answer instanceof OfferCall offer && !latest.isEmpty()) {
              OfferCall other = latest.removeFirst();
              said.add(
                  new OfferCall(
                      offer.offer(),
                      other.ticket(),
                      other.call(),
                      other.channel(),
                      offer.agent(),
                      offer.at(),
                      offer.pool(),
                      offer.queue(),
                      offer.language(),
                      offer.ringTime(),
                      offer.waited(),
                      offer.freeSince(),
                      offer.why(),
                      offer.story()));
              latest.add(offer);
            } else {
              said.add(answer);
              if (answer instanceof OfferCall offer) {
                latest.add(offer);
              }
            }
          }
          return said;
        });
  }

  /// Hears no sound of a diverted caller who waits.
  static Decider deafToSounds(Decider real) {
    return new BrokenCore(
        real,
        true,
        (core, message) -> message instanceof CallerHeard ? List.of() : core.apply(message));
  }

  /// Takes diverted callers for heard who never were.
  static Decider hearsTheSilent(Decider real) {
    return new BrokenCore(
        real,
        true,
        (core, message) -> core.apply(message instanceof QueueReached r ? asHeard(r) : message));
  }

  private static QueueReached asHeard(QueueReached reached) {
    return new QueueReached(
        reached.call(),
        reached.at(),
        reached.pool(),
        reached.queue(),
        reached.ticket(),
        reached.since(),
        reached.line(),
        reached.caller(),
        reached.attestation(),
        reached.language(),
        reached.skills(),
        reached.channel(),
        reached.diverted(),
        reached.machineOdds(),
        true,
        reached.identity());
  }

  static Decider neverWithdraws(Decider real) {
    return new BrokenCore(
        real,
        true,
        (core, message) ->
            core.apply(message).stream().filter(said -> !(said instanceof WithdrawOffer)).toList());
  }

  /// Restarts empty.
  static Decider forgetsAtRestart(Decider real) {
    return new BrokenCore(real, false, Decider::apply);
  }

  static Decider throwsNowAndThen(Decider real) {
    return new BrokenCore(
        real,
        true,
        (core, message) -> {
          if (message.at().getEpochSecond() % 97 == 0) {
            throw new IllegalStateException("a defect");
          }
          return core.apply(message);
        });
  }

  private static OfferCall renamed(OfferCall offer, String name) {
    return new OfferCall(
        new OfferId(name + offer.offer()),
        offer.ticket(),
        offer.call(),
        offer.channel(),
        offer.agent(),
        offer.at(),
        offer.pool(),
        offer.queue(),
        offer.language(),
        offer.ringTime(),
        offer.waited(),
        offer.freeSince(),
        offer.why(),
        offer.story());
  }

  @Override
  public List<Message> apply(Message message) {
    return defect.apply(core, message);
  }

  @Override
  public Optional<Instant> nextDue() {
    return core.nextDue();
  }

  @Override
  public byte[] snapshot() {
    return core.snapshot();
  }

  @Override
  public void restore(byte[] snapshot) {
    if (remembers) {
      core.restore(snapshot);
    }
  }
}
