package org.ringfence.gateway.scripts;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.TicketId;
import org.ringfence.gateway.agi.AgiAnswer;
import org.ringfence.gateway.agi.AgiCall;
import org.ringfence.gateway.agi.AgiScript;
import org.ringfence.gateway.callbacks.Callbacks;
import org.ringfence.gateway.calls.Place;
import org.ringfence.gateway.calls.Place.Standing;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.gateway.ivr.LinePrompts;
import org.ringfence.gateway.ivr.RecordingNotice;
import org.ringfence.gateway.scripts.Saying.Ask;

/// `callback`: whoever answered our call is asked for a key, and only the key shows that it is a
/// person.
///
/// ```
/// answered ──► asked, three rounds ── 1 ──► told of recordings ──► in line
///                                  ├─ 3, 9 ──► called off, the call ends
///                                  └─ nothing ──► the call ends
/// ```
///
/// The notice comes before the place: an agent may be kept free already, and would fetch the caller
/// in the middle of it.
final class CallbackScript implements AgiScript {

  /// How long the caller has for the key, after the prompts.
  private static final int KEY_SECONDS = 8;

  private static final String ASKS = "callback";

  /// The dialplan plays the prompts to their end, notes that they were heard and asks again.
  private static final String TELLS = "told";

  private final LineScripts line;
  private final CallFinder calls;
  private final PlaceReader places;
  private final Callbacks callbacks;
  private final RecordingNotice notice;

  CallbackScript(
      LineScripts line,
      CallFinder calls,
      PlaceReader places,
      Callbacks callbacks,
      RecordingNotice notice) {
    this.line = line;
    this.calls = calls;
    this.places = places;
    this.callbacks = callbacks;
    this.notice = notice;
  }

  /// `callback`: state, since, dialed, number, ticket, round, keys, `1` once the notice was heard.
  @Override
  public AgiAnswer answer(AgiCall agi) {
    Instant since = line.since(agi);
    Optional<TrackedCall> found = calls.find(agi, agi.argument(3), agi.argument(2), since, "");
    @Nullable TicketId ticket = LineScripts.ticket(agi.argument(4));
    if (found.isEmpty() || ticket == null) {
      return Saying.nothing("").ending().answer();
    }
    TrackedCall call = found.get();
    call.callsBack();
    Place held = places.read(agi.argument(0), call.line(), since, ticket, Standing.ORDINARY);
    Language language = places.language(held);
    String keys = agi.argument(6);
    if (keys.equals("1")) {
      if (notice.wanted() && agi.argument(7).isEmpty()) {
        return Saying.of(ticket.value(), notice.said(language, call.caller()))
            .asking(new Ask(0, 0, TELLS))
            .answer();
      }
      callbacks.answered(call.id());
      return line.place(call, held);
    }
    return callbacks.keyed(call.id(), held.pool(), ticket, keys)
        ? Saying.of(
                ticket.value(),
                language,
                keys.equals("9") ? LinePrompts.CALLBACK_NEVER : LinePrompts.CALLBACK_CANCELLED)
            .ending()
            .answer()
        : askForKey(ticket, language, agi.argument(5)).answer();
  }

  private static Saying askForKey(TicketId ticket, Language language, String round) {
    Saying said =
        round.equals("1")
            ? Saying.of(
                ticket.value(), language, LinePrompts.CALLBACK_GREETING, LinePrompts.CALLBACK_KEYS)
            : Saying.of(ticket.value(), language, LinePrompts.CALLBACK_KEYS);
    return said.asking(new Ask(KEY_SECONDS, 1, ASKS));
  }
}
