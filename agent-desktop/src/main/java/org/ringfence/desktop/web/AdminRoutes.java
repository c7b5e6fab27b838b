package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.desktop.accounts.Accounts;
import org.ringfence.desktop.accounts.Identity;
import org.ringfence.desktop.board.BoardModel;
import org.ringfence.desktop.board.BoardViews.AgentView;
import org.ringfence.desktop.board.BoardViews.ClosureView;
import org.ringfence.desktop.board.BoardViews.QueueView;
import org.ringfence.desktop.board.Versioned;
import org.ringfence.desktop.questions.QuestionsDesk;
import org.ringfence.events.Assignment.SkillLevel;
import org.ringfence.events.DefenceCommand.ListNumber;
import org.ringfence.events.LineCommand;
import org.ringfence.events.ListKind;
import org.ringfence.events.Skill;
import org.ringfence.site.Site;

/// The administration: what is in force, and what can be changed while the platform runs. Each
/// change is asked for by a message to who keeps it, and stands in the trail with before and after.
final class AdminRoutes {

  private static final Duration LONGEST_CLOSURE = Duration.ofDays(31);
  private static final int MOST_SKILLS_CHARACTERS = 400;

  private final BoardModel board;
  private final Site site;
  private final Accounts accounts;
  private final AdminAccountRoutes people;
  private final @Nullable QuestionsDesk questions;
  private final MessagePublisher publisher;
  private final InstantSource clock;

  AdminRoutes(
      BoardModel board,
      Site site,
      Accounts accounts,
      AdminAccountRoutes people,
      @Nullable QuestionsDesk questions,
      MessagePublisher publisher,
      InstantSource clock) {
    this.board = board;
    this.site = site;
    this.accounts = accounts;
    this.people = people;
    this.questions = questions;
    this.publisher = publisher;
    this.clock = clock;
  }

  /// What is in force.
  ///
  /// @param skills every skill that an agent can be given
  /// @param flow null where no calls are led
  record Overview(
      List<AdminAccountRoutes.AccountView> accounts,
      List<AdminAccountRoutes.TokenView> tokens,
      List<AgentView> agents,
      List<String> skills,
      List<QueueView> queues,
      List<HoursView> hours,
      List<LineFacts> lines,
      @Nullable FlowView flow) {}

  /// @param next when it opens or closes, or null when that is not in sight
  record HoursView(String name, String timeZone, boolean open, @Nullable Instant next) {}

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
            board.snapshot().agents().stream().map(Versioned::item).toList(),
            knownSkills().stream().map(Skill::value).toList(),
            board.snapshot().queues().stream().map(Versioned::item).toList(),
            hours(now),
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

  private List<HoursView> hours(Instant now) {
    List<HoursView> hours = new ArrayList<>();
    new TreeMap<>(site.calendars())
        .forEach((name, calendar) ->
            hours.add(
                new HoursView(
                    name,
                    calendar.zone().getId(),
                    calendar.isOpen(now),
                    calendar.nextChange(now))));
    return hours;
  }

  private @Nullable FlowView flow() {
    if (questions == null) {
      return null;
    }
    QuestionsDesk.Questions now = questions.questions();
    return new FlowView(now.flow(), now.emergency(), now.mistakes().size());
  }

  private Set<Skill> knownSkills() {
    Set<Skill> known = new TreeSet<>();
    site.agents().forEach(agent -> known.addAll(agent.skills()));
    return known;
  }

