package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.desktop.Examples.ANA;
import static org.ringfence.desktop.Examples.ENROLLMENT;
import static org.ringfence.desktop.Examples.LINE;
import static org.ringfence.desktop.Examples.NOON;
import static org.ringfence.desktop.Examples.POOL;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.events.AccessKind;
import org.ringfence.events.AccessRecorded;
import org.ringfence.events.Assignment.SkillLevel;
import org.ringfence.events.DefenceCommand.ListNumber;
import org.ringfence.events.LineCommand.ChangeSkills;
import org.ringfence.events.LineCommand.CloseQueue;
import org.ringfence.events.LineCommand.ReopenQueue;
import org.ringfence.events.LineDecision.QueueClosureChanged;
import org.ringfence.events.LineDecision.SkillsChanged;
import org.ringfence.events.ListKind;
import org.ringfence.events.PhoneNumber;
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
        .contains("each a skill that some agent has");
    assertThat(web.post(path, "{\"skills\":\"es:11\",\"reason\":\"x\"}"))
        .startsWith("HTTP/1.1 400");
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
