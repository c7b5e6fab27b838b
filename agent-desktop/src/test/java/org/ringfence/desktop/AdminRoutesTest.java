package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.desktop.Examples.ANA;
import static org.ringfence.desktop.Examples.ENROLLMENT;
import static org.ringfence.desktop.Examples.LINE;
import static org.ringfence.desktop.Examples.NOON;
import static org.ringfence.desktop.Examples.POOL;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.events.AccessKind;
import org.ringfence.events.AccessRecorded;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentProfile;
import org.ringfence.events.AgentState;
import org.ringfence.events.Assignment.SkillLevel;
import org.ringfence.events.DefenceCommand.ListNumber;
import org.ringfence.events.HoursPlan;
import org.ringfence.events.LineCommand.ChangeHours;
import org.ringfence.events.LineCommand.ChangeSkills;
import org.ringfence.events.LineCommand.CloseQueue;
import org.ringfence.events.LineCommand.PutAgent;
import org.ringfence.events.LineCommand.RemoveAgent;
import org.ringfence.events.LineCommand.ReopenQueue;
import org.ringfence.events.LineCommand.RestoreAgent;
import org.ringfence.events.LineDecision.QueueClosureChanged;
import org.ringfence.events.LineDecision.SkillsChanged;
import org.ringfence.events.ListKind;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.SiteChange.AgentChanged;
import org.ringfence.events.SiteChange.HoursChanged;
import org.ringfence.events.Skill;

/// The administration over real HTTP.
@Timeout(30)
class AdminRoutesTest {

  private static final String ADMIN = "/api/v1/admin";
  private static final String AUTHOR = "administrator-token";

  private final RunningDesktop web = new RunningDesktop();

  @BeforeEach
  void start() throws IOException {
    web.start();
  }

  @AfterEach
  void stop() throws IOException {
    web.close();
  }

  private List<AccessRecorded> trail() {
    return web.trail.published().stream()
        .filter(AccessRecorded.class::isInstance)
        .map(AccessRecorded.class::cast)
        .toList();
  }

  @Test
  void a_new_account_comes_by_a_link_and_the_trail_names_who_made_it() throws IOException {
    String made =
        web.post(ADMIN + "/accounts", "{\"name\":\"nia\",\"role\":\"agent\",\"agent\":\"ben\"}");
    Matcher link = Pattern.compile("/sign-in#link=([A-Za-z0-9_-]{43})").matcher(made);
    assertThat(link.find()).isTrue();

    assertThat(
            web.ask(
                "POST",
                "/api/v1/session",
                "Authorization: none\r\nContent-Type: application/json\r\n",
                "{\"link\":\"" + link.group(1) + "\"}"))
        .startsWith("HTTP/1.1 200")
        .contains("\"agent\":\"ben\"");
    assertThat(trail())
        .anySatisfy(entry -> {
          assertThat(entry.kind()).isEqualTo(AccessKind.ACCOUNT_ADDED);
          assertThat(entry.author()).isEqualTo(AUTHOR);
          assertThat(entry.subject()).isEqualTo("nia");
          assertThat(entry.after()).isEqualTo("agent ben");
          assertThat(entry.address()).isEqualTo("127.0.0.1");
        });
    assertThat(web.get(ADMIN)).contains("\"name\":\"nia\"").doesNotContain("argon2");
  }

  @Test
  void a_role_is_changed_with_before_and_after_and_an_account_removed() throws IOException {
    assertThat(web.post(ADMIN + "/accounts/rob/role", "{\"role\":\"supervisor\"}"))
        .startsWith("HTTP/1.1 200");
    assertThat(web.post(ADMIN + "/accounts/rob/remove", "{}")).startsWith("HTTP/1.1 200");

    assertThat(trail())
        .anySatisfy(entry -> {
          assertThat(entry.kind()).isEqualTo(AccessKind.ROLE_CHANGED);
          assertThat(entry.before()).isEqualTo("read-only");
          assertThat(entry.after()).isEqualTo("supervisor");
        })
        .anySatisfy(entry -> assertThat(entry.kind()).isEqualTo(AccessKind.ACCOUNT_REMOVED));
    assertThat(web.get(ADMIN)).doesNotContain("\"name\":\"rob\"");
  }

  @Test
  void wrong_accounts_are_refused_with_words() throws IOException {
    assertThat(web.post(ADMIN + "/accounts", "{\"name\":\"nia\",\"role\":\"agent\"}"))
        .startsWith("HTTP/1.1 400")
        .contains("must be the id of an agent");
    assertThat(web.post(ADMIN + "/accounts", "{\"name\":\"sue\",\"role\":\"read-only\"}"))
        .startsWith("HTTP/1.1 409")
        .contains("There is an account or a token");
    assertThat(web.post(ADMIN + "/accounts", "{\"name\":\"Not A Name\",\"role\":\"read-only\"}"))
        .startsWith("HTTP/1.1 409")
        .contains("A name must be");
    assertThat(web.post(ADMIN + "/accounts/" + AUTHOR + "/remove", "{}"))
        .startsWith("HTTP/1.1 409")
        .contains("your own account");
  }

