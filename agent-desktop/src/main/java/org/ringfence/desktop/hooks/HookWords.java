package org.ringfence.desktop.hooks;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.hooks.HookMessage.Body;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.CallId;
import org.ringfence.events.DefenceCommand.LabelCall;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.Message;
import org.ringfence.events.OfferEvent.OfferConnected;
import org.ringfence.events.OfferId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import tools.jackson.databind.json.JsonMapper;

/// Makes messages for customer systems of what the bus says. Not thread-safe: one thread reads.
final class HookWords {

  /// More than offers ring at one time; past it the oldest is forgotten.
  static final int OFFERS_REMEMBERED = 5_000;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Callers callers;
  private final Map<OfferId, OfferCall> offers =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OfferId, OfferCall> eldest) {
          return size() > OFFERS_REMEMBERED;
        }
      };

  /// Whose call it is, as far as that is remembered.
  @FunctionalInterface
  interface Callers {
    Optional<PhoneNumber> find(CallId call);
  }

  HookWords(Callers callers) {
    this.callers = callers;
  }

  /// @param id the record's on the bus
  Optional<HookMessage> of(Message message, String id) {
    return switch (message) {
      case OfferCall offer -> {
        offers.put(offer.offer(), offer);
        yield Optional.of(said(HookEvent.OFFERED, offer.call(), offer, offered(offer), id));
      }
      case OfferConnected connected -> {
        @Nullable OfferCall offer = offers.get(connected.offer());
        yield offer == null
            ? Optional.empty()
            : Optional.of(said(HookEvent.ANSWERED, offer.call(), connected, offered(offer), id));
      }
      case CallEnded ended ->
          Optional.of(said(HookEvent.ENDED, ended.call(), ended, ended(ended), id));
      case VerdictReached reached ->
          Optional.of(said(HookEvent.VERDICT, reached.call(), reached, verdict(reached), id));
      case LabelCall label ->
          Optional.of(
              said(
                  HookEvent.LABEL,
                  label.call(),
                  label,
                  Map.of("label", word(label.label()), "agent", label.author()),
                  id));
      default -> Optional.empty();
    };
  }

  private static Map<String, Object> offered(OfferCall offer) {
    return Map.of(
        "agent", offer.agent().value(),
        "queue", offer.queue().value(),
        "language", offer.language(),
        "waitedSeconds", offer.waited().toSeconds());
  }

  private static Map<String, Object> ended(CallEnded ended) {
    return Map.of("cause", ended.cause(), "reachedAgent", ended.reachedAgent());
  }

  private static Map<String, Object> verdict(VerdictReached reached) {
    return Map.of(
        "stage", word(reached.stage()),
        "verdict", word(reached.verdict()),
        "wouldBe", word(reached.wouldBe()),
        "score", reached.score(),
        "mode", word(reached.mode()),
        "campaign", reached.campaign() == null ? "" : reached.campaign().value());
  }

  private HookMessage said(
      HookEvent event, CallId call, Message message, Map<String, Object> more, String id) {
    PhoneNumber number =
        switch (message) {
          case VerdictReached reached -> reached.caller();
          default -> callers.find(call).orElse(PhoneNumber.NONE);
        };
    return new HookMessage(
        id,
        event,
        message.at(),
        body(event, call, message, number.masked(), more, id),
        body(event, call, message, number.normalized().raw(), more, id));
  }

  private static String body(
      HookEvent event,
      CallId call,
      Message message,
      String caller,
      Map<String, Object> more,
      String id) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("call", call.value());
    data.put("caller", caller);
    data.putAll(new TreeMap<>(more));
    return MAPPER.writeValueAsString(new Body(id, event.title(), message.at(), data));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
