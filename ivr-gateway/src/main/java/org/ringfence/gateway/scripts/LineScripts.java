package org.ringfence.gateway.scripts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallerIdentity;
import org.ringfence.events.CallerOptions;
import org.ringfence.events.CallerSound;
import org.ringfence.events.LineDecision;
import org.ringfence.events.LineDecision.CallerTurnedAway;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.LineDecision.WaitTold;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.Privacy;
import org.ringfence.events.TicketId;
import org.ringfence.gateway.agi.AgiAnswer;
import org.ringfence.gateway.agi.AgiCall;
import org.ringfence.gateway.agi.AgiScript;
import org.ringfence.gateway.callbacks.Callbacks;
import org.ringfence.gateway.calls.CallLedger;
import org.ringfence.gateway.calls.Hearing;
import org.ringfence.gateway.calls.Place;
import org.ringfence.gateway.calls.Place.Standing;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.gateway.doors.DoorSettings;
import org.ringfence.gateway.doors.Messages;
import org.ringfence.gateway.ivr.Announcement;
import org.ringfence.gateway.ivr.Announcement.Told;
import org.ringfence.gateway.ivr.AnnouncementPace.Heard;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.gateway.ivr.LinePrompts;
import org.ringfence.gateway.ivr.Prompt;
import org.ringfence.gateway.ivr.RecordingNotice;
import org.ringfence.gateway.screening.Screening;
import org.ringfence.site.Site;

/// `join`, `tick` and `keyed`: a place in line, now and then how it stands, and what callers key in
/// line. `door` and `callback` are beside it, for other ways to a place.
///
/// A caller whose join got no answer waits on without a ticket, and the next tick joins again; a
/// ticket that the queue manager does not know is joined again at its old place.
public final class LineScripts {

  /// None, or what the longest question asks for.
  private static final Pattern KEYS = Pattern.compile("[0-9*#]{0,10}");

  private final CallFinder calls;
  private final PlaceReader places;
  private final Screening screening;
  private final Hearing hearing;
  private final LineAnswers answers;
  private final LineSettings settings;
  private final LineDialogs dialogs;
  private final DoorDialogs doors;
  private final InstantSource clock;
  private final Counter placeUnanswered;
  private final Counter waitUnanswered;

  public LineScripts(
      Site site,
      CallLedger ledger,
      PlaceReader places,
      Screening screening,
      Hearing hearing,
      LineAnswers answers,
      LineSettings settings,
      DoorSettings doorSettings,
      Messages messages,
      MeterRegistry meters,
      InstantSource clock,
      RandomGenerator chance) {
    this.calls = new CallFinder(site, ledger, clock);
    this.places = places;
    this.screening = screening;
    this.hearing = hearing;
    this.answers = answers;
    this.settings = settings;
    this.dialogs = new LineDialogs(answers, settings.placeDeadline(), clock, chance);
    this.doors = new DoorDialogs(doorSettings, dialogs, messages, clock);
    this.clock = clock;
    this.placeUnanswered = meters.counter("ringfence.line.unanswered", "question", "place");
    this.waitUnanswered = meters.counter("ringfence.line.unanswered", "question", "wait");
  }

  /// The script `door`, for callers who get no place with a call.
  ///
  /// @param ticker monotonic nanoseconds
  /// @param full counts callers who were told that all lines are busy
  public AgiScript door(LongSupplier ticker, Counter full) {
    return new DoorScript(this, doors, places, answers, clock, ticker, full);
  }

  /// The script `callback`, for callers who have answered our call.
  public AgiScript callback(Callbacks callbacks, RecordingNotice notice) {
    return new CallbackScript(this, calls, places, callbacks, notice);
  }

  /// The second argument of most scripts: when the caller reached the line.
  Instant since(AgiCall agi) {
    return calls.since(agi.argument(1));
  }

