package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.desktop.accounts.Accounts;
import org.ringfence.desktop.board.BoardModel;
import org.ringfence.desktop.board.KnownCaller;
import org.ringfence.events.CallId;
import org.ringfence.events.CampaignId;
import org.ringfence.events.CampaignState;
import org.ringfence.events.Defence;
import org.ringfence.events.DefenceCommand;
import org.ringfence.events.DefenceCommand.ListNumber;
import org.ringfence.events.DefenceCommand.ReleaseCampaign;
import org.ringfence.events.DefenceCommand.ReleaseNumber;
import org.ringfence.events.DefenceCommand.SwitchAnnouncement;
import org.ringfence.events.DefenceCommand.SwitchDefence;
import org.ringfence.events.DefenceCommand.UnlistNumber;
import org.ringfence.events.LineId;
import org.ringfence.events.ListKind;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.CampaignReported;
import org.ringfence.site.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What supervisors tell the defence on the board. The detector decides, and the board shows what
/// it confirms.
///
/// A page knows no telephone number: it names one by a call whose verdict it shows or by an entry
/// of the lists. Only a number that somebody types is posted, and it is never sent back. The author
/// is the account that is signed in, or the token.
final class DefenceRoutes {

  static final int MAX_REASON_CHARACTERS = 200;

  /// No entry of a list lasts longer, unless it lasts for ever.
  static final Duration LONGEST_ENTRY = Duration.ofDays(366);

  static final Duration LONGEST_ANNOUNCEMENT = Duration.ofHours(SwitchAnnouncement.MAX_HOURS);

  /// Over all boards together; faster than hands, slower than a program that floods.
  static final int MOST_PER_MINUTE = 60;

  private static final Logger log = LoggerFactory.getLogger(DefenceRoutes.class);

  private static final Map<String, ListKind> LISTS =
      Map.of("allow", ListKind.ALLOW, "block", ListKind.BLOCK);
  private static final Map<String, Defence> SETTINGS =
      Map.of("on", Defence.ON, "shadow", Defence.SHADOW, "off", Defence.OFF);

  private static final Map<String, Boolean> SWITCH = Map.of("on", true, "off", false);

  private final BoardModel board;
  private final Map<String, LineId> lines = new LinkedHashMap<>();
  private final Accounts accounts;
  private final MessagePublisher publisher;
  private final InstantSource clock;
  private final RateLimit limit = new RateLimit(MOST_PER_MINUTE, Duration.ofMinutes(1));

  DefenceRoutes(
      BoardModel board,
      Site site,
      Accounts accounts,
      MessagePublisher publisher,
      InstantSource clock) {
    this.board = board;
    this.accounts = accounts;
    site.lines().forEach(line -> lines.put(line.id().value(), line.id()));
    this.publisher = publisher;
    this.clock = clock;
  }

  /// `{"reason":…}`: forgets what is held against the caller of a call.
  void undo(Context request) {
    KnownCaller caller = callerOf(request);
    JsonFields fields = JsonFields.of(request, Set.of("reason"));
    Said said = Said.in(request, fields);
    fields.finish();
    send(
        request,
        now -> {
          PhoneNumber number = caller.number().normalized();
          return new ReleaseNumber(number, now, caller.line(), said.author(), said.reason());
        });
  }

  /// `{"list":"allow"|"block","expires":…,"reason":…}`, about the caller of a call.
  void listCaller(Context request) {
    KnownCaller caller = callerOf(request);
    JsonFields fields = JsonFields.of(request, Set.of("list", "expires", "reason"));
    list(request, fields, caller.line(), caller.number().normalized());
  }

  /// The same about a number that was typed: `"number":"+16125550134"`.
  void listNumber(Context request) {
    LineId line = lineOf(request);
    JsonFields fields = JsonFields.of(request, Set.of("number", "list", "expires", "reason"));
    list(request, fields, line, fields.number("number"));
  }

  private void list(Context request, JsonFields fields, LineId line, @Nullable PhoneNumber number) {
    @Nullable ListKind list = fields.word("list", LISTS, "allow or block");
    @Nullable Instant expires = fields.timeToCome("expires", clock.instant(), LONGEST_ENTRY);
    Said said = Said.in(request, fields);
    fields.finish();
    send(
        request,
        now ->
            new ListNumber(
                JsonFields.good(number),
                now,
                line,
                said.author(),
                JsonFields.good(list),
                said.reason(),
                expires));
  }

  /// `{"reason":…}`: takes an entry off its list.
  void unlist(Context request) {
    KnownCaller listed =
        board
            .findListed(request.pathParam("entry"))
            .orElseThrow(() ->
                new Refusal(
                    404, "path", "This entry is not on a list any more; look at the list again."));
    JsonFields fields = JsonFields.of(request, Set.of("reason"));
    Said said = Said.in(request, fields);
    fields.finish();
    send(
        request,
        now -> new UnlistNumber(listed.number(), now, listed.line(), said.author(), said.reason()));
  }