  @Test
  void an_agents_skills_are_asked_for_and_show_when_the_queue_manager_confirms()
      throws IOException {
    String path = ADMIN + "/agents/ana/skills";
    assertThat(web.post(path, "{\"skills\":\"es:4 en\",\"reason\":\"tested\"}"))
        .startsWith("HTTP/1.1 202");

    List<SkillLevel> skills =
        List.of(new SkillLevel(new Skill("en"), 10), new SkillLevel(new Skill("es"), 4));
    assertThat(web.bus.published())
        .contains(new ChangeSkills(ANA, NOON, POOL, skills, AUTHOR, "tested"));
    assertThat(trail())
        .anySatisfy(entry -> {
          assertThat(entry.kind()).isEqualTo(AccessKind.SETTING_CHANGED);
          assertThat(entry.subject()).isEqualTo("skills of ana");
          assertThat(entry.before()).isEqualTo("en es");
          assertThat(entry.after()).isEqualTo("en es:4 (tested)");
        });
    web.bus.publish(new SkillsChanged(ANA, NOON, POOL, skills, false, AUTHOR, "tested"));
    assertThat(web.get(ADMIN)).contains("\"es:4\"", "\"skillsChanged\":true");

    assertThat(web.post(path, "{\"skills\":\"klingon\",\"reason\":\"x\"}"))
        .startsWith("HTTP/1.1 400")
        .contains("each a skill that ringfence.conf lists");
    assertThat(web.post(path, "{\"skills\":\"es:11\",\"reason\":\"x\"}"))
        .startsWith("HTTP/1.1 400");
  }

  private static final String ZOE =
      """
      "name":"Zoe Hill","skills":"es:4 en","queues":"enrollment","reservedFor":"enrollment",\
      "ringSeconds":45,"wrapUpSeconds":0,"reason":"new here"}\
      """;

  private static final AgentProfile PROFILE =
      new AgentProfile(
          "Zoe Hill",
          List.of(new SkillLevel(new Skill("en"), 10), new SkillLevel(new Skill("es"), 4)),
          List.of(ENROLLMENT),
          ENROLLMENT,
          Duration.ofSeconds(45),
          Duration.ZERO,
          null);

  @Test
  void an_agent_is_added_and_shows_and_has_an_account_when_the_queue_manager_confirms()
      throws IOException {
    String add = "{\"agent\":\"zoe\",\"pool\":\"main\"," + ZOE;
    assertThat(web.post(ADMIN + "/agents", add)).startsWith("HTTP/1.1 202");

    AgentId zoe = new AgentId("zoe");
    assertThat(web.bus.published())
        .contains(new PutAgent(zoe, NOON, POOL, PROFILE, AUTHOR, "new here"));
    assertThat(trail())
        .anySatisfy(entry -> {
          assertThat(entry.subject()).isEqualTo("agent zoe");
          assertThat(entry.before()).isNull();
          assertThat(entry.after()).contains("Zoe Hill, en es:4", "rings 45 s", "(new here)");
        });
    assertThat(web.get(ADMIN)).doesNotContain("Zoe Hill");

    web.site.hear(new AgentChanged(zoe, NOON, POOL, PROFILE, false, AUTHOR, "new here"));
    assertThat(web.get(ADMIN)).contains("\"source\":\"PAGE\"", "Zoe Hill");
    assertThat(web.get("/api/v1/board")).contains("Zoe Hill");
    assertThat(
            web.post(
                ADMIN + "/accounts", "{\"name\":\"zoe\",\"role\":\"agent\",\"agent\":\"zoe\"}"))
        .startsWith("HTTP/1.1 200");
    assertThat(web.post(ADMIN + "/agents", add))
        .startsWith("HTTP/1.1 409")
        .contains("There is an agent of this name");
  }

