package org.ringfence.gateway.recording;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.RecordingOrdered;
import org.ringfence.events.OfferEvent.RecordingChanged;
import org.ringfence.events.OfferId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.RecordingState;
import org.ringfence.gateway.ami.AmiActions;
import org.ringfence.gateway.calls.CallLedger;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.gateway.ivr.RecordingNotice;
import org.ringfence.voice.VoiceNote;
import org.ringfence.voice.VoiceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The recordings of talks. Asterisk records on the agent's leg, while it is bridged; a note lies
/// beside the file before the phone rings.
///
/// ```
/// offer, the caller was told ──► noted ── talk ──► RUNNING ◄──► PAUSED (silence is written)
///                                  │                  └─────────────┴──► DISCARDED (deleted)
///                                  └── no talk: the note is deleted
/// ```
///
/// Whatever goes wrong with a recording, the talk goes on without it.
public final class TalkRecordings {

  private static final Logger log = LoggerFactory.getLogger(TalkRecordings.class);

  /// Set on the caller's channel by the dialplan once the notice was played.
  static final String TOLD = "SHARED(RF_RECORD)";

  private static final int MOST_NOTED = 10_000;
  private static final Duration LONGEST_TALK = Duration.ofHours(12);
  private static final int AREA_CODE_FROM = 2;
  private static final int AREA_CODE_TO = 5;

  private final RecordingSettings settings;
  private final VoiceStore store;
  private final CallLedger ledger;
  private final AmiActions ami;
  private final MessagePublisher bus;
  private final InstantSource clock;

  /// Bounded, for the end of a leg may be missed; what is not known any more is recorded all the
  /// same, and only its beginning is not told.
  private final Cache<OfferId, Noted> noted =
      Caffeine.newBuilder().maximumSize(MOST_NOTED).expireAfterWrite(LONGEST_TALK).build();

  /// @param began whether the talk, and with it the recording, began
  private record Noted(OfferCall order, boolean began) {}

  public TalkRecordings(
      RecordingSettings settings,
      VoiceStore store,
      CallLedger ledger,
      AmiActions ami,
      MessagePublisher bus,
      InstantSource clock) {
    this.settings = settings;
    this.store = store;
    this.ledger = ledger;
    this.ami = ami;
    this.bus = bus;
    this.clock = clock;
  }

  /// What callers are told on the way to the line.
  public RecordingNotice notice() {
    return settings.enabled() ? new RecordingNotice(true, this::isTold) : RecordingNotice.NONE;
  }

  private boolean isTold(PhoneNumber caller) {
    return switch (settings.tell()) {
      case EVERYBODY -> true;
      case NOBODY -> false;
      case ALL_PARTY -> {
        String number = caller.normalized().raw();
        boolean american = number.startsWith("+1") && number.length() >= AREA_CODE_TO;
        yield !american
            || settings
                .allPartyAreaCodes()
                .contains(number.substring(AREA_CODE_FROM, AREA_CODE_TO));
      }
    };
  }

  /// Notes down a talk that is about to be recorded.
  ///
  /// @return the file's name for the agent's leg; empty when the talk is not recorded
  /// @throws IOException when AMI is away
  public Optional<String> begin(OfferCall order) throws IOException {
    if (!settings.enabled()) {
      return Optional.empty();
    }
    Optional<TrackedCall> call = ledger.find(order.call());
    String id = order.offer().value();
    boolean told = ami.variable(order.channel(), TOLD).filter("1"::equals).isPresent();
    if (call.isEmpty() || !told || !VoiceNote.isId(id)) {
      return Optional.empty();
    }
    VoiceNote note =
        new VoiceNote(
            id,
            clock.instant(),
            call.get().line().id(),
            order.queue(),
            call.get().caller(),
            order.language(),
            order.agent());
    if (store.begin(note).isEmpty()) {
      return Optional.empty();
    }
    noted.put(order.offer(), new Noted(order, false));
    return Optional.of(id);
  }

  /// An offer's leg is bridged: what is noted of it is recorded from now on.
  public void bridged(String leg) {
    @Nullable Noted known = find(leg);
    if (known != null && !known.began()) {
      noted.put(known.order().offer(), new Noted(known.order(), true));
      say(known.order(), RecordingState.RUNNING);
    }
  }

  /// An offer's leg is gone, talk or no talk.
  public void ended(String leg) {
    @Nullable Noted known = find(leg);
    if (known != null) {
      noted.invalidate(known.order().offer());
      if (!known.began()) {
        store.delete(leg);
      }
    }
  }

  private @Nullable Noted find(String leg) {
    try {
      return noted.getIfPresent(new OfferId(leg));
    } catch (IllegalArgumentException notOurs) {
      return null;
    }
  }

  /// Does what an agent asked for. A recording that began before we were started is known by its
  /// note.
  ///
  /// @param channel the agent's
  public void carryOut(RecordingOrdered order, String channel) {
    if (!store.isNoted(order.offer().value())) {
      return;
    }
    try {
      boolean done =
          switch (order.wish()) {
            case PAUSE -> ami.muteRecording(channel, true);
            case RESUME -> ami.muteRecording(channel, false);
            case DISCARD -> discard(channel, order.offer().value());
          };
      if (done) {
        bus.publish(
            new RecordingChanged(
                order.offer(),
                clock.instant(),
                order.pool(),
                order.ticket(),
                order.agent(),
                switch (order.wish()) {
                  case PAUSE -> RecordingState.PAUSED;
                  case RESUME -> RecordingState.RUNNING;
                  case DISCARD -> RecordingState.DISCARDED;
                }));
        return;
      }
      log.atWarn().addKeyValue("offerId", order.offer()).log("Asterisk kept a recording as it is");
    } catch (IOException away) {
      log.atWarn()
          .addKeyValue("offerId", order.offer())
          .addKeyValue("reason", away.getMessage())
          .log("a recording could not be changed");
    }
  }

  /// Deletes what there is, whether or not Asterisk writes on: it writes into a deleted file then.
  private boolean discard(String channel, String id) throws IOException {
    boolean deleted = store.delete(id);
    return ami.stopRecording(channel) && deleted;
  }

  private void say(OfferCall order, RecordingState state) {
    bus.publish(
        new RecordingChanged(
            order.offer(), clock.instant(), order.pool(), order.ticket(), order.agent(), state));
  }
}
