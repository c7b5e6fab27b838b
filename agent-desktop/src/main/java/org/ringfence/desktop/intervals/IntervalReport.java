package org.ringfence.desktop.intervals;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.ringfence.site.Site;

/// Reads the stored quarter hours into rows of a report.
public final class IntervalReport {

  /// Rows of one report at most.
  public static final int MOST_ROWS = 10_000;

  private final Site site;
  private final ZoneId zone;

  public IntervalReport(Site site, ZoneId zone) {
    this.site = site;
    this.zone = zone;
  }

  /// One row: a queue, or all queues together, in some time.
  ///
  /// @param queue null for all queues together
  /// @param end where the row's time ends; for the last one it may lie ahead
  public record ReportRow(
      @Nullable String queue,
      Instant start,
      Instant end,
      IntervalFigures all,
      IntervalFigures people) {}

  /// What is summed for one row.
  private static final class Sums {
    IntervalSums all = IntervalSums.NONE;
    IntervalSums people = IntervalSums.NONE;
  }

  private record Bucket(Instant start, String name) {}

  private record AgentsOf(AgentTime all, AgentTime people) {
    static final AgentsOf NONE = new AgentsOf(AgentTime.NONE, AgentTime.NONE);

    AgentsOf plus(AgentsOf other) {
      return new AgentsOf(all.plus(other.all), people.plus(other.people));
    }
  }

  /// How many rows a report has at most for each queue and for all together.
  public long countRows(Instant from, Instant to, Step step) {
    Duration shortest = step == Step.QUARTER ? Quarter.LENGTH : Duration.ofHours(1);
    Duration length = step == Step.DAY ? Duration.ofHours(23) : shortest;
    return Duration.between(from, to).dividedBy(length) + 1;
  }

  /// The rows of the times that begin in `[from, to)`, in order of time; within a time the queues
  /// by name and then all together, or the one queue that is asked for. Times in which nothing
  /// happened have no row.
  ///
  /// @param now until when what agents do at this moment is counted
  public List<ReportRow> rows(
      Handle handle, @Nullable String queue, Instant from, Instant to, Step step, Instant now) {
    Map<Instant, Map<String, Sums>> sums = sums(handle, from, to, step);
    Map<Bucket, AgentsOf> agents = agents(handle, from, to, step, now);
    Map<String, String> poolOf = new HashMap<>();
    site.queues().forEach(found -> poolOf.put(found.name().value(), found.pool().value()));
    agents
        .keySet()
        .forEach(bucket -> sums.computeIfAbsent(bucket.start(), fresh -> new TreeMap<>()));
    List<ReportRow> rows = new ArrayList<>();
    sums.forEach((start, byQueue) -> {
      Instant end = step.endOf(start, zone);
      Sums total = new Sums();
      for (Map.Entry<String, Sums> entry : byQueue.entrySet()) {
        Sums sum = entry.getValue();
        total.all = total.all.plus(sum.all);
        total.people = total.people.plus(sum.people);
        if (queue == null || queue.equals(entry.getKey())) {
          @Nullable String pool = poolOf.get(entry.getKey());
          AgentsOf time =
              pool == null
                  ? AgentsOf.NONE
                  : agents.getOrDefault(new Bucket(start, pool), AgentsOf.NONE);
          rows.add(row(entry.getKey(), start, end, sum, time));
        }
      }
      if (queue == null) {
        rows.add(row(null, start, end, total, allAgents(agents, start)));
      }
    });
    return rows;
  }

  private AgentsOf allAgents(Map<Bucket, AgentsOf> agents, Instant start) {
    Set<String> pools = new HashSet<>();
    site.pools().forEach(pool -> pools.add(pool.value()));
    AgentsOf sum = AgentsOf.NONE;
    for (String pool : pools) {
      sum = sum.plus(agents.getOrDefault(new Bucket(start, pool), AgentsOf.NONE));
    }
    return sum;
  }

