package org.ringfence.desktop;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.desktop.Examples.ANA;
import static org.ringfence.desktop.Examples.NOON;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfence.events.AgentMessage.DispositionGiven;
import org.ringfence.events.AgentState;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// The phone's part of the agent's page in a real Chromium, where no phone can be had.
@Tag("browser")
@Timeout(60)
class PhoneInBrowserTest {

  private final Chromium chromium = new Chromium();
  private final RunningDesktop web = new RunningDesktop();
  private Page page;

  @BeforeEach
  void start() throws IOException {
    web.start();
    page = chromium.newPage();
    Chromium.signIn(page, web.port(), web.people.session("ana"));
    page.navigate("http://localhost:" + web.port() + "/agent");
    assertThat(page.locator("#connection")).hasText("Live");
  }

  @AfterEach
  void stop() throws IOException {
    chromium.close();
    web.close();
  }

  private void talk(String call) {
    web.bus.publish(Examples.verdict(call, NOON, Stage.ARRIVAL, Verdict.ADMIT));
    web.bus.publish(Examples.offer(call, ANA, NOON, "es", "first in line"));
    web.bus.publish(Examples.agent(ANA, NOON, AgentState.TALKING, call, ""));
  }

  @Test
  void who_has_no_microphone_is_told_what_to_do_and_keeps_the_desk_phone() {
    // Not check(): the page takes the mark away again, perhaps before it could be seen.
    page.locator("#phone-use").click();

    assertThat(page.locator("#phone-answer-line"))
        .hasText(Pattern.compile("microphone.*switch the phone on again"));
    assertThat(page.locator("#phone-use")).not().isChecked();
    assertThat(page.locator("#phone-state")).hasText("Your desk phone rings.");
  }

  @Test
  void what_a_talk_came_to_is_said_by_a_word_and_a_note_and_the_next_talk_begins_with_none() {
    assertThat(page.locator("#wrap-up")).isHidden();
    talk("pbx-1.1");
    assertThat(page.locator("#wrap-about")).hasText("About +1612•••••34");
    page.locator("#wrap-save").click();
    assertThat(page.locator("#wrap-answer")).hasText("Choose a word or write a note.");

    page.getByText("Follow-up").click();
    page.locator("#wrap-note").fill("asks for\na letter");
    page.locator("#wrap-save").click();

    assertThat(page.locator("#wrap-answer")).hasText("Saved.");
    assertThat(web.bus.published().getLast())
        .isInstanceOfSatisfying(
            DispositionGiven.class,
            given -> {
              assertThat(given.disposition()).isEqualTo("follow-up");
              assertThat(given.note()).isEqualTo("asks for a letter");
            });
    web.bus.publish(Examples.agent(ANA, NOON.plusSeconds(60), AgentState.READY, null, ""));
    assertThat(page.locator("#wrap-up")).isHidden();
    talk("pbx-1.2");
    assertThat(page.locator("#wrap-note")).hasValue("");
    assertThat(page.locator("#wrap-words input:checked")).hasCount(0);
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void the_buttons_of_a_call_are_there_only_while_this_browser_has_one() {
    talk("pbx-1.1");
    assertThat(page.locator(".caller-big")).hasText("+1612•••••34");
    assertThat(page.locator("#phone-call")).isHidden();
    assertThat(page.locator("#phone-meter")).isHidden();
    assertThat(page.locator("#call")).containsText("it only receives calls");
  }
}
