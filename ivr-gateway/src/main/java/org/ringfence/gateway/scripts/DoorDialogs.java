package org.ringfence.gateway.scripts;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.LineDecision.CallerTurnedAway;
import org.ringfence.events.PredictedWait;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.gateway.doors.DoorSettings;
import org.ringfence.gateway.doors.Messages;
import org.ringfence.gateway.ivr.Announcement;
import org.ringfence.gateway.ivr.DoorPrompts;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.gateway.ivr.LinePrompts;
import org.ringfence.gateway.ivr.Prompt;
import org.ringfence.gateway.ivr.SpokenTime;
import org.ringfence.gateway.scripts.Saying.Ask;

/// What a caller is asked who gets no place with a call: because the queue is closed, or because
/// all ports are taken.
///
/// ```
/// door.closed.en.what        1: a callback when it opens, 2: a message
/// door.closed.en.said        a message was recorded
/// door.full.en.what          the key of a language: a callback
/// door.<any>.en.cbn.…        the number of a callback, as in line
/// ```
///
/// Everything but an answer ends the call with a goodbye: nobody is kept who cannot be helped now.
final class DoorDialogs {

  private static final String DOOR = "door";
  private static final String CLOSED = "closed";
  private static final String FULL = "full";
  private static final String WHAT = "what";
  private static final String SAID = "said";
  private static final String OFFER_IN_LINE = "cb";

  private static final int KEY_SECONDS = 5;

  private final DoorSettings settings;
  private final LineDialogs dialogs;
  private final Messages messages;
  private final ZoneId zone;
  private final InstantSource clock;

  DoorDialogs(DoorSettings settings, LineDialogs dialogs, Messages messages, InstantSource clock) {
    this.settings = settings;
    this.dialogs = dialogs;
    this.messages = messages;
    this.zone = settings.timeZone();
    this.clock = clock;
  }

  /// A step of a dialog as it travels.
  ///
  /// @param rest what is asked
  record Asked(boolean full, Language language, String rest) {

    static Optional<Asked> of(String dialog) {
      String[] parts = dialog.split("\\.", 4);
      if (parts.length < 4 || !parts[0].equals(DOOR)) {
        return Optional.empty();
      }
      return Language.find(parts[2])
          .map(language -> new Asked(parts[1].equals(FULL), language, parts[3]));
    }

    String with(String other) {
      return String.join(".", DOOR, full ? FULL : CLOSED, language.code(), other);
    }
  }

  /// The queue is closed: when it opens, and what can be done until then.
  Saying closed(TrackedCall call, Language language, CallerTurnedAway told) {
    @Nullable Instant opens = told.opens();
    boolean callback = Boolean.TRUE.equals(told.callback()) && opens != null;
    boolean message = messages.areTaken(call.line().id());
    if (opens == null && !message) {
      return Saying.of("", language, LinePrompts.CLOSED).ending();
    }
    List<String> ids = new ArrayList<>(List.of(DoorPrompts.CLOSED_NOW));
    if (opens != null) {
      ids.add(DoorPrompts.WE_OPEN);
      ids.addAll(SpokenTime.moment(language, local(clock.instant()), local(opens)));
    }
    if (callback) {
      ids.add(DoorPrompts.CLOSED_CALLBACK);
    }
    if (message) {
      ids.add(DoorPrompts.CLOSED_MESSAGE);
    }
    Saying said = Saying.of("", LinePrompts.paths(language, ids));
    return callback || message
        ? said.asking(new Ask(KEY_SECONDS, 1, new Asked(false, language, WHAT).with(WHAT)))
        : ending(said, language, DoorPrompts.GOODBYE);
  }

  private LocalDateTime local(Instant moment) {
    return LocalDateTime.ofInstant(moment, zone);
  }

  /// All ports are taken but a few that are kept for telling so.
  ///
  /// @param languages those that are offered; the key of each is its place among them
  /// @param predicted of the queue, or null when it cannot be said
  Saying full(List<Language> languages, @Nullable PredictedWait predicted) {
    List<String> prompts = new ArrayList<>();
    for (int i = 0; i < languages.size(); i++) {
      Language language = languages.get(i);
      prompts.add(Prompt.path(language, DoorPrompts.LINES_FULL));
      if (settings.offersCallback()) {
        prompts.add(Prompt.path(language, DoorPrompts.FULL_CALLBACK));
        prompts.add(Prompt.path(language, "n-" + (i + 1)));
      } else {
        prompts.addAll(Announcement.range(language, predicted));
        prompts.add(Prompt.path(language, DoorPrompts.CALL_AGAIN));
      }
    }
    Saying said = Saying.of("", prompts);
    Asked asked = new Asked(true, languages.getFirst(), WHAT);
    return settings.offersCallback()
        ? said.asking(new Ask(KEY_SECONDS, 1, asked.with(WHAT)))
        : said.ending();
  }

  /// The language that a key at a full line means.
  static Optional<Language> languageOf(Asked asked, List<Language> languages, String keys) {
    if (!asked.full() || !asked.rest().equals(WHAT)) {
      return Optional.of(asked.language());
    }
    int index = keys.matches("[1-9]") ? keys.charAt(0) - '1' : languages.size();
    return index < languages.size() ? Optional.of(languages.get(index)) : Optional.empty();
  }

  /// The next step.
  Saying keyed(TrackedCall call, Asked asked, String keys) {
    return switch (asked.rest()) {
      case WHAT -> chosen(call, asked, keys);
      case SAID -> ending(Saying.nothing(""), asked.language(), DoorPrompts.MESSAGE_THANKS);
      default -> number(call, asked, asked.rest(), keys);
    };
  }

  private Saying chosen(TrackedCall call, Asked asked, String keys) {
    if (asked.full() || keys.equals("1")) {
      return number(call, asked, OFFER_IN_LINE, "1");
    }
    boolean begun =
        keys.equals("2") && call.place().filter(place -> messages.begin(call, place)).isPresent();
    if (begun) {
      int seconds = (int) messages.longest().toSeconds();
      return Saying.of("", asked.language(), DoorPrompts.MESSAGE_NOW)
          .asking(Ask.toRecord(seconds, asked.with(SAID)));
    }
    return keys.equals("2")
        ? ending(Saying.nothing(""), asked.language(), DoorPrompts.MESSAGE_NOT_NOW)
        : ending(Saying.nothing(""), asked.language(), DoorPrompts.GOODBYE);
  }

  /// The dialog about the number is that of callers in line; only its words to stay are not.
  private Saying number(TrackedCall call, Asked asked, String rest, String keys) {
    Saying said = dialogs.keyed(call, "", asked.language(), rest, keys);
    @Nullable Ask ask = said.ask();
    if (ask != null) {
      return said.asking(new Ask(ask.seconds(), ask.keys(), asked.with(ask.dialog())));
    }
    if (said.ends()) {
      return said;
    }
    String stay = Prompt.path(asked.language(), LinePrompts.CALLBACK_NOT_NOW);
    List<String> prompts = new ArrayList<>(said.prompts());
    boolean refused = prompts.remove(stay);
    return ending(
        Saying.of("", prompts),
        asked.language(),
        refused ? DoorPrompts.NO_CALLBACK : DoorPrompts.GOODBYE);
  }

  private static Saying ending(Saying said, Language language, String id) {
    List<String> prompts = new ArrayList<>(said.prompts());
    prompts.add(Prompt.path(language, id));
    return Saying.of("", prompts).ending();
  }
}
