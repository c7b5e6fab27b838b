package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.desktop.accounts.TestAccounts;
import org.ringfence.desktop.oidc.OidcSettings;
import org.ringfence.events.AccessRecorded;

/// Signing in by a real OpenID Connect provider that runs beside, as a browser would: without
/// following anything by itself.
@Timeout(60)
class OidcSignInTest {

  private static final String ISSUER = "desk";
  private static final String CLIENT = "ringfence";

  private final MockOAuth2Server provider = new MockOAuth2Server();
  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final RunningDesktop around = new RunningDesktop();
  private Desktop web;

  @BeforeEach
  void start() throws IOException {
    provider.start();
    web = around.desktop(settings(provider.issuerUrl(ISSUER).toString()));
    web.start();
  }

  @AfterEach
  void stop() throws IOException {
    web.close();
    around.close();
    provider.shutdown();
  }

  private static DesktopSettings settings(String issuer) {
    return new DesktopSettings(
        "127.0.0.1",
        0,
        ZoneId.of("America/Chicago"),
        Duration.ofHours(24),
        4,
        List.of(),
        TlsFiles.NONE,
        TestAccounts.SETTINGS,
        new OidcSettings(
            issuer,
            CLIENT,
            "",
            "City Hall",
            List.of("openid", "profile"),
            "preferred_username",
            "realm_access.roles",
            Map.of(
                Role.SUPERVISOR, List.of("rf-lead"),
                Role.ADMINISTRATOR, List.of("rf-admin"),
                Role.AGENT, List.of("rf-agent")),
            "preferred_username"),
        OutgoingSettings.NONE,
        Examples.PHONES);
  }

  private void says(String subject, String name, String... roles) {
    provider.enqueueCallback(
        new DefaultOAuth2TokenCallback(
            ISSUER,
            subject,
            "JWT",
            List.of(CLIENT),
            Map.of("preferred_username", name, "realm_access", Map.of("roles", List.of(roles))),
            300));
  }

