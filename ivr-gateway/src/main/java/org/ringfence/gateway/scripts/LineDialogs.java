package org.ringfence.gateway.scripts;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.ringfence.events.CallbackAnswer;
import org.ringfence.events.CallerOptions;
import org.ringfence.events.LineDecision.CallbackTold;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.PhoneNumber;
import org.ringfence.gateway.calls.TrackedCall;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.gateway.ivr.LinePrompts;
import org.ringfence.gateway.scripts.Saying.Ask;

/// What a caller in line is asked, one short AGI call per answer: the code of a lost place, and
/// whether and where to be called back.
///
/// A dialog's state travels through the dialplan as `name.detail…` of `a-z0-9.`:
///
/// ```
/// code.1                     the code is asked for, first try
/// again                      position and wait were told; `*` says them again
/// cb                         a callback is offered
/// cbn.16125550101.7.1        the number was read back, 7 confirms it, first try
/// cbk.1                      a number is asked for, first try
/// ```
///
/// The key that confirms is drawn: a machine that presses 1 at everything gets no callback.
final class LineDialogs {

  /// How often the same is asked.
  private static final int TRIES = 2;

  private static final int CODE_KEYS = 4;
  private static final int NUMBER_KEYS = 10;
  private static final int ONE_KEY_SECONDS = 4;
  private static final int CODE_SECONDS = 5;
  private static final int NUMBER_SECONDS = 8;

  /// A callback is offered at the first announcement in which it may be, and at each so-manieth.
  private static final int OFFER_EACH = 3;

  /// The dialog after an announcement in which nothing else is asked: `*` says it again.
  static final String AGAIN = "again";

  static final String AGAIN_KEY = "*";
  private static final int AGAIN_SECONDS = 2;

  private static final String CODE = "code";
  private static final String OFFER = "cb";
  private static final String CONFIRM = "cbn";
  private static final String WHICH = "cbk";

  private final LineAnswers answers;
  private final Duration deadline;
  private final InstantSource clock;
  private final RandomGenerator chance;

  LineDialogs(LineAnswers answers, Duration deadline, InstantSource clock, RandomGenerator chance) {
    this.answers = answers;
    this.deadline = deadline;
    this.clock = clock;
    this.chance = chance;
  }

  /// Four digits that a new place may be named by.
  String drawCode() {
    return "%04d".formatted(chance.nextInt(10_000));
  }

  /// Asks at the end of an announcement what the caller may be asked.
  Saying with(CallerOptions options, TrackedCall call, Language language, Saying said) {
    if (said.prompts().isEmpty()) {
      return said;
    }
    if (options.codeWanted()) {
      return askCode(1, language, said);
    }
    if (options.callback() && call.talk().offersCallback(OFFER_EACH)) {
      return more(said, language, LinePrompts.CALLBACK_OFFER)
          .asking(new Ask(ONE_KEY_SECONDS, 1, OFFER));
    }
    return said;
  }

  /// Lets the caller hear an announcement again, unless something else is asked; the key is named
  /// once.
  Saying repeatable(TrackedCall call, Language language, Saying said) {
    if (said.prompts().isEmpty() || said.ask() != null || said.ends()) {
      return said;
    }
    Saying named =
        call.talk().tellsAgainKey() ? more(said, language, LinePrompts.HEAR_AGAIN) : said;
    return named.asking(new Ask(AGAIN_SECONDS, 1, AGAIN));
  }

  /// Whether there is something to ask that does not wait for the next announcement.
  boolean isUrgent(CallerOptions options, TrackedCall call) {
    return options.codeWanted() || (options.callback() && call.talk().isOfferNew());
  }

  /// Tells a place's code once.
  List<String> code(CallerOptions options, TrackedCall call, Language language) {
    String code = options.code();
    if (code == null || !call.talk().tellsCode()) {
      return List.of();
    }
    List<String> ids = new ArrayList<>(List.of(LinePrompts.IF_CUT_OFF));
    ids.addAll(LinePrompts.digits(code));
    return LinePrompts.paths(language, ids);
  }

  private static Saying more(Saying said, Language language, String... ids) {
    List<String> prompts = new ArrayList<>(said.prompts());
    prompts.addAll(LinePrompts.paths(language, List.of(ids)));
    return new Saying(said.ticket(), prompts, said.since(), said.ask(), said.ends());
  }

  private static Saying askCode(int attempt, Language language, Saying said) {
    return more(said, language, LinePrompts.CODE_QUESTION)
        .asking(new Ask(CODE_SECONDS, CODE_KEYS, CODE + "." + attempt));
  }

  /// The place that a keyed code gave the call, or which it has still; empty when nobody answered,
  /// or no code was keyed.
  Optional<TicketPlaced> placeByCode(TrackedCall call, String dialog, String keys) {
    if (!dialog.startsWith(CODE + ".") || !keys.matches("[0-9]{4}")) {
      return Optional.empty();
    }
    return answers.awaitPlace(call.id(), deadline, () -> call.codeKeyed(clock.instant(), keys));
  }