  /// `join`: state, since, dialed, number, who.
  public AgiAnswer join(AgiCall agi) {
    Instant since = calls.since(agi.argument(1));
    Optional<TrackedCall> found = find(agi, since, agi.argument(4));
    if (found.isEmpty()) {
      return Saying.nothing("").answer();
    }
    TrackedCall call = found.get();
    call.answered(clock.instant());
    Standing standing = places.standing(agi.argument(0)).orElseGet(() -> screened(call));
    Place wanted = places.read(agi.argument(0), call.line(), since, null, standing);
    return place(call, wanted);
  }

  /// The call, and who it is as far as the dialplan knows.
  Optional<TrackedCall> find(AgiCall agi, Instant since, String who) {
    Optional<TrackedCall> found = calls.find(agi, agi.argument(3), agi.argument(2), since, who);
    Optional<Privacy> privacy = Who.privacy(who);
    if (found.isPresent() && privacy.isPresent()) {
      found.get().identified(new CallerIdentity(privacy.get(), dialogs.drawCode()));
    }
    return found;
  }

  /// A caller who came past the questions, which screen otherwise. Nobody is challenged or hung up
  /// on here.
  Standing screened(TrackedCall call) {
    @Nullable CallerSound sound = hearing.soundOf(call);
    Screening.Judged judged = screening.join(call, sound);
    boolean diverted =
        switch (judged.verdict()) {
          case ADMIT, ANNOUNCE -> false;
          case CHALLENGE, DIVERT, LISTEN, LET_GO, REJECT -> true;
        };
    boolean heard = sound == null ? !diverted : sound.isHeard();
    return new Standing(diverted, judged.machineOdds(), heard);
  }

  /// `tick`: state, since, dialed, number, ticket, who.
  public AgiAnswer tick(AgiCall agi) {
    Optional<TrackedCall> found = find(agi, calls.since(agi.argument(1)), agi.argument(5));
    @Nullable TicketId ticket = ticket(agi.argument(4));
    if (found.isEmpty()) {
      return Saying.nothing(agi.argument(4)).answer();
    }
    TrackedCall call = found.get();
    hearing.look(call);
    Place held = held(agi, call, ticket);
    if (ticket == null) {
      return place(call, held);
    }
    call.remember(held);
    return howItStands(call, held, ticket, false).answer();
  }

  /// Position and wait where it is time to tell them, and what the caller may be asked.
  ///
  /// @param wanted whether the caller asked to hear them
  private Saying howItStands(TrackedCall call, Place held, TicketId ticket, boolean wanted) {
    Optional<WaitTold> told =
        answers.awaitWait(call.id(), settings.waitDeadline(), () -> call.askWait(clock.instant()));
    if (told.isEmpty()) {
      waitUnanswered.increment();
      return placeOf(call, held);
    }
    Language language = places.language(held);
    CallerOptions options = optionsOf(told.get().options());
    boolean always = wanted || dialogs.isUrgent(options, call);
    List<String> spoken =
        announce(call, language, told.get().position(), told.get().predicted(), always);
    List<String> prompts = new ArrayList<>();
    if (!spoken.isEmpty() && wanted) {
      prompts.addAll(spoken);
    } else if (!spoken.isEmpty()) {
      prompts.add(Prompt.path(language, "thanks-for-waiting"));
      prompts.addAll(spoken);
      prompts.addAll(dialogs.code(options, call, language));
    }
    Saying said = Saying.of(ticket.value(), prompts);
    return dialogs.repeatable(call, language, dialogs.with(options, call, language, said));
  }

  /// The place as the dialplan knows it. Its token does not know that a caller was heard since.
  private Place held(AgiCall agi, TrackedCall call, @Nullable TicketId ticket) {
    Standing standing = places.standing(agi.argument(0)).orElse(Standing.ORDINARY);
    Instant since = calls.since(agi.argument(1));
    Place read = places.read(agi.argument(0), call.line(), since, ticket, standing);
    return call.place().map(was -> read.with(was.standing())).orElse(read);
  }

