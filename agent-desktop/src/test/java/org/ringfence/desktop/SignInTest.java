package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ringfence.desktop.Examples.NOON;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.desktop.accounts.TestAccounts;
import org.ringfence.events.AccessKind;
import org.ringfence.events.AccessRecorded;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// Signing in and out over real HTTP.
@Timeout(30)
class SignInTest {

  private final RunningDesktop web = new RunningDesktop();

  @BeforeEach
  void start() throws IOException {
    web.start();
  }

  @AfterEach
  void stop() throws IOException {
    web.close();
  }

  private String signIn(String name, String password) throws IOException {
    return signIn(name, password, "");
  }

  private String signIn(String name, String password, String headers) throws IOException {
    String json = "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}";
    return web.ask(
        "POST",
        "/api/v1/session",
        "Authorization: none\r\nContent-Type: application/json\r\n" + headers,
        json);
  }

  private static String cookie(String answer) {
    String line =
        answer.lines().filter(l -> l.startsWith("Set-Cookie: ")).findFirst().orElseThrow();
    return "Cookie: " + line.substring("Set-Cookie: ".length(), line.indexOf(';')) + "\r\n";
  }

  private String withCookie(String path, String cookie) throws IOException {
    return web.ask("GET", path, cookie, "");
  }

  private List<AccessKind> trail() {
    return web.trail.published().stream()
        .map(AccessRecorded.class::cast)
        .map(AccessRecorded::kind)
        .toList();
  }

  @Test
  void a_right_password_gives_a_strict_cookie_and_says_who_one_is() throws IOException {
    String answer = signIn("ana", TestAccounts.PASSWORD);

    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains(
            "HttpOnly", "SameSite=Strict", "Path=/", "\"agent\":\"ana\"", "\"role\":\"agent\"")
        .doesNotContain("Secure");
    assertThat(withCookie("/api/v1/agents/ana", cookie(answer))).startsWith("HTTP/1.1 200");
    assertThat(trail()).containsExactly(AccessKind.SIGNED_IN);
  }

  @Test
  void a_wrong_name_and_a_wrong_password_are_answered_alike_and_told() throws IOException {
    String known = signIn("ana", "not the password");
    String unknown = signIn("zoe", "not the password");

    assertThat(known).startsWith("HTTP/1.1 401").contains("do not belong together");
    assertThat(body(unknown)).isEqualTo(body(known));
    assertThat(trail()).containsOnly(AccessKind.SIGN_IN_REFUSED).hasSize(2);
    assertThat(web.trail.published().toString()).doesNotContain("zoe", "not the password");
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n"));
  }

  @Test
  void guessing_is_slowed_and_the_right_password_waits_too() throws IOException {
    for (int i = 0; i < 3; i++) {
      assertThat(signIn("sue", "guess " + i)).startsWith("HTTP/1.1 401");
    }

    assertThat(signIn("sue", TestAccounts.PASSWORD))
        .startsWith("HTTP/1.1 429")
        .contains("Retry-After: ");
    assertThat(signIn("ana", TestAccounts.PASSWORD)).startsWith("HTTP/1.1 200");
    web.now = NOON.plusSeconds(2);
    assertThat(signIn("sue", TestAccounts.PASSWORD)).startsWith("HTTP/1.1 200");
  }

  @Test
  void a_sign_in_makes_a_new_session_and_ends_the_one_it_came_with() throws IOException {
    String planted = cookie(signIn("ana", TestAccounts.PASSWORD));
    String own = cookie(signIn("sue", TestAccounts.PASSWORD, planted));

    assertThat(own).isNotEqualTo(planted);
    assertThat(withCookie("/api/v1/session", planted)).startsWith("HTTP/1.1 401");
    String made = planted.replaceFirst("=.*", "=" + "A".repeat(43));
    assertThat(cookie(signIn("sue", TestAccounts.PASSWORD, made))).isNotEqualTo(made);
    assertThat(withCookie("/api/v1/session", made)).startsWith("HTTP/1.1 401");
  }

  @Test
  void a_session_ends_when_it_is_not_used_and_in_any_case_after_its_longest_time()
      throws IOException {
    String idle = cookie(signIn("sue", TestAccounts.PASSWORD));
    web.now = NOON.plus(Duration.ofMinutes(30));
    assertThat(withCookie("/api/v1/board", idle)).startsWith("HTTP/1.1 401");
    assertThat(withCookie("/", idle)).startsWith("HTTP/1.1 303").contains("/sign-in?to=%2F");

    String used = cookie(signIn("sue", TestAccounts.PASSWORD));
    for (int quarter = 1; quarter < 40; quarter++) {
      web.now = web.now.plus(Duration.ofMinutes(15));
      assertThat(withCookie("/api/v1/session", used)).startsWith("HTTP/1.1 200");
    }
    web.now = web.now.plus(Duration.ofMinutes(15));
    assertThat(withCookie("/api/v1/session", used)).startsWith("HTTP/1.1 401");
  }

