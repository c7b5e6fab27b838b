package org.ringfence.desktop.history;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.ringfence.events.PhoneNumber;

/// Deletes what is known of one caller. Calls and tickets stay, without anything that tells whose
/// they were, because the figures are sums over them.
final class CallerErasure {

  private final CallerKeys keys;

  CallerErasure(CallerKeys keys) {
    this.keys = keys;
  }

  /// Within one transaction; how many calls were the caller's.
  int erase(Handle handle, PhoneNumber number, String author, String reason, Instant now) {
    String key = keys.of(number);
    List<String> calls =
        handle
            .createQuery("SELECT call_id FROM calls WHERE caller_key = :key")
            .bind("key", key)
            .mapTo(String.class)
            .list();
    for (int from = 0; from < calls.size(); from += 500) {
      eraseCalls(handle, calls.subList(from, Math.min(calls.size(), from + 500)));
    }
    for (String table : List.of("listed_numbers", "audit")) {
      String subject = table.equals("audit") ? ", subject = 'erased'" : ", caller_shown = 'erased'";
      handle
          .createUpdate(
              "UPDATE "
                  + table
                  + " SET caller_key = NULL, reason = 'erased'"
                  + subject
                  + " WHERE caller_key = :key")
          .bind("key", key)
          .execute();
    }
    handle
        .createUpdate(
            "INSERT INTO audit (record_id, said_at, kind, author, subject, reason)"
                + " VALUES (:id, :at, 'CALLER_ERASED', :author, :subject, :reason)")
        .bind("id", "erasure-" + now.toEpochMilli() + "-" + calls.hashCode())
        .bind("at", now)
        .bind("author", Texts.masked(author))
        .bind("subject", calls.size() + " calls")
        .bind("reason", Texts.masked(reason))
        .execute();
    return calls.size();
  }

  private static void eraseCalls(Handle handle, List<String> calls) {
    Set<String> tickets =
        new LinkedHashSet<>(
            handle
                .createQuery("SELECT ticket_id FROM tickets WHERE call_id IN (<calls>)")
                .bindList("calls", calls)
                .mapTo(String.class)
                .list());
    handle
        .createUpdate("DELETE FROM events WHERE call_id IN (<calls>)")
        .bindList("calls", calls)
        .execute();
    if (!tickets.isEmpty()) {
      handle
          .createUpdate(
              "UPDATE tickets SET disposition_note = 'erased'"
                  + " WHERE disposition_note IS NOT NULL AND ticket_id IN (<tickets>)")
          .bindList("tickets", List.copyOf(tickets))
          .execute();
      handle
          .createUpdate("DELETE FROM events WHERE ticket_id IN (<tickets>)")
          .bindList("tickets", List.copyOf(tickets))
          .execute();
    }
    handle
        .createUpdate("UPDATE verdicts SET reasons = '[]' WHERE call_id IN (<calls>)")
        .bindList("calls", calls)
        .execute();
    handle
        .createUpdate(
            "UPDATE calls SET caller_key = NULL, caller_shown = 'erased', privacy = NULL, attestation = NULL,"
                + " campaign = NULL WHERE call_id IN (<calls>)")
        .bindList("calls", calls)
        .execute();
  }
}