  /// After a code that named no place.
  Saying wrongCode(String dialog, TicketPlaced place, Language language) {
    int attempt = lastNumber(dialog);
    String ticket = place.ticket().value();
    Saying wrong = Saying.of(ticket, language, LinePrompts.CODE_WRONG);
    boolean again = attempt < TRIES && place.options() != null && place.options().codeWanted();
    return again ? askCode(attempt + 1, language, wrong) : wrong;
  }

  /// The next step of a dialog about a callback.
  Saying keyed(TrackedCall call, String ticket, Language language, String dialog, String keys) {
    String[] parts = dialog.split("\\.", -1);
    return switch (parts[0]) {
      case OFFER -> keys.equals("1") ? offerNumber(call, ticket, language) : Saying.nothing(ticket);
      case WHICH -> numberKeyed(ticket, language, lastNumber(dialog), keys);
      case CONFIRM ->
          parts.length == 4
              ? confirmed(call, ticket, language, parts, keys)
              : Saying.nothing(ticket);
      default -> Saying.nothing(ticket);
    };
  }

  private Saying offerNumber(TrackedCall call, String ticket, Language language) {
    PhoneNumber own = call.caller().normalized();
    boolean sayable = call.isNumberShown() && own.raw().matches("\\+1[0-9]{10}");
    Saying start = Saying.nothing(ticket);
    return sayable
        ? readBack(own.raw().substring(1), 1, language, start)
        : askNumber(1, language, start);
  }

  private Saying readBack(String digits, int attempt, Language language, Saying said) {
    int key = 2 + chance.nextInt(8);
    List<String> ids = new ArrayList<>(List.of(LinePrompts.CALLBACK_NUMBER));
    ids.addAll(LinePrompts.digits(digits.substring(1)));
    ids.add(LinePrompts.CALLBACK_CONFIRM);
    ids.add("n-" + key);
    ids.add(LinePrompts.CALLBACK_OTHER);
    String dialog = CONFIRM + "." + digits + "." + key + "." + attempt;
    return more(said, language, ids.toArray(String[]::new))
        .asking(new Ask(ONE_KEY_SECONDS, 1, dialog));
  }

  private static Saying askNumber(int attempt, Language language, Saying said) {
    return more(said, language, LinePrompts.CALLBACK_WHICH)
        .asking(new Ask(NUMBER_SECONDS, NUMBER_KEYS, WHICH + "." + attempt));
  }

  private Saying numberKeyed(String ticket, Language language, int attempt, String keys) {
    if (keys.matches("[2-9][0-9]{9}")) {
      return readBack("1" + keys, 1, language, Saying.nothing(ticket));
    }
    Saying start = Saying.nothing(ticket);
    return attempt < TRIES
        ? askNumber(attempt + 1, language, start)
        : more(start, language, LinePrompts.CALLBACK_NOT_NOW);
  }

  private Saying confirmed(
      TrackedCall call, String ticket, Language language, String[] parts, String keys) {
    Saying start = Saying.nothing(ticket);
    int attempt = lastNumber(parts[3]);
    boolean sane = parts[1].matches("1[0-9]{10}");
    if (sane && keys.equals(parts[2])) {
      return asked(call, ticket, language, PhoneNumber.of("+" + parts[1]));
    }
    if (keys.equals("*")) {
      return askNumber(1, language, start);
    }
    return sane && attempt < TRIES
        ? readBack(parts[1], attempt + 1, language, start)
        : more(start, language, LinePrompts.CALLBACK_NOT_NOW);
  }

  private Saying asked(TrackedCall call, String ticket, Language language, PhoneNumber number) {
    Optional<CallbackTold> told =
        answers.awaitCallback(call.id(), deadline, () -> call.askCallback(clock.instant(), number));
    CallbackAnswer answer = told.map(CallbackTold::answer).orElse(CallbackAnswer.NOT_OFFERED);
    Saying start = Saying.nothing(ticket);
    return switch (answer) {
      case AGREED -> more(start, language, LinePrompts.CALLBACK_AGREED).ending();
      case NUMBER_REFUSED ->
          askNumber(TRIES, language, more(start, language, LinePrompts.CALLBACK_REFUSED));
      case NUMBER_TAKEN -> more(start, language, LinePrompts.CALLBACK_TAKEN);
      case NOT_OFFERED, LIMIT -> more(start, language, LinePrompts.CALLBACK_NOT_NOW);
      // Any moment an agent is there.
      case TOO_LATE -> start;
    };
  }

  private static int lastNumber(String dialog) {
    String digits = dialog.substring(dialog.lastIndexOf('.') + 1);
    return digits.matches("[0-9]{1,2}") ? Integer.parseInt(digits) : TRIES;
  }
}