  /// `keyed`: state, since, dialed, number, ticket, who, dialog, keys.
  public AgiAnswer keyed(AgiCall agi) {
    Optional<TrackedCall> found = find(agi, calls.since(agi.argument(1)), agi.argument(5));
    String ticket = agi.argument(4);
    String keys = agi.argument(7);
    if (found.isEmpty() || ticket.isEmpty() || !KEYS.matcher(keys).matches()) {
      return Saying.nothing(ticket).answer();
    }
    TrackedCall call = found.get();
    Place held = held(agi, call, ticket(ticket));
    call.remember(held);
    Language language = places.language(held);
    String dialog = agi.argument(6);
    if (dialog.equals(LineDialogs.AGAIN)) {
      return (keys.equals(LineDialogs.AGAIN_KEY)
              ? howItStands(call, held, new TicketId(ticket), true)
              : Saying.nothing(ticket))
          .answer();
    }
    Optional<TicketPlaced> byCode = dialogs.placeByCode(call, dialog, keys);
    if (byCode.isEmpty()) {
      return dialogs.keyed(call, ticket, language, dialog, keys).answer();
    }
    TicketPlaced place = byCode.get();
    return place.ticket().value().equals(ticket)
        ? dialogs.wrongCode(dialog, place, language).answer()
        : placed(call, language, place).answer();
  }

  AgiAnswer place(TrackedCall call, Place wanted) {
    return placeOf(call, wanted).answer();
  }

  private Saying placeOf(TrackedCall call, Place wanted) {
    Optional<LineDecision> answer =
        answers.awaitJoin(
            call.id(), settings.placeDeadline(), () -> call.reachQueue(clock.instant(), wanted));
    Language language = places.language(wanted);
    if (answer.isPresent() && answer.get() instanceof TicketPlaced placed) {
      return placed(call, language, placed);
    }
    if (answer.isPresent() && answer.get() instanceof CallerTurnedAway away) {
      Saying said =
          away.full()
              ? Saying.of("", language, LinePrompts.FULL).ending()
              : doors.closed(call, language, away);
      if (said.ends()) {
        call.dismissed();
      }
      return said;
    }
    placeUnanswered.increment();
    TicketId held = wanted.ticket();
    return Saying.nothing(held == null ? "" : held.value());
  }

  private Saying placed(TrackedCall call, Language language, TicketPlaced answer) {
    call.placed(answer.ticket(), answer.since());
    boolean always = dialogs.isUrgent(optionsOf(answer.options()), call);
    List<String> spoken =
        announce(call, language, answer.position(), answer.predicted(), always || answer.kept());
    List<String> prompts = new ArrayList<>();
    if (answer.kept() && !spoken.isEmpty() && call.talk().tellsKept()) {
      prompts.add(Prompt.path(language, LinePrompts.KEPT));
    }
    prompts.addAll(spoken);
    Saying said = Saying.of(answer.ticket().value(), prompts).since(answer.since());
    return dialogs.with(optionsOf(answer.options()), call, language, said);
  }

  private static CallerOptions optionsOf(@Nullable CallerOptions options) {
    return options == null ? CallerOptions.NONE : options;
  }

  /// What is said about position and wait; nothing when it is not yet time to say it again.
  ///
  /// @param always whether it is said whatever was told before
  private List<String> announce(
      TrackedCall call,
      Language language,
      int position,
      @Nullable PredictedWait predicted,
      boolean always) {
    @Nullable Told before = call.talk().told().orElse(null);
    Announcement.Spoken spoken = Announcement.of(language, position, predicted, before);
    if (spoken.prompts().isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    // An unknown wait tells no range, and keeps the one told before.
    @Nullable Told range = spoken.told();
    @Nullable Heard last = call.talk().heard();
    if (!always && !settings.pace().isDue(now, last, position, range)) {
      return List.of();
    }
    call.talk().heard(Heard.after(last, now, position, range));
    if (range != null) {
      call.talk().told(range);
    }
    return spoken.prompts();
  }

  static @Nullable TicketId ticket(String text) {
    return text.isEmpty() ? null : new TicketId(text);
  }
}
