package org.ringfence.desktop.history;

import java.time.Instant;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.history.Schema.Listed;
import org.ringfence.events.AccessRecorded;
import org.ringfence.events.CampaignState;
import org.ringfence.events.DefenceCommand.ReleaseCampaign;
import org.ringfence.events.LineDecision.AgentStateChanged;
import org.ringfence.events.LineId;
import org.ringfence.events.ListKind;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.AnnouncementSwitched;
import org.ringfence.events.ScreeningDecision.CampaignReported;
import org.ringfence.events.ScreeningDecision.DefenceSwitched;
import org.ringfence.events.ScreeningDecision.ModeChanged;
import org.ringfence.events.ScreeningDecision.NumberListed;
import org.ringfence.events.ScreeningDecision.NumberUnlisted;
import org.ringfence.events.ScreeningDecision.ThresholdsChanged;

/// The lists as they stand, and the trail of who changed what.
final class AuditFold {

  private final CallerKeys keys;

  AuditFold(CallerKeys keys) {
    this.keys = keys;
  }

  void on(NumberListed listed, RecordFacts facts, HistoryBatch batch) {
    @Nullable ListKind list = listed.list();
    if (list != null) {
      Row entry = entry(listed.number(), listed.line(), batch);
      entry.set(Listed.LIST, list.name());
      entry.set(Listed.AUTHOR, Texts.masked(listed.author()));
      entry.set(Listed.REASON, Texts.masked(listed.reason()));
      entry.set(Listed.LISTED_AT, listed.at());
      entry.set(Listed.EXPIRES_AT, storable(listed.expires()));
      entry.set(Listed.REMOVED_AT, null);
      entry.set(Listed.REMOVED_BY, null);
    } else {
      remove(entry(listed.number(), listed.line(), batch), listed.at(), listed.author());
    }
    trail(
        facts,
        batch,
        list == null ? "RELEASED" : "LISTED_" + list,
        listed.author(),
        listed.reason(),
        listed.number());
  }

  void on(NumberUnlisted unlisted, RecordFacts facts, HistoryBatch batch) {
    remove(entry(unlisted.number(), unlisted.line(), batch), unlisted.at(), unlisted.author());
    trail(
        facts,
        batch,
        unlisted.list() == null ? "RELEASE_ENDED" : "UNLISTED_" + unlisted.list(),
        unlisted.author(),
        unlisted.reason(),
        unlisted.number());
  }

  private Row entry(PhoneNumber number, LineId line, HistoryBatch batch) {
    Row entry = batch.listed(line.value() + "-" + keys.of(number));
    entry.set(Schema.Call.LINE, line.value());
    entry.set(Schema.CALLER_KEY, keys.find(number));
    entry.set(Schema.CALLER_SHOWN, number.masked());
    return entry;
  }

  private static void remove(Row entry, Instant at, String author) {
    if (entry.has(Listed.LIST)) {
      entry.set(Listed.REMOVED_AT, at);
      entry.set(Listed.REMOVED_BY, Texts.masked(author));
    }
  }

  /// A supervisor changed an agent's state.
  void on(AgentStateChanged changed, RecordFacts facts, HistoryBatch batch) {
    if (changed.by() != null) {
      String kind = "AGENT_" + changed.state();
      trail(facts, batch, kind, changed.by(), changed.reason(), changed.agent().value());
    }
  }

  void on(DefenceSwitched switched, RecordFacts facts, HistoryBatch batch) {
    trail(
        facts,
        batch,
        "DEFENCE_" + switched.to(),
        switched.author(),
        switched.reason(),
        switched.line().value());
  }

  void on(ModeChanged changed, RecordFacts facts, HistoryBatch batch) {
    trail(facts, batch, "MODE_" + changed.to(), "", changed.why(), changed.line().value());
  }

  void on(ReleaseCampaign released, RecordFacts facts, HistoryBatch batch) {
    trail(
        facts,
        batch,
        "CAMPAIGN_RELEASE_ASKED",
        released.author(),
        released.reason(),
        released.campaign().value());
  }

  void on(CampaignReported report, RecordFacts facts, HistoryBatch batch) {
    if (report.state() == CampaignState.RELEASED) {
      String author = report.author() == null ? "" : report.author();
      String subject = report.campaign().value() + " " + report.name();
      trail(facts, batch, "CAMPAIGN_RELEASED", author, report.why(), subject);
    }
  }

  void on(AnnouncementSwitched switched, RecordFacts facts, HistoryBatch batch) {
    String kind = switched.on() ? "ANNOUNCEMENT_ON" : "ANNOUNCEMENT_OFF";
    trail(facts, batch, kind, switched.author(), switched.reason(), switched.line().value());
  }

  void on(ThresholdsChanged changed, RecordFacts facts, HistoryBatch batch) {
    String reason =
        "was " + changed.from().said() + ", is " + changed.to().said() + ": " + changed.reason();
    trail(facts, batch, "THRESHOLDS", changed.author(), reason, changed.line().value());
  }

  /// Who came in, and what was changed about accounts: from what, to what, from where.
  void on(AccessRecorded access, RecordFacts facts, HistoryBatch batch) {
    StringJoiner reason = new StringJoiner(", ");
    if (access.before() != null) {
      reason.add("was " + access.before());
    }
    if (access.after() != null) {
      reason.add("is " + access.after());
    }
    if (access.address() != null) {
      reason.add("from " + access.address());
    }
    trail(facts, batch, access.kind().name(), access.author(), reason.toString(), access.subject());
  }

  private void trail(
      RecordFacts facts,
      HistoryBatch batch,
      String kind,
      String author,
      String reason,
      PhoneNumber number) {
    Map<String, @Nullable Object> row = row(facts, kind, author, reason, number.masked());
    row.put("caller_key", keys.find(number));
    batch.insert("audit", row);
  }

  private static void trail(
      RecordFacts facts,
      HistoryBatch batch,
      String kind,
      String author,
      String reason,
      String subject) {
    batch.insert("audit", row(facts, kind, author, reason, subject));
  }

  private static Map<String, @Nullable Object> row(
      RecordFacts facts, String kind, String author, String reason, String subject) {
    Map<String, @Nullable Object> row = StoryFold.record(facts);
    row.put("kind", kind);
    row.put("author", Texts.masked(author));
    row.put("subject", subject);
    row.put("caller_key", null);
    row.put("reason", Texts.masked(reason));
    return row;
  }

  /// Lists may hold until the end of time, which no database knows.
  private static @Nullable Instant storable(@Nullable Instant expires) {
    return expires == null || expires.isAfter(Instant.parse("9999-01-01T00:00:00Z"))
        ? null
        : expires;
  }
}
