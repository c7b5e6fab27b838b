package org.ringfence.desktop;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfence.desktop.accounts.TestAccounts;

/// Signing in and out in a real Chromium.
@Tag("browser")
@Timeout(60)
class SignInInBrowserTest {

  private final Chromium chromium = new Chromium();
  private final RunningDesktop web = new RunningDesktop();
  private Page page;

  @BeforeEach
  void start() throws IOException {
    web.start();
    page = chromium.newPage();
  }

  @AfterEach
  void stop() throws IOException {
    chromium.close();
    web.close();
  }

  private String url(String path) {
    return "http://localhost:" + web.port() + path;
  }

  private void signIn(String name, String password) {
    page.getByLabel("Name").fill(name);
    page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
    page.keyboard().press("Enter");
  }

  @Test
  void one_is_led_to_the_sign_in_and_back_to_where_one_was() {
    page.navigate(url("/agent?id=ana"));
    assertThat(page).hasTitle("Sign in · Ringfence");

    signIn("ana", "not the password");
    assertThat(page.locator("#answer")).containsText("do not belong together");

    signIn("Ana", TestAccounts.PASSWORD);
    assertThat(page).hasURL(url("/agent?id=ana"));
    assertThat(page.locator(".who summary")).hasText("ana");

    page.locator(".who summary").click();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out of Ringfence"))
        .click();
    assertThat(page).hasTitle("Sign in · Ringfence");
    page.navigate(url("/agent?id=ana"));
    assertThat(page).hasTitle("Sign in · Ringfence");
  }

  @Test
  void a_link_signs_in_and_leaves_no_trace_in_the_address() throws IOException {
    page.navigate(url("/sign-in#link=" + web.people.desk.link("sue", Duration.ofMinutes(5))));

    assertThat(page).hasURL(url("/"));
    assertThat(page.locator(".who summary")).hasText("sue");
  }

  @Test
  void a_foreign_address_to_go_back_to_is_not_followed() {
    for (String to : new String[] {"https://evil.example/", "//evil.example", "/\\evil.example"}) {
      page.context().clearCookies();
      page.navigate(url("/sign-in?to=" + to));
      signIn("sue", TestAccounts.PASSWORD);
      assertThat(page).hasURL(url("/"));
      // A board that is still being built would lead to the sign-in itself once its cookie is gone.
      assertThat(page.locator("#connection")).hasText("Live");
    }
  }

  @Test
  void an_open_board_leads_to_the_sign_in_when_its_session_ends() throws IOException {
    Chromium.signIn(page, web.port(), web.people.session("sue"));
    page.navigate(url("/"));
    assertThat(page.locator("#connection")).hasText("Live");

    web.people.desk.remove("sue");

    assertThat(page).hasTitle("Sign in · Ringfence");
    assertThat(page.url()).contains("to=%2F");
  }
}