  /// `{"skills":"en es:4","reason":…}`, or `{"asConfigured":true,"reason":…}`.
  void skills(Context request) {
    Site.Agent agent =
        site.agents().stream()
            .filter(each -> each.id().value().equals(request.pathParam("id")))
            .findFirst()
            .orElseThrow(() -> new Refusal(404, "path", "There is no such agent."));
    JsonFields fields = JsonFields.of(request, Set.of("skills", "asConfigured", "reason"));
    boolean configured = fields.flag("asConfigured");
    @Nullable List<SkillLevel> skills = configured ? null : skills(fields);
    String reason = fields.neededText("reason", DefenceRoutes.MAX_REASON_CHARACTERS);
    fields.finish();
    String before =
        board
            .snapshot()
            .findAgent(agent.id().value())
            .map(view -> String.join(" ", view.skills()))
            .orElse("");
    String author = Gate.identity(request).name();
    publisher.publish(
        new LineCommand.ChangeSkills(
            agent.id(), clock.instant(), agent.pool(), skills, author, reason));
    String after = skills == null ? "as in agents.conf" : said(skills);
    tell(request, "skills of " + agent.id().value(), before, after + " (" + reason + ")");
    asked(request, "ChangeSkills");
  }

  private List<SkillLevel> skills(JsonFields fields) {
    String text = fields.neededText("skills", MOST_SKILLS_CHARACTERS);
    Map<Skill, Integer> levels = new TreeMap<>();
    for (String word : text.split("[\\s,]+", -1)) {
      String[] parts = word.split(":", 2);
      boolean leveled = parts.length == 1 || parts[1].matches("[1-9]|10");
      if (parts[0].matches("[a-z0-9.-]{1,32}")
          && leveled
          && knownSkills().contains(new Skill(parts[0]))) {
        levels.put(
            new Skill(parts[0]), parts.length == 1 ? Site.Agent.BEST : Integer.parseInt(parts[1]));
      } else if (!word.isEmpty()) {
        fields.wrong(
            "skills",
            "must be words such as es or es:4, each a skill that some agent has in agents.conf: "
                + String.join(" ", knownSkills().stream().map(Skill::value).toList()));
        return List.of();
      }
    }
    List<SkillLevel> skills = new ArrayList<>();
    levels.forEach((skill, level) -> skills.add(new SkillLevel(skill, level)));
    return skills;
  }

  private static String said(List<SkillLevel> skills) {
    return String.join(
        " ",
        skills.stream()
            .map(skill ->
                skill.level() == Site.Agent.BEST
                    ? skill.skill().value()
                    : skill.skill().value() + ":" + skill.level())
            .toList());
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
    publisher.publish(
        new LineCommand.CloseQueue(
            queue.name(), clock.instant(), queue.pool(), end, author(request), reason));
    tell(request, subject(queue), before, "closed until " + end + " (" + reason + ")");
    asked(request, "CloseQueue");
  }

  /// `{"reason":…}`: the queue follows its hours again.
  void reopenQueue(Context request) {
    Site.Queue queue = queueOf(request);
    JsonFields fields = JsonFields.of(request, Set.of("reason"));
    String reason = fields.neededText("reason", DefenceRoutes.MAX_REASON_CHARACTERS);
    fields.finish();
    String before = closureOf(queue);
    publisher.publish(
        new LineCommand.ReopenQueue(
            queue.name(), clock.instant(), queue.pool(), author(request), reason));
    tell(request, subject(queue), before, "by its hours (" + reason + ")");
    asked(request, "ReopenQueue");
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
      publisher.publish(
          new ListNumber(
              row.number(),
              now,
              line.id(),
              author(request),
              row.list(),
              row.reason(),
              row.expires()));
    }
    long allowed = rows.stream().filter(row -> row.list() == ListKind.ALLOW).count();
    String said = allowed + " allowed, " + (rows.size() - allowed) + " blocked";
    tell(request, "lists of " + line.number().raw(), null, "a file: " + said);
    Json.noStore(request);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("allowed", allowed);
    answer.put("blocked", rows.size() - allowed);
    Json.answer(request, 202, answer);
  }

  private static String author(Context request) {
    return Gate.identity(request).name();
  }

  private void tell(Context request, String subject, @Nullable String before, String after) {
    accounts.settingChanged(Gate.identity(request), subject, before, after, Gate.address(request));
  }

  private static void asked(Context request, String what) {
    Json.noStore(request);
    Json.answer(request, 202, Map.of("asked", what));
  }
}
