package org.ringfence.desktop.web;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.BoardModel;
import org.ringfence.desktop.board.KnownCaller;
import org.ringfence.desktop.board.Talk;
import org.ringfence.events.AgentId;
import org.ringfence.events.CallId;
import org.ringfence.events.CallLabel;
import org.ringfence.events.DefenceCommand.LabelCall;

/// What agents may say of calls: an agent of the one call they talk or just talked to, once, and so
/// many in a minute. Which call that is the board knows and no page can say, so a stolen page can
/// tell lies about its own calls only, and few of them.
final class CallLabels {

  /// More than an agent can take calls in a minute.
  static final int MOST_PER_MINUTE = 6;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final BoardModel board;
  private final Map<AgentId, Given> given = new HashMap<>();

  CallLabels(BoardModel board) {
    this.board = board;
  }

  /// The command to be passed on.
  ///
  /// @throws Refusal when the agent has no call to label, labelled it, or labels too fast
  synchronized LabelCall say(AgentId agent, CallLabel label, Instant now) {
    Talk talk =
        board
            .findTalk(agent)
            .orElseThrow(() ->
                new Refusal(
                    409,
                    "state",
                    "There is no call to label: it can be done during a talk and in wrap-up."));
    // One of the site's agents, or there were no talk: the map is bounded.
    Given mine = given.computeIfAbsent(agent, _ -> new Given());
    if (talk.said().isPresent() || talk.call().equals(mine.last)) {
      throw new Refusal(409, "state", "You labelled this call already; a label stays.");
    }
    KnownCaller caller =
        talk.caller()
            .orElseThrow(() ->
                new Refusal(
                    409, "state", "This call cannot be labelled: its arrival was not heard here."));
    Duration wait = mine.limit.untilNext(now);
    if (wait.isPositive()) {
      throw Refusal.tooFast(
          "You gave "
              + MOST_PER_MINUTE
              + " labels within a minute, and more are not taken. Try again in "
              + (wait.toSeconds() + 1)
              + " s.",
          wait);
    }
    mine.limit.take(now);
    mine.last = talk.call();
    return new LabelCall(talk.call(), now, caller.line(), agent.value(), caller.number(), label);
  }

  /// What one agent said; the board hears of it only after a moment.
  private static final class Given {
    final RateLimit limit = new RateLimit(MOST_PER_MINUTE, MINUTE);
    @Nullable CallId last;
  }
}
