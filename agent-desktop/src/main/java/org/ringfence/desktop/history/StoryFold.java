package org.ringfence.desktop.history;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.history.Schema.Call;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.AttemptFailedOpen;
import org.ringfence.events.CallEvent.CallAnswered;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.CallEvent.ChallengeEnded;
import org.ringfence.events.DefenceCommand.LabelCall;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import tools.jackson.databind.json.JsonMapper;

/// What becomes of a call outside the line: arrival, verdicts, label, end.
final class StoryFold {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final CallerKeys keys;

  StoryFold(CallerKeys keys) {
    this.keys = keys;
  }

  void on(AttemptArrived arrived, HistoryBatch batch) {
    Row call = batch.call(arrived.call().value());
    call.set(Call.ARRIVED_AT, arrived.at());
    call.set(Call.LINE, arrived.line().value());
    caller(call, arrived.caller());
    call.set(Call.PRIVACY, arrived.privacy().name());
    call.set(Call.ATTESTATION, arrived.attestation().name());
  }

  void caller(Row call, PhoneNumber number) {
    call.set(Schema.CALLER_KEY, keys.find(number));
    call.set(Schema.CALLER_SHOWN, number.masked());
  }

  void on(AttemptFailedOpen failed, HistoryBatch batch) {
    batch.call(failed.call().value()).set(Call.FAILED_OPEN, true);
  }

  void on(CallAnswered answered, HistoryBatch batch) {
    batch.call(answered.call().value()).set(Call.ANSWERED_AT, answered.at());
  }

  void on(ChallengeEnded ended, HistoryBatch batch) {
    batch.call(ended.call().value()).set(Call.CHALLENGE, ended.result().name());
  }

  void on(CallEnded ended, HistoryBatch batch) {
    Row call = batch.call(ended.call().value());
    call.set(Schema.ENDED_AT, ended.at());
    call.set(Call.END_CAUSE, (long) ended.cause());
    call.set(Call.REACHED_AGENT, ended.reachedAgent());
  }

  void on(VerdictReached reached, RecordFacts facts, HistoryBatch batch) {
    Row call = batch.call(reached.call().value());
    if (!call.has(Schema.CALLER_SHOWN)) {
      caller(call, reached.caller());
    }
    call.setIfAbsent(Call.LINE, reached.line().value());
    if (!call.has(Call.VERDICT_AT) || !reached.at().isBefore(call.get(Call.VERDICT_AT))) {
      call.set(Call.VERDICT, reached.verdict().name());
      boolean judged = call.set(Call.WOULD_BE, reached.wouldBe().name());
      call.set(Call.VERDICT_STAGE, reached.stage().name());
      call.set(Call.VERDICT_AT, reached.at());
      call.set(Call.MACHINE_ODDS, reached.machineOdds());
      call.set(Call.LINE_MODE, reached.mode().name());
      call.set(Call.CAMPAIGN, reached.campaign() == null ? null : reached.campaign().value());
      if (judged) {
        judgedAnew(call, batch);
      }
    }
    Map<String, @Nullable Object> row = record(facts);
    row.put("call_id", reached.call().value());
    row.put("line", reached.line().value());
    row.put("stage", reached.stage().name());
    row.put("verdict", reached.verdict().name());
    row.put("would_be", reached.wouldBe().name());
    row.put("score", reached.score());
    row.put("machine_odds", reached.machineOdds());
    row.put("line_mode", reached.mode().name());
    row.put("campaign", reached.campaign() == null ? null : reached.campaign().value());
    row.put("reasons", Texts.masked(MAPPER.writeValueAsString(reached.reasons())));
    batch.insert("verdicts", row);
  }

  void on(LabelCall label, RecordFacts facts, HistoryBatch batch) {
    Row call = batch.call(label.call().value());
    if (!call.has(Call.LABEL_AT) || !label.at().isBefore(call.get(Call.LABEL_AT))) {
      call.set(Call.LABEL, label.label().name());
      call.set(Call.LABEL_BY, label.author());
      call.set(Call.LABEL_AT, label.at());
      judgedAnew(call, batch);
    }
    Map<String, @Nullable Object> row = record(facts);
    row.put("call_id", label.call().value());
    row.put("author", Texts.masked(label.author()));
    row.put("call_label", label.label().name());
    batch.insert("labels", row);
  }

  private static void judgedAnew(Row call, HistoryBatch batch) {
    @Nullable String ticket = call.find(Schema.TICKET_ID);
    if (ticket != null) {
      batch.judgeAnew(ticket);
    }
  }

  /// The columns with which every row begins that is only added.
  static Map<String, @Nullable Object> record(RecordFacts facts) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("record_id", facts.recordId());
    row.put("said_at", facts.saidAt());
    return row;
  }

  /// The record itself, for the whole story.
  static void keep(RecordFacts facts, HistoryBatch batch) {
    Map<String, @Nullable Object> row = record(facts);
    row.put("kind", facts.kind());
    row.put("call_id", facts.call());
    row.put("ticket_id", facts.ticket());
    row.put("offer_id", facts.offer());
    row.put("agent", facts.agent());
    row.put("body", facts.body());
    batch.insert("events", row);
  }
}
