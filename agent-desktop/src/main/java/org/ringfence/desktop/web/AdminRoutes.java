package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.accounts.Identity;
import org.ringfence.desktop.board.BoardModel;
import org.ringfence.desktop.board.BoardViews.AgentView;
import org.ringfence.desktop.board.BoardViews.ClosureView;
import org.ringfence.desktop.board.BoardViews.QueueView;
import org.ringfence.desktop.board.Versioned;
import org.ringfence.desktop.questions.QuestionsDesk;
import org.ringfence.events.DefenceCommand.ListNumber;
import org.ringfence.events.LineCommand;
import org.ringfence.events.ListKind;
import org.ringfence.events.PoolName;
import org.ringfence.events.Skill;
import org.ringfence.site.Site;

/// The administration: what is in force, and what can be changed while the platform runs. Each
/// change is asked for by a message to who keeps it, and stands in the trail with before and after.
final class AdminRoutes {

  private static final Duration LONGEST_CLOSURE = Duration.ofDays(31);

  private final BoardModel board;
  private final Site site;
  private final SettingChanges changes;
  private final AdminAccountRoutes people;
  private final AdminAgentRoutes agents;
  private final AdminHoursRoutes hours;
  private final @Nullable QuestionsDesk questions;
  private final InstantSource clock;

  AdminRoutes(
      BoardModel board,
      Site site,
      SettingChanges changes,
      AdminAccountRoutes people,
      AdminAgentRoutes agents,
      AdminHoursRoutes hours,
      @Nullable QuestionsDesk questions,
      InstantSource clock) {
    this.board = board;
    this.site = site;
    this.changes = changes;
    this.people = people;
    this.agents = agents;
    this.hours = hours;
    this.questions = questions;
    this.clock = clock;
  }

  /// What is in force.
  ///
  /// @param agents as the board shows them
  /// @param roster what is settled about each, those of the file who were removed too
  /// @param skills every skill that an agent can be given
  /// @param pools where agents can be
  /// @param flow null where no calls are led
  record Overview(
      List<AdminAccountRoutes.AccountView> accounts,
      List<AdminAccountRoutes.TokenView> tokens,
      List<AgentView> agents,
      List<AdminAgentRoutes.AgentFacts> roster,
      List<String> skills,
      List<String> pools,
      List<QueueView> queues,
      List<AdminHoursRoutes.HoursView> hours,
      List<LineFacts> lines,
      @Nullable FlowView flow) {}

  record LineFacts(String line, String number, List<String> dialed, String queue) {}

  record FlowView(String flow, boolean emergency, int mistakes) {}

  void overview(Context request) throws IOException {
    Identity asking = Gate.identity(request);
    Instant now = clock.instant();
    Json.noStore(request);
    Json.answer(
        request,
        200,
        new Overview(
            people.accounts(asking),
            people.tokens(asking),
            board.snapshot().agents().stream()
                .map(Versioned::item)
                .filter(agent -> !agent.gone())
                .toList(),
            agents.roster(),
            site.skills().stream().map(Skill::value).toList(),
            site.pools().stream().map(PoolName::value).toList(),
            board.snapshot().queues().stream().map(Versioned::item).toList(),
            hours.all(now),
            site.lines().stream()
                .map(line ->
                    new LineFacts(
                        line.id().value(),
                        line.number().raw(),
                        line.dialed(),
                        line.queue().value()))
                .toList(),
            flow()));
  }

  private @Nullable FlowView flow() {
    if (questions == null) {
      return null;
    }
    QuestionsDesk.Questions now = questions.questions();
    return new FlowView(now.flow(), now.emergency(), now.mistakes().size());
  }

  /// `{"until":…,"reason":…}`: no callers until then, whatever the hours say.
  void closeQueue(Context request) {
    Site.Queue queue = queueOf(request);
    JsonFields fields = JsonFields.of(request, Set.of("until", "reason"));
    @Nullable Instant until = fields.timeToCome("until", clock.instant(), LONGEST_CLOSURE);
    if (until == null) {
      fields.wrong("until", "is needed; a queue is closed by hand for a while only");
    }
    String reason = fields.neededText("reason", DefenceRoutes.MAX_REASON_CHARACTERS);
    fields.finish();
    Instant end = JsonFields.good(until);
    String before = closureOf(queue);
    changes.ask(
        new LineCommand.CloseQueue(
            queue.name(),
            clock.instant(),
            queue.pool(),
            end,
            SettingChanges.author(request),
            reason));
    changes.tell(request, subject(queue), before, "closed until " + end + " (" + reason + ")");
    SettingChanges.asked(request, "CloseQueue");
  }

  /// `{"reason":…}`: the queue follows its hours again.
  void reopenQueue(Context request) {
    Site.Queue queue = queueOf(request);
    JsonFields fields = JsonFields.of(request, Set.of("reason"));
    String reason = fields.neededText("reason", DefenceRoutes.MAX_REASON_CHARACTERS);
    fields.finish();
    String before = closureOf(queue);
    changes.ask(
        new LineCommand.ReopenQueue(
            queue.name(), clock.instant(), queue.pool(), SettingChanges.author(request), reason));
    changes.tell(request, subject(queue), before, "by its hours (" + reason + ")");
    SettingChanges.asked(request, "ReopenQueue");
  }

  private static String subject(Site.Queue queue) {
    return "queue " + queue.name().value();
  }

  private String closureOf(Site.Queue queue) {
    @Nullable ClosureView closure =
        board.snapshot().queues().stream()
            .map(Versioned::item)
            .filter(view -> view.queue().equals(queue.name().value()))
            .findFirst()
            .map(QueueView::closure)
            .orElse(null);
    return closure == null ? "by its hours" : "closed until " + closure.until();
  }

  private Site.Queue queueOf(Context request) {
    return site.queues().stream()
        .filter(queue -> queue.name().value().equals(request.pathParam("queue")))
        .findFirst()
        .orElseThrow(() -> new Refusal(404, "path", "There is no such queue."));
  }

  /// A CSV file ([ListCsv]) of numbers for a line's lists, whole or not at all.
  void uploadList(Context request) throws IOException {
    Site.Line line =
        site.lines().stream()
            .filter(each -> each.id().value().equals(request.pathParam("line")))
            .findFirst()
            .orElseThrow(() -> new Refusal(404, "path", "There is no such line."));
    @Nullable String type = request.header("Content-Type");
    if (type == null || !type.startsWith("text/csv")) {
      throw new Refusal(415, "type", "The content type must be text/csv.");
    }
    byte[] bytes = request.req().getInputStream().readNBytes(ListCsv.MOST_BYTES + 1);
    if (bytes.length > ListCsv.MOST_BYTES) {
      throw new Refusal(413, "size", "The file has more than " + ListCsv.MOST_BYTES + " bytes.");
    }
    Instant now = clock.instant();
    List<ListCsv.Row> rows = ListCsv.read(bytes, now);
    for (ListCsv.Row row : rows) {
      changes.ask(
          new ListNumber(
              row.number(),
              now,
              line.id(),
              SettingChanges.author(request),
              row.list(),
              row.reason(),
              row.expires()));
    }
    long allowed = rows.stream().filter(row -> row.list() == ListKind.ALLOW).count();
    String said = allowed + " allowed, " + (rows.size() - allowed) + " blocked";
    changes.tell(request, "lists of " + line.number().raw(), null, "a file: " + said);
    Json.noStore(request);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("allowed", allowed);
    answer.put("blocked", rows.size() - allowed);
    Json.answer(request, 202, answer);
  }
}