  /// `{"reason":…}`: this campaign is no machine.
  void releaseCampaign(Context request) {
    CampaignReported campaign =
        token(request.pathParam("campaign"), CampaignId::new)
            .flatMap(board::findCampaign)
            .orElseThrow(() -> new Refusal(404, "path", "There is no such campaign."));
    JsonFields fields = JsonFields.of(request, Set.of("reason"));
    Said said = Said.in(request, fields);
    fields.finish();
    if (campaign.state() == CampaignState.RELEASED) {
      throw new Refusal(409, "state", "This campaign was released already.");
    }
    send(
        request,
        now ->
            new ReleaseCampaign(
                campaign.campaign(), now, campaign.line(), said.author(), said.reason()));
  }

  /// `{"to":"on"|"shadow"|"off","reason":…}`
  void switchDefence(Context request) {
    LineId line = lineOf(request);
    JsonFields fields = JsonFields.of(request, Set.of("to", "reason"));
    @Nullable Defence to = fields.word("to", SETTINGS, "on, shadow or off");
    Said said = Said.in(request, fields);
    fields.finish();
    send(
        request,
        now -> new SwitchDefence(JsonFields.good(to), now, line, said.author(), said.reason()));
  }

  /// `{"to":"on"|"off","expires":…,"reason":…}`: whether callers are told that our number is
  /// misused. On, it has an end.
  void switchAnnouncement(Context request) {
    LineId line = lineOf(request);
    JsonFields fields = JsonFields.of(request, Set.of("to", "expires", "reason"));
    @Nullable Boolean on = fields.word("to", SWITCH, "on or off");
    @Nullable Instant until = fields.timeToCome("expires", clock.instant(), LONGEST_ANNOUNCEMENT);
    if (Boolean.TRUE.equals(on) && until == null) {
      fields.wrong("expires", "is missing; the announcement must have an end");
    }
    Said said = Said.in(request, fields);
    fields.finish();
    send(
        request,
        now -> {
          boolean announce = JsonFields.good(on);
          return new SwitchAnnouncement(
              announce, now, line, said.author(), said.reason(), announce ? until : null);
        });
  }

  /// The full number of a call's caller; each look stands in the trail.
  void number(Context request) {
    KnownCaller caller = callerOf(request);
    accounts.numberSeen(Gate.identity(request), request.pathParam("call"), Gate.address(request));
    Json.noStore(request);
    Json.answer(request, 200, Map.of("number", caller.number().normalized().raw()));
  }

  private void send(Context request, Function<Instant, DefenceCommand> made) {
    Instant now = clock.instant();
    take(now);
    DefenceCommand command = made.apply(now);
    publisher.publish(command);
    // Not the reason: people write numbers there.
    log.atInfo()
        .addKeyValue("command", command.getClass().getSimpleName())
        .addKeyValue("line", command.line())
        .addKeyValue("author", command.author())
        .log("defence command passed on");
    Json.noStore(request);
    Json.answer(request, 202, Map.of("asked", command.getClass().getSimpleName()));
  }

  private synchronized void take(Instant now) {
    Duration wait = limit.untilNext(now);
    if (wait.isPositive()) {
      throw Refusal.tooFast(
          "The boards sent "
              + MOST_PER_MINUTE
              + " commands within a minute, and more are not taken. Try again in "
              + (wait.toSeconds() + 1)
              + " s.",
          wait);
    }
    limit.take(now);
  }

  private LineId lineOf(Context request) {
    @Nullable LineId line = lines.get(request.pathParam("line"));
    if (line == null) {
      throw new Refusal(404, "path", "There is no such line.");
    }
    return line;
  }

  private KnownCaller callerOf(Context request) {
    KnownCaller caller =
        token(request.pathParam("call"), CallId::new)
            .flatMap(board::findCaller)
            .orElseThrow(() ->
                new Refusal(
                    404,
                    "path",
                    "This call is not remembered here any more; the number can be typed instead."));
    if (!caller.isNameable()) {
      throw new Refusal(
          409, "state", "This caller showed no usable number, so nothing can be decided about it.");
    }
    return caller;
  }

  private static <T> Optional<T> token(String text, Function<String, T> made) {
    try {
      return Optional.of(made.apply(text));
    } catch (IllegalArgumentException noToken) {
      return Optional.empty();
    }
  }

  /// Who says something, and why.
  private record Said(String author, String reason) {
    static Said in(Context request, JsonFields fields) {
      return new Said(
          Gate.identity(request).name(), fields.neededText("reason", MAX_REASON_CHARACTERS));
    }
  }
}