  @Test
  void an_agent_of_the_file_is_changed_removed_and_restored() throws IOException {
    assertThat(web.post(ADMIN + "/agents/ana", "{" + ZOE)).startsWith("HTTP/1.1 202");
    assertThat(web.bus.published())
        .contains(new PutAgent(ANA, NOON, POOL, PROFILE, AUTHOR, "new here"));
    web.site.hear(new AgentChanged(ANA, NOON, POOL, PROFILE, false, AUTHOR, "new here"));
    assertThat(web.get(ADMIN)).contains("\"source\":\"CHANGED\"", "Zoe Hill");

    assertThat(web.post(ADMIN + "/agents/ana/remove", "{\"reason\":\"has left\"}"))
        .startsWith("HTTP/1.1 202");
    assertThat(web.bus.published()).contains(new RemoveAgent(ANA, NOON, POOL, AUTHOR, "has left"));
    web.site.hear(
        new AgentChanged(ANA, NOON.plusSeconds(1), POOL, null, false, AUTHOR, "has left"));
    assertThat(web.get(ADMIN)).contains("\"source\":\"REMOVED\"");
    assertThat(web.post(ADMIN + "/agents/ana", "{" + ZOE)).startsWith("HTTP/1.1 404");
    assertThat(web.get("/api/v1/agents/ana")).startsWith("HTTP/1.1 404");

    assertThat(web.post(ADMIN + "/agents/ana/restore", "{\"reason\":\"is back\"}"))
        .startsWith("HTTP/1.1 202");
    assertThat(web.bus.published()).contains(new RestoreAgent(ANA, NOON, POOL, AUTHOR, "is back"));
    assertThat(web.post(ADMIN + "/agents/zoe/restore", "{\"reason\":\"x\"}"))
        .startsWith("HTTP/1.1 409");
  }

  @Test
  void who_is_signed_in_is_not_removed() throws IOException {
    web.bus.publish(Examples.agent(ANA, NOON, AgentState.READY, null, ""));
    assertThat(web.post(ADMIN + "/agents/ana/remove", "{\"reason\":\"has left\"}"))
        .startsWith("HTTP/1.1 409")
        .contains("sign the agent out first");
    assertThat(web.bus.published()).noneMatch(RemoveAgent.class::isInstance);
  }

  @Test
  void every_wrong_field_of_an_agent_is_told() throws IOException {
    String wrong =
        """
        {"agent":"trunk1","pool":"night","name":"<b>","skills":"klingon","queues":"nowhere",\
        "reservedFor":"elsewhere","ringSeconds":1,"wrapUpSeconds":9999,"shift":"never"}\
        """;
    assertThat(web.post(ADMIN + "/agents", wrong))
        .startsWith("HTTP/1.1 400")
        .contains(
            "\"agent\"",
            "\"pool\"",
            "\"name\"",
            "\"skills\"",
            "\"queues\"",
            "\"reservedFor\"",
            "\"ringSeconds\"",
            "\"wrapUpSeconds\"",
            "\"shift\"",
            "\"reason\"");
    assertThat(web.bus.published()).noneMatch(PutAgent.class::isInstance);
  }

  @Test
  void hours_are_changed_for_every_pool_and_show_when_confirmed() throws IOException {
    String path = ADMIN + "/hours/office";
    String longer =
        """
        {"timeZone":"America/Chicago","monday":"13:00-17:00 08:00-12:00","tuesday":"08:00-20:00",\
        "dates":"2026-12-25; 2026-12-24 08:00-12:00","reason":"open longer"}\
        """;
    assertThat(web.post(path, longer)).startsWith("HTTP/1.1 202");

    HoursPlan plan =
        new HoursPlan(
            "America/Chicago",
            Map.of(
                DayOfWeek.MONDAY,
                List.of("08:00-12:00", "13:00-17:00"),
                DayOfWeek.TUESDAY,
                List.of("08:00-20:00"),
                DayOfWeek.WEDNESDAY,
                List.of(),
                DayOfWeek.THURSDAY,
                List.of(),
                DayOfWeek.FRIDAY,
                List.of(),
                DayOfWeek.SATURDAY,
                List.of(),
                DayOfWeek.SUNDAY,
                List.of()),
            new TreeMap<>(
                Map.of(
                    LocalDate.of(2026, 12, 25),
                    List.of(),
                    LocalDate.of(2026, 12, 24),
                    List.of("08:00-12:00"))));
    assertThat(web.bus.published())
        .contains(new ChangeHours("office", NOON, POOL, plan, AUTHOR, "open longer"));
    assertThat(trail())
        .anySatisfy(entry -> {
          assertThat(entry.subject()).isEqualTo("hours office");
          assertThat(entry.before()).contains("monday 09:00-17:00");
          assertThat(entry.after()).contains("tuesday 08:00-20:00", "2026-12-25 closed");
        });
    web.site.hear(new HoursChanged("office", NOON, plan, AUTHOR, "open longer"));
    assertThat(web.get(ADMIN))
        .contains("\"tuesday\":\"08:00-20:00\"", "\"2026-12-25\":\"\"", "\"changed\":true");

    assertThat(web.post(path, "{\"asConfigured\":true,\"reason\":\"done\"}"))
        .startsWith("HTTP/1.1 202");
    assertThat(web.bus.published())
        .contains(new ChangeHours("office", NOON, POOL, null, AUTHOR, "done"));
  }

