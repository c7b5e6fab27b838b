package org.ringfence.gateway.talks;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.LineDecision.CallParty;
import org.ringfence.events.PhoneNumber;
import org.ringfence.gateway.ami.AmiActions;
import org.ringfence.gateway.ami.OriginateOrder;
import org.ringfence.gateway.callbacks.CallbackSettings;
import org.ringfence.gateway.calls.CallLedger;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.gateway.offers.OfferDesk;
import org.ringfence.site.TalkSettings;

/// How each kind of party is called: by the trunk or at a phone, and into which part of the
/// dialplan.
public final class PartyLegs {

  private static final Duration TELLING = Duration.ofSeconds(5);

  private final TalkSettings settings;
  private final CallbackSettings trunk;
  private final CallLedger ledger;
  private final OfferDesk offers;
  private final AmiActions ami;
  private final Function<AgentId, String> phones;
  private final Function<TrackedCall, String> notice;

  /// Why somebody was not called.
  record Refused(String words) {}

  /// @param trunk how numbers outside are dialed
  /// @param phones which of an agent's phones is rung
  /// @param notice the prompt by which a caller is told that an interpreter joins
  public PartyLegs(
      TalkSettings settings,
      CallbackSettings trunk,
      CallLedger ledger,
      OfferDesk offers,
      AmiActions ami,
      Function<AgentId, String> phones,
      Function<TrackedCall, String> notice) {
    this.settings = settings;
    this.trunk = trunk;
    this.ledger = ledger;
    this.offers = offers;
    this.ami = ami;
    this.phones = phones;
    this.notice = notice;
  }

  /// Has a party's phone ring.
  ///
  /// @return why it does not; empty when it is on its way
  Optional<Refused> call(CallParty order) throws IOException {
    Optional<String> spied = offers.talkChannel(order.talk());
    Optional<TrackedCall> call = ledger.find(order.call());
    if (spied.isEmpty() || call.isEmpty()) {
      return Optional.of(new Refused("the talk was over"));
    }
    @Nullable String device = device(order);
    if (device == null) {
      return Optional.of(new Refused("not in the settings"));
    }
    if (order.told()) {
      tell(order, call.get());
    }
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("TALK", order.talk().value());
    variables.put("CALLER", order.channel());
    variables.put("CALLERUID", order.call().value());
    if (order.kind().isSupervisor()) {
      variables.put("SPIED", spied.get());
      variables.put("EAR", ear(order));
    }
    if (order.kind().isOutside()) {
      variables.put("OUTSIDE", order.kind().name().toLowerCase(Locale.ROOT));
    }
    boolean taken =
        ami.originate(
            new OriginateOrder(
                order.party().value(),
                device,
                order.kind().isSupervisor() ? "rf-ear" : "rf-party",
                "join",
                order.ringTime(),
                order.kind().isOutside()
                    ? "<" + call.get().line().id() + ">"
                    : "\"Talk\" <" + order.agent() + ">",
                variables));
    return taken ? Optional.empty() : Optional.of(new Refused("not reachable"));
  }

  private @Nullable String device(CallParty order) {
    if (order.phone() != null) {
      return phones.apply(order.phone());
    }
    Map<String, PhoneNumber> numbers =
        switch (order.kind()) {
          case OUTSIDE -> settings.outside();
          case INTERPRETER -> settings.interpreters();
          case COLLEAGUE, CONSULTED, LISTENER, WHISPERER, BARGER -> Map.of();
        };
    @Nullable PhoneNumber number = numbers.get(order.name());
    return number == null ? null : trunk.device(number);
  }

  /// The options of `ChanSpy()`: quiet, and over with the leg that is listened to.
  private static String ear(CallParty order) {
    return switch (order.kind()) {
      case LISTENER -> "qE";
      case WHISPERER -> "qEw";
      case BARGER -> "qEB";
      case COLLEAGUE, CONSULTED, OUTSIDE, INTERPRETER ->
          throw new IllegalArgumentException(order.kind() + " has no ear");
    };
  }

  /// Plays a prompt to everybody in the talk; a leg of its own brings it there.
  private void tell(CallParty order, TrackedCall call) throws IOException {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("CALLER", order.channel());
    variables.put("__RF_PLAY", notice.apply(call));
    ami.originate(
        new OriginateOrder(
            order.party().value() + ".told",
            "Local/say@rf-tell/n",
            "rf-tell",
            "join",
            TELLING,
            "",
            variables));
  }
}