  @Test
  void another_role_ends_the_session_and_its_stream_within_a_moment() throws IOException {
    String sue = cookie(signIn("sue", TestAccounts.PASSWORD));
    BufferedReader stream = web.watch("/api/v1/board/events", sue);
    assertThat(RunningDesktop.nextLine(stream, "data: ")).contains("\"full\":true");

    web.people.desk.role("sue", Role.READ_ONLY, null);

    await()
        .untilAsserted(
            () -> assertThat(withCookie("/api/v1/session", sue)).startsWith("HTTP/1.1 401"));
    while (stream.readLine() != null) {
      // What was under way; then the stream ends.
    }
    await().untilAsserted(() -> assertThat(trail()).contains(AccessKind.ROLE_CHANGED));
  }

  @Test
  void signing_out_ends_here_or_everywhere() throws IOException {
    String here = cookie(signIn("sue", TestAccounts.PASSWORD));
    String there = cookie(signIn("sue", TestAccounts.PASSWORD));

    assertThat(end(here, "here")).startsWith("HTTP/1.1 200").contains("Max-Age=0");
    assertThat(withCookie("/api/v1/session", here)).startsWith("HTTP/1.1 401");
    assertThat(withCookie("/api/v1/session", there)).startsWith("HTTP/1.1 200");

    String again = cookie(signIn("sue", TestAccounts.PASSWORD));
    assertThat(end(again, "everywhere")).startsWith("HTTP/1.1 200");
    assertThat(withCookie("/api/v1/session", there)).startsWith("HTTP/1.1 401");
  }

  private String end(String cookie, String where) throws IOException {
    String session = withCookie("/api/v1/session", cookie);
    String guard = session.replaceFirst("(?s).*\"guard\":\"([0-9a-f]{64})\".*", "$1");
    return web.ask(
        "POST",
        "/api/v1/session/end",
        cookie + "X-Ringfence-Guard: " + guard + "\r\nContent-Type: application/json\r\n",
        "{\"where\":\"" + where + "\"}");
  }

  @Test
  void a_restart_of_ours_signs_nobody_out_and_no_id_is_on_the_disk() throws IOException {
    String sue = cookie(signIn("sue", TestAccounts.PASSWORD));
    String id = sue.substring(sue.indexOf('=') + 1).strip();

    assertThat(Files.readString(web.people.folder.resolve("sessions.json"))).doesNotContain(id);
    TestAccounts restarted = new TestAccounts(web.people.folder, new InMemoryBus(), () -> web.now);
    assertThat(restarted.accounts.findSession(id))
        .hasValueSatisfying(who -> assertThat(who.name()).isEqualTo("sue"));
  }

  @Test
  void a_link_signs_in_once() throws IOException {
    String secret = web.people.desk.link("sue", Duration.ofMinutes(5));
    String json = "{\"link\":\"" + secret + "\"}";
    String headers = "Authorization: none\r\nContent-Type: application/json\r\n";

    assertThat(web.ask("POST", "/api/v1/session", headers, json))
        .startsWith("HTTP/1.1 200")
        .contains("\"name\":\"sue\"");
    assertThat(web.ask("POST", "/api/v1/session", headers, json)).startsWith("HTTP/1.1 401");
  }

  @Test
  void a_look_at_a_full_number_is_for_supervisors_and_stands_in_the_trail() throws IOException {
    web.bus.publish(Examples.verdict("pbx-1.1", NOON, Stage.ARRIVAL, Verdict.ADMIT));

    web.as(Role.READ_ONLY);
    assertThat(web.get("/api/v1/calls/pbx-1.1/number")).startsWith("HTTP/1.1 403");
    assertThat(trail()).isEmpty();

    web.as(Role.SUPERVISOR);
    assertThat(web.get("/api/v1/calls/pbx-1.1/number")).contains("+16125550134");
    assertThat(web.trail.published())
        .singleElement()
        .satisfies(said -> {
          AccessRecorded seen = (AccessRecorded) said;
          assertThat(seen.kind()).isEqualTo(AccessKind.NUMBER_SEEN);
          assertThat(seen.author()).isEqualTo("supervisor-token");
          assertThat(seen.subject()).isEqualTo("pbx-1.1");
        });
    web.bus.publish(web.trail.published().getFirst());
    assertThat(web.get("/api/v1/board")).contains("NUMBER_SEEN", "supervisor-token");
  }

  @Test
  void an_oversized_sign_in_and_markup_in_a_name_do_nothing() throws IOException {
    assertThat(signIn("x".repeat(9_000), "p")).startsWith("HTTP/1.1 413");
    assertThat(signIn("<script>alert(1)</script>", "wrong password"))
        .startsWith("HTTP/1.1 401")
        .doesNotContain("<script>");
  }
}