  @Test
  void wrong_hours_are_told_at_their_day() throws IOException {
    String wrong =
        """
        {"timeZone":"America/Saint-Paul","monday":"08:00-12:00 11:00-13:00","tuesday":"22:00-06:00",\
        "dates":"Christmas","reason":"x"}\
        """;
    assertThat(web.post(ADMIN + "/hours/office", wrong))
        .startsWith("HTTP/1.1 400")
        .contains("\"timeZone\"", "\"monday\"", "\"tuesday\"", "\"dates\"");
    assertThat(
            web.post(
                ADMIN + "/hours/office", "{\"timeZone\":\"America/Chicago\",\"reason\":\"x\"}"))
        .startsWith("HTTP/1.1 400")
        .contains("close the queue until a time instead");
    assertThat(web.post(ADMIN + "/hours/never", wrong)).startsWith("HTTP/1.1 404");
  }

  @Test
  void a_queue_is_closed_for_a_while_and_reopened() throws IOException {
    String path = ADMIN + "/queues/enrollment";
    Instant until = NOON.plusSeconds(7_200);
    assertThat(web.post(path + "/close", "{\"until\":\"" + until + "\",\"reason\":\"drill\"}"))
        .startsWith("HTTP/1.1 202");
    assertThat(web.bus.published())
        .contains(new CloseQueue(ENROLLMENT, NOON, POOL, until, AUTHOR, "drill"));

    web.bus.publish(new QueueClosureChanged(ENROLLMENT, NOON, POOL, until, AUTHOR, "drill"));
    assertThat(web.get(ADMIN)).contains("\"closure\":{\"until\":\"" + until);
    assertThat(web.post(path + "/reopen", "{\"reason\":\"over\"}")).startsWith("HTTP/1.1 202");
    assertThat(web.bus.published())
        .contains(new ReopenQueue(ENROLLMENT, NOON, POOL, AUTHOR, "over"));
    assertThat(trail())
        .anySatisfy(entry -> assertThat(entry.before()).isEqualTo("closed until " + until));

    assertThat(web.post(path + "/close", "{\"reason\":\"drill\"}"))
        .startsWith("HTTP/1.1 400")
        .contains("\"field\":\"until\"");
  }

  private String upload(String csv) throws IOException {
    return web.ask(
        "POST", ADMIN + "/lines/" + LINE.value() + "/list", "Content-Type: text/csv\r\n", csv);
  }

  @Test
  void a_file_of_numbers_is_listed() throws IOException {
    String csv =
        """
        # partners
        number,list,reason,expires
        +16125550134,allow,"clinic, main line",2026-12-31
        +1 (651) 555-0177,block,threats,
        """;
    assertThat(upload(csv)).startsWith("HTTP/1.1 202").contains("\"allowed\":1,\"blocked\":1");
    assertThat(web.bus.published())
        .contains(
            new ListNumber(
                PhoneNumber.of("+16125550134"),
                NOON,
                LINE,
                AUTHOR,
                ListKind.ALLOW,
                "clinic, main line",
                Instant.parse("2027-01-01T00:00:00Z")),
            new ListNumber(
                PhoneNumber.of("+16515550177"),
                NOON,
                LINE,
                AUTHOR,
                ListKind.BLOCK,
                "threats",
                null));
  }

  @Test
  void one_bad_line_refuses_the_whole_file_and_no_number_is_repeated() throws IOException {
    String csv =
        """
        number,list,reason,expires
        +16125550134,allow,clinic,2026-12-31
        +16125550135,perhaps,clinic,
        12,block,short,
        +16125550134,block,again,
        +16125550136,block,"open quote,
        +16125550137,block,late,2020-01-01
        """;
    assertThat(upload(csv))
        .startsWith("HTTP/1.1 400")
        .contains(
            "{\"field\":\"line 3\",\"message\":\"list must be allow or block\"}",
            "line 4",
            "lists the same number as line 2",
            "has an open or misplaced quote",
            "expires is in the past")
        .doesNotContain("5550134");
    assertThat(web.bus.published()).noneMatch(ListNumber.class::isInstance);
    assertThat(upload("a,b\n")).contains("the first row must be");
  }

  @Test
  void nobody_but_an_administrator_sees_or_changes_it() throws IOException {
    web.as(Role.SUPERVISOR);
    assertThat(web.get(ADMIN)).startsWith("HTTP/1.1 403");
    assertThat(upload("number,list,reason,expires\n")).startsWith("HTTP/1.1 403");
  }
}