  private HttpResponse<String> get(String address, String cookie) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private String here(String path) {
    return "http://localhost:" + web.port() + path;
  }

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElse("nowhere: " + response.body());
  }

  private static String cookie(HttpResponse<String> response, String nameEnds) {
    return response.headers().allValues("Set-Cookie").stream()
        .map(value -> value.substring(0, value.indexOf(';')))
        .filter(value -> value.substring(0, value.indexOf('=')).endsWith(nameEnds))
        .filter(value -> !value.endsWith("="))
        .findFirst()
        .orElse("");
  }

  /// Through the provider and back; the answer of the way back.
  private HttpResponse<String> through(String to) throws Exception {
    HttpResponse<String> begun = get(here("/sign-in/oidc?to=" + to), "");
    HttpResponse<String> there = get(location(begun), "");
    return get(location(there), cookie(begun, "-oidc"));
  }

  private String who(HttpResponse<String> back) throws Exception {
    return get(here("/api/v1/session"), cookie(back, Integer.toString(web.port()))).body();
  }

  @Test
  void who_is_known_there_comes_in_with_the_role_of_the_settings_and_goes_on() throws Exception {
    says("s-1", "Rosa.Diaz@city.example", "other", "rf-lead");

    HttpResponse<String> back = through("/statistics");

    assertThat(back.statusCode()).isEqualTo(303);
    assertThat(location(back)).isEqualTo("/sign-in?to=%2Fstatistics");
    assertThat(back.headers().allValues("Set-Cookie"))
        .anyMatch(value -> value.contains("HttpOnly; SameSite=Strict"));
    assertThat(who(back)).contains("\"name\":\"rosa.diaz\"", "\"role\":\"supervisor\"");
    assertThat(around.trail.published())
        .filteredOn(AccessRecorded.class::isInstance)
        .anySatisfy(entry -> {
          assertThat(((AccessRecorded) entry).author()).isEqualTo("provider");
          assertThat(((AccessRecorded) entry).after()).isEqualTo("supervisor");
        });
  }

  @Test
  void the_request_carries_state_nonce_and_a_hashed_verifier() throws Exception {
    String there = location(get(here("/sign-in/oidc?to=/"), ""));
    assertThat(there)
        .startsWith(provider.authorizationEndpointUrl(ISSUER).toString())
        .contains("response_type=code", "code_challenge_method=S256", "code_challenge=")
        .contains("state=", "nonce=", "client_id=" + CLIENT)
        .contains(
            "redirect_uri=http%3A%2F%2Flocalhost%3A" + web.port() + "%2Fsign-in%2Foidc%2Fback");
  }

  @Test
  void a_new_role_there_is_a_new_role_here_and_the_mightiest_counts() throws Exception {
    says("s-1", "rosa", "rf-lead");
    HttpResponse<String> first = through("/");
    says("s-1", "rosa-married", "rf-lead", "rf-admin");
    HttpResponse<String> second = through("/");

    assertThat(who(second)).contains("\"name\":\"rosa\"", "\"role\":\"administrator\"");
    // The role is another, so the session from before is over.
    assertThat(who(first)).contains("Sign in first.");
  }

  @Test
  void an_agent_gets_the_desk_of_that_name_and_nobody_gets_one_that_does_not_exist()
      throws Exception {
    says("s-2", "ben", "rf-agent");
    assertThat(who(through("/agent"))).contains("\"role\":\"agent\"", "\"agent\":\"ben\"");

    says("s-3", "nobody-here", "rf-agent");
    assertThat(location(through("/agent"))).contains("outside=nobody");
  }

  @Test
  void who_has_no_role_here_or_the_name_of_a_local_account_stays_outside() throws Exception {
    says("s-4", "otto", "something-else");
    assertThat(location(through("/"))).isEqualTo("/sign-in?to=&outside=nobody");

    says("s-5", "sue", "rf-lead");
    HttpResponse<String> back = through("/");
    assertThat(location(back)).contains("outside=nobody");
    assertThat(cookie(back, Integer.toString(web.port()))).isEmpty();
  }

  @Test
  void another_browser_or_a_second_use_or_a_foreign_state_brings_nobody_in() throws Exception {
    says("s-1", "rosa", "rf-lead");
    HttpResponse<String> begun = get(here("/sign-in/oidc?to=/"), "");
    String back = location(get(location(begun), ""));

    assertThat(location(get(back, ""))).contains("outside=over");
    assertThat(location(get(back, cookie(begun, "-oidc")))).contains("outside=over");
    assertThat(location(get(here("/sign-in/oidc/back?code=x&state=made-up"), "")))
        .contains("outside=over");
  }

  @Test
  void who_gives_up_there_is_told_so() throws Exception {
    HttpResponse<String> begun = get(here("/sign-in/oidc?to=/"), "");
    String state = location(begun).replaceAll(".*[?&]state=([^&]+).*", "$1");
    String back = here("/sign-in/oidc/back?error=access_denied&state=" + state);
    assertThat(location(get(back, cookie(begun, "-oidc")))).contains("outside=refused");
  }

  @Test
  void a_code_of_another_attempt_counts_for_nothing() throws Exception {
    says("s-9", "mallory", "rf-admin");
    String stolen = location(get(location(get(here("/sign-in/oidc?to=/"), "")), ""));
    String code = stolen.replaceAll(".*[?&]code=([^&]+).*", "$1");
    HttpResponse<String> begun = get(here("/sign-in/oidc?to=/"), "");
    String state = location(begun).replaceAll(".*[?&]state=([^&]+).*", "$1");

    HttpResponse<String> back =
        get(here("/sign-in/oidc/back?code=" + code + "&state=" + state), cookie(begun, "-oidc"));

    assertThat(location(back)).contains("outside=wrong");
    assertThat(cookie(back, Integer.toString(web.port()))).isEmpty();
  }

  @Test
  void a_provider_that_is_away_leads_back_with_words() throws Exception {
    provider.shutdown();
    assertThat(location(get(here("/sign-in/oidc?to=/ivr"), "")))
        .isEqualTo("/sign-in?to=%2Fivr&outside=away");
    assertThat(get(here("/api/v1/sign-in/ways"), "").body())
        .isEqualTo("{\"password\":true,\"outside\":\"City Hall\"}");
  }
}
