package org.ringfence.desktop;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfence.desktop.prompts.PromptsDesk.Brought;
import org.ringfence.events.SiteChange.PromptChanged;

/// What callers hear, changed in a real Chromium whose microphone is its own test tone.
@Tag("browser")
@Timeout(60)
class PromptsInBrowserTest {

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
  void start() throws IOException {
    web.start();
    page = chromium.newPage(new Browser.NewPageOptions().setViewportSize(1280, 900));
  }

  @AfterEach
  void stop() throws IOException {
    page.context().close();
    web.close();
  }

  private void open() {
    Chromium.signIn(page, web.port(), web.people.session("ada"));
    page.navigate("http://localhost:" + web.port() + "/admin");
    assertThat(page.locator("#prompts li").first()).isVisible();
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator row(String words) {
    return page.locator("#prompts li", new Page.LocatorOptions().setHasText(words));
  }

  /// A second of a tone.
  private static FilePayload tone() {
    byte[] samples = new byte[16_000];
    for (int i = 0; i < samples.length; i += 2) {
      int value = (int) (8_000 * Math.sin(i * 0.17));
      samples[i] = (byte) value;
      samples[i + 1] = (byte) (value >> 8);
    }
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      AudioFormat format = new AudioFormat(8_000, 16, 1, true, false);
      AudioSystem.write(
          new AudioInputStream(new ByteArrayInputStream(samples), format, samples.length / 2),
          AudioFileFormat.Type.WAVE,
          out);
      return new FilePayload("hello.wav", "audio/wav", out.toByteArray());
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Test
  void a_file_is_given_heard_and_taken_back() {
    open();
    page.locator("#prompt-search").fill("gracias");
    assertThat(page.locator("#prompts li")).hasCount(1);
    assertThat(row("Gracias")).containsText("Debian’s recorded voice");
    button("Replace… welcome, Spanish").click();
    assertThat(page.locator("#prompt-ask blockquote")).hasText(Pattern.compile("Gracias por.*"));
    button("Let callers hear it").click();
    page.locator("#prompt-ask [name=reason]").fill("clearer");
    button("Let callers hear it").click();
    assertThat(page.locator("#prompt-ask .answer"))
        .hasText("Record the words or choose a file first.");

    page.locator("#prompt-ask [name=recording]").setInputFiles(tone());
    assertThat(page.locator("#prompt-ask")).containsText("hello.wav: 1 s.");
    button("Let callers hear it").click();
    assertThat(row("Gracias")).containsText("from this page");
    assertThat(row("Gracias")).containsText("ada,");
    assertThat(page.locator("#prompt-told")).hasText("welcome: in place.");
    assertThat(button("Replace… welcome, Spanish")).isFocused();

    button("Listen welcome, Spanish").click();
    assertThat(button("Stop welcome, Spanish")).isVisible();
    // It ends by itself: what was served is really played.
    assertThat(button("Listen welcome, Spanish")).isVisible();
    assertThat(page.locator("#prompt-told")).hasText("welcome: in place.");

    button("As built… welcome, Spanish").click();
    page.locator("#prompt-ask [name=reason]").fill("too fast");
    button("As built").click();
    assertThat(row("Gracias")).not().containsText("from this page");
    assertThat(web.bus.published())
        .filteredOn(PromptChanged.class::isInstance)
        .extracting(said -> ((PromptChanged) said).reason())
        .containsExactly("clearer", "too fast");
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void the_words_are_recorded_with_the_microphone_and_heard_before_they_are_sent() {
    page.context().grantPermissions(List.of("microphone"));
    open();
    page.locator("#prompt-search").fill("waad");
    assertThat(row("Waad")).containsText("none yet");
    assertThat(button("Listen welcome, Somali")).hasCount(0);
    button("Replace… welcome, Somali").click();
    button("Record").click();
    assertThat(page.locator("#prompt-ask")).containsText("Recording, 0:01.");
    button("Stop").click();
    assertThat(page.locator("#prompt-ask")).containsText(Pattern.compile("Recorded: [1-9]"));
    assertThat(button("Record again")).isVisible();
    button("Hear it").click();
    assertThat(page.locator("#prompt-ask").getByText("Stop")).isVisible();
    page.locator("#prompt-ask [name=reason]").fill("a first voice");
    button("Let callers hear it").click();

    await().until(() -> !web.prompts.given.isEmpty());
    byte[] wav = web.prompts.given.getFirst();
    try (AudioInputStream sound = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
      assertThat(sound.getFormat().getSampleSizeInBits()).isEqualTo(16);
      assertThat(sound.getFormat().getChannels()).isEqualTo(1);
      assertThat(sound.getFrameLength() / sound.getFormat().getFrameRate()).isBetween(0.9f, 30f);
      int loudest = 0;
      byte[] samples = sound.readAllBytes();
      for (int i = 1; i < samples.length; i += 2) {
        loudest = Math.max(loudest, Math.abs(samples[i]));
      }
      assertThat(loudest).as("the browser's tone").isGreaterThan(5);
    } catch (Exception unreadable) {
      throw new AssertionError(unreadable);
    }
    assertThat(row("Waad")).containsText("from this page");
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void a_microphone_that_is_refused_is_told_with_what_to_do() {
    open();
    button("Replace… welcome, English").click();
    page.evaluate(
        "() => { navigator.mediaDevices.getUserMedia ="
            + " () => Promise.reject(new DOMException('no', 'NotAllowedError')); }");
    button("Record").click();
    assertThat(page.locator("#prompt-ask"))
        .containsText("Allow it beside the address of the page, then try again, or choose a file.");
    page.evaluate("() => { delete navigator.mediaDevices.getUserMedia; }");
    assertThat(button("Record")).isEnabled();
    page.keyboard().press("Escape");
    assertThat(button("Replace… welcome, English")).isFocused();
  }

  @Test
  void why_a_recording_is_not_taken_stands_in_the_dialog() {
    web.prompts.next = new Brought.Refused("is cut off or damaged; save it again");
    open();
    button("Replace… welcome, English").click();
    page.locator("#prompt-ask [name=recording]").setInputFiles(tone());
    page.locator("#prompt-ask [name=reason]").fill("x");
    button("Let callers hear it").click();
    assertThat(page.locator("#prompt-ask"))
        .containsText("The recording is cut off or damaged; save it again.");
    assertThat(page.locator("#prompt-ask .answer")).isEmpty();
    assertThat(page.locator("#prompt-ask [name=recording]")).isFocused();
  }

  @Test
  void where_no_recording_can_be_taken_the_page_says_so_and_prompts_can_still_be_heard() {
    web.prompts.recordable = false;
    open();
    assertThat(page.locator("#prompt-trouble")).containsText("bin/ringfence started, and sox");
    assertThat(page.locator("#prompts").getByText("Replace…")).hasCount(0);
    assertThat(button("Listen welcome, English")).isVisible();
  }

  @Test
  void many_prompts_are_narrowed_by_language_and_source_and_shown_in_steps() {
    open();
    assertThat(page.locator("#prompts li")).hasCount(12);
    button("Show 23 more").click();
    assertThat(page.locator("#prompts li")).hasCount(35);
    page.locator("#prompt-language").selectOption("es");
    assertThat(page.locator("#prompts li")).hasCount(2);
    page.locator("#prompt-source").selectOption("RECORDED");
    assertThat(page.locator("#prompt-count")).hasText("1 of 35");
    page.locator("#prompt-search").fill("nothing like it");
    assertThat(page.locator("#prompt-count")).hasText("No prompt fits.");
  }
}