  private static ReportRow row(
      @Nullable String queue, Instant start, Instant end, Sums sums, AgentsOf agents) {
    return new ReportRow(
        queue,
        start,
        end,
        IntervalFigures.of(sums.all, agents.all()),
        IntervalFigures.of(sums.people, agents.people()));
  }

  private Map<Instant, Map<String, Sums>> sums(Handle handle, Instant from, Instant to, Step step) {
    TreeMap<Instant, Map<String, Sums>> sums = new TreeMap<>();
    handle
        .createQuery("SELECT * FROM intervals WHERE start_at >= :from AND start_at < :to")
        .bind("from", from)
        .bind("to", to)
        .map((row, context) -> {
          Instant start =
              step.startOf(row.getObject("start_at", OffsetDateTime.class).toInstant(), zone);
          Sums sum =
              sums.computeIfAbsent(start, fresh -> new TreeMap<>())
                  .computeIfAbsent(row.getString("queue"), fresh -> new Sums());
          IntervalSums read = IntervalTable.sums(row);
          if (row.getString("population").equals(Population.ALL.name())) {
            sum.all = sum.all.plus(read);
          } else {
            sum.people = sum.people.plus(read);
          }
          return true;
        })
        .list();
    return sums;
  }

  private Map<Bucket, AgentsOf> agents(
      Handle handle, Instant from, Instant to, Step step, Instant now) {
    Map<Bucket, AgentsOf> agents = new HashMap<>();
    handle
        .createQuery(
            "SELECT start_at, pool, population, agent_state, spent_ms FROM agent_time"
                + " WHERE start_at >= :from AND start_at < :to")
        .bind("from", from)
        .bind("to", to)
        .map((row, context) -> {
          AgentTime time = AgentTime.of(row.getString(4), row.getLong(5));
          boolean all = row.getString(3).equals(Population.ALL.name());
          add(
              agents,
              new Bucket(step.startOf(IntervalTable.instant(row, 1), zone), row.getString(2)),
              all ? new AgentsOf(time, AgentTime.NONE) : new AgentsOf(AgentTime.NONE, time));
          return true;
        })
        .list();
    addOpen(handle, from, to.isBefore(now) ? to : now, step, agents);
    return agents;
  }

  /// What agents do at this moment is not in the stored sums yet.
  private void addOpen(
      Handle handle, Instant from, Instant until, Step step, Map<Bucket, AgentsOf> agents) {
    handle
        .createQuery(
            "SELECT p.from_at, p.pool, p.agent_state, "
                + IntervalTable.IS_MACHINE
                + " AS machine"
                + " FROM agent_periods p LEFT JOIN tickets t ON t.ticket_id = p.ticket_id"
                + " LEFT JOIN calls c ON c.call_id = t.call_id"
                + " WHERE p.until_at IS NULL AND p.agent_state <> 'SIGNED_OUT'"
                + " AND p.from_at < :until AND p.from_at > :earliest")
        .bind("until", until)
        .bind("earliest", until.minus(StaleMarks.LONGEST_PERIOD))
        .map((row, context) -> {
          Instant began = IntervalTable.instant(row, 1);
          Instant at = began.isBefore(from) ? from : began;
          while (at.isBefore(until)) {
            Instant quarterEnd = Quarter.startOf(at).plus(Quarter.LENGTH);
            Instant end = quarterEnd.isBefore(until) ? quarterEnd : until;
            AgentTime time = AgentTime.of(row.getString(3), Duration.between(at, end).toMillis());
            AgentTime people = row.getBoolean(4) ? AgentTime.NONE : time;
            add(
                agents,
                new Bucket(step.startOf(at, zone), row.getString(2)),
                new AgentsOf(time, people));
            at = end;
          }
          return true;
        })
        .list();
  }

  private static void add(Map<Bucket, AgentsOf> agents, Bucket bucket, AgentsOf time) {
    agents.merge(bucket, time, AgentsOf::plus);
  }
}
