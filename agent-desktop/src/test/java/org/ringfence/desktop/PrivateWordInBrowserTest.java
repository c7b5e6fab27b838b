package org.ringfence.desktop;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ringfence.desktop.Examples.ANA;
import static org.ringfence.desktop.Examples.NOON;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.BringIn;
import org.ringfence.events.AgentMessage.LetJoin;
import org.ringfence.events.AgentMessage.SendOut;
import org.ringfence.events.AgentState;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision.Party;
import org.ringfence.events.LineDecision.TalkPartiesChanged;
import org.ringfence.events.Message;
import org.ringfence.events.OfferId;
import org.ringfence.events.PartyKind;
import org.ringfence.events.PartyState;
import org.ringfence.events.PoolName;
import org.ringfence.events.TicketId;

/// A private word on the agent's page, by mouse and by key.
@Tag("browser")
@Timeout(60)
final class PrivateWordInBrowserTest {

  private static final OfferId GUEST = new OfferId("Tpbx-1.1-g2");

  private static Chromium chromium;

  private final RunningDesktop web = new RunningDesktop();
  private Page page;

  @BeforeAll
  static void openBrowser() {
    chromium = new Chromium();
  }

  @AfterAll
  static void closeBrowser() {
    chromium.close();
  }

  @BeforeEach
  void anaTalks() throws IOException {
    web.start();
    page = chromium.newPage();
    Chromium.signIn(page, web.port(), web.people.session("ana"));
    page.navigate("http://localhost:" + web.port() + "/agent?id=ana");
    assertThat(page.locator("#connection")).hasText("Live");
    web.bus.publish(Examples.agent(new AgentId("ben"), NOON, AgentState.READY, null, ""));
    web.bus.publish(Examples.offer("pbx-1.1", ANA, NOON, "es", "first in line"));
    web.bus.publish(Examples.agent(ANA, NOON, AgentState.TALKING, "pbx-1.1", ""));
    assertThat(page.locator("#state")).hasText("Talking");
  }

  @AfterEach
  void stop() throws IOException {
    page.close();
    web.close();
  }

  private <T extends Message> T said(Class<T> type) {
    await().until(() -> web.bus.published().stream().anyMatch(type::isInstance));
    return web.bus.published().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  private void ben(PartyKind kind, PartyState state) {
    web.bus.publish(
        new TalkPartiesChanged(
            new TicketId("Tpbx-1.1"),
            new CallId("pbx-1.1"),
            ANA,
            NOON,
            new PoolName("main"),
            List.of(new Party(GUEST, kind, "ben", state, NOON, ""))));
  }

  @Test
  void a_private_word_begins_by_a_button_and_ends_by_one_key() throws IOException {
    page.keyboard().press("c");
    assertThat(page.locator("#bring-whom")).isFocused();
    page.locator("#bring-whom").selectOption("agent ben");
    page.locator("#private-word").click();
    assertThat(said(BringIn.class).kind()).isEqualTo(PartyKind.CONSULTED);

    ben(PartyKind.CONSULTED, PartyState.RINGING);
    assertThat(page.locator("#parties")).containsText("Private word: ben phone rings");
    assertThat(page.locator("#let-join")).hasCount(0);
    ben(PartyKind.CONSULTED, PartyState.JOINED);
    assertThat(page.locator("#parties")).containsText("the caller hears music");
    assertThat(Axe.violations(page)).isEmpty();
    page.keyboard().press("w");
    assertThat(page.locator("#let-join")).isFocused();
    page.keyboard().press("Enter");
    assertThat(said(LetJoin.class).party()).isEqualTo(GUEST);

    ben(PartyKind.COLLEAGUE, PartyState.JOINED);
    assertThat(page.locator("#parties")).containsText("Colleague: ben in the talk");
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void the_agent_goes_back_to_the_caller() {
    ben(PartyKind.CONSULTED, PartyState.JOINED);
    page.getByText("Back to the caller").click();

    assertThat(said(SendOut.class).party()).isEqualTo(GUEST);
  }
}
