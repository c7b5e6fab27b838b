package org.ringfence.desktop.board;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.BoardViews.ChallengesView;
import org.ringfence.desktop.board.BoardViews.TotalsView;
import org.ringfence.events.AttemptsRefused;
import org.ringfence.events.AttemptsRefused.Refusals;
import org.ringfence.events.CallEvent.AttemptFailedOpen;
import org.ringfence.events.CallEvent.ChallengeEnded;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.Message;
import org.ringfence.events.PredictedWait;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Stage;
import org.ringfence.events.TicketOutcome;
import org.ringfence.events.Verdict;

/// The sums of the current day in the site's time zone.
final class DayFold {

  private final ZoneId zone;
  private final Instant historyFrom;

  private LocalDate day;
  private long version = 1;
  private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
  private int refusedAfterQuestions;
  private int letGo;
  private long refusedAtDoor;
  private int challengesAsked;
  private final Map<ChallengeResult, Integer> challenges = new EnumMap<>(ChallengeResult.class);
  private int failedOpen;
  private int served;
  private int abandoned;
  private Duration servedWait = Duration.ZERO;
  private int told;
  private int toldRight;

  DayFold(ZoneId zone, Instant historyFrom, Instant now) {
    this.zone = zone;
    this.historyFrom = historyFrom;
    this.day = LocalDate.ofInstant(now, zone);
  }

  /// Starts a new day when the old one is over; whether it did.
  boolean turnTo(Instant now, long newVersion) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    if (!today.isAfter(day)) {
      return false;
    }
    day = today;
    version = newVersion;
    verdicts.clear();
    refusedAfterQuestions = 0;
    letGo = 0;
    refusedAtDoor = 0;
    challengesAsked = 0;
    challenges.clear();
    failedOpen = 0;
    served = 0;
    abandoned = 0;
    servedWait = Duration.ZERO;
    told = 0;
    toldRight = 0;
    return true;
  }

  void on(VerdictReached reached, long newVersion) {
    if (isToday(reached)) {
      version = newVersion;
      if (reached.stage() == Stage.ARRIVAL) {
        verdicts.merge(reached.verdict(), 1, Integer::sum);
      } else if (reached.verdict() == Verdict.REJECT) {
        refusedAfterQuestions++;
      }
      letGo += reached.verdict() == Verdict.LET_GO ? 1 : 0;
      challengesAsked += reached.verdict() == Verdict.CHALLENGE ? 1 : 0;
    }
  }

  /// Whether these are of today.
  boolean on(AttemptsRefused refused, long newVersion) {
    if (!isToday(refused)) {
      return false;
    }
    version = newVersion;
    refusedAtDoor += refused.refusals().stream().mapToLong(Refusals::attempts).sum();
    return true;
  }

  void on(ChallengeEnded ended, long newVersion) {
    if (isToday(ended)) {
      version = newVersion;
      challenges.merge(ended.result(), 1, Integer::sum);
    }
  }

  void on(AttemptFailedOpen failed, long newVersion) {
    if (isToday(failed)) {
      version = newVersion;
      failedOpen++;
    }
  }

  void on(TicketClosed closed, long newVersion) {
    if (!isToday(closed)) {
      return;
    }
    // Who is called back waits without a telephone at the ear, which is another thing; and who went
    // on with an earlier place has not ended.
    if (closed.callback()
        || (closed.outcome() != TicketOutcome.SERVED
            && closed.outcome() != TicketOutcome.ABANDONED)) {
      return;
    }
    version = newVersion;
    if (closed.outcome() == TicketOutcome.ABANDONED) {
      abandoned++;
      return;
    }
    served++;
    servedWait = servedWait.plus(closed.waited());
    @Nullable PredictedWait promise = closed.firstTold();
    if (promise != null) {
      told++;
      boolean early = closed.waited().compareTo(promise.low()) < 0;
      boolean late = closed.waited().compareTo(promise.high()) > 0;
      toldRight += early || late ? 0 : 1;
    }
  }

  Versioned<TotalsView> view() {
    Instant midnight = day.atStartOfDay(zone).toInstant();
    return new Versioned<>(
        version,
        new TotalsView(
            day,
            historyFrom.isAfter(midnight) ? historyFrom : midnight,
            verdicts.values().stream().mapToInt(Integer::intValue).sum(),
            new EnumMap<>(verdicts),
            refusedAfterQuestions,
            letGo,
            refusedAtDoor,
            new ChallengesView(
                challengesAsked,
                challenges.getOrDefault(ChallengeResult.PASSED, 0),
                challenges.getOrDefault(ChallengeResult.FAILED, 0),
                challenges.getOrDefault(ChallengeResult.SILENT, 0)),
            failedOpen,
            served,
            abandoned,
            served == 0 ? null : servedWait.toSeconds() / served,
            told,
            toldRight));
  }

  boolean isToday(Message message) {
    return LocalDate.ofInstant(message.at(), zone).equals(day);
  }
}
