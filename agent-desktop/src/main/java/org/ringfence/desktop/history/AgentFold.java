package org.ringfence.desktop.history;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.history.Schema.Period;
import org.ringfence.events.AgentState;
import org.ringfence.events.LineDecision.AgentStateChanged;

/// What agents do from when until when.
final class AgentFold {

  private final QueueLogLines queueLog;

  AgentFold(QueueLogLines queueLog) {
    this.queueLog = queueLog;
  }

  void on(AgentStateChanged changed, HistoryBatch batch) {
    String agent = changed.agent().value();
    @Nullable Row before = batch.findOpenPeriod(agent);
    if (before != null && !continues(before, changed)) {
      return;
    }
    String state = changed.state().name();
    @Nullable String ticket = changed.ticket() == null ? null : changed.ticket().value();
    if (before != null) {
      if (changed.state() == AgentState.WRAP_UP && ticket == null) {
        // The work after a talk belongs to the caller talked to.
        ticket = before.find(Schema.TICKET_ID);
      }
      close(before, changed.at(), batch);
    }
    Row period =
        new Row(
            agent + "-" + changed.at().toEpochMilli() + "-" + state.toLowerCase(Locale.ROOT),
            false);
    period.set(Schema.AGENT, agent);
    period.set(Schema.POOL, changed.pool().value());
    period.set(Period.STATE, state);
    period.set(Period.REASON, Texts.masked(changed.reason()));
    period.set(Schema.TICKET_ID, ticket);
    period.set(Period.FROM_AT, changed.at());
    batch.openPeriod(agent, period);
    queueLog.ofAgent(before == null ? null : before.get(Period.STATE), changed, batch);
  }

  /// Whether this is news: not older than what is known, and not the same again (an agent is
  /// announced anew when the phone comes and goes).
  private static boolean continues(Row before, AgentStateChanged changed) {
    if (changed.at().isBefore(before.get(Period.FROM_AT))) {
      return false;
    }
    boolean sameState = before.get(Period.STATE).equals(changed.state().name());
    boolean sameReason =
        changed.state() != AgentState.PAUSED
            || Texts.masked(changed.reason()).equals(before.find(Period.REASON));
    return !(sameState && sameReason);
  }

  private static void close(Row period, Instant at, HistoryBatch batch) {
    period.set(Period.UNTIL_AT, at);
    period.set(Period.PERIOD_MS, period.millis(Period.FROM_AT, Period.UNTIL_AT));
    String state = period.get(Period.STATE);
    if (!state.equals(AgentState.SIGNED_OUT.name())) {
      batch
          .stale()
          .agents(period.get(Schema.POOL), period.get(Period.FROM_AT), period.get(Period.UNTIL_AT));
    }
    @Nullable String ticket = period.find(Schema.TICKET_ID);
    if (ticket != null) {
      batch.sum(ticket);
    }
  }
}
