package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.desktop.Examples.NOON;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.desktop.prompts.PromptsDesk.Brought;
import org.ringfence.events.AccessKind;
import org.ringfence.events.AccessRecorded;
import org.ringfence.events.SiteChange.PromptChanged;

/// What callers hear, changed over real HTTP.
@Timeout(60)
class PromptRoutesTest {

  private static final String PROMPTS = "/api/v1/admin/prompts";
  private static final String WELCOME = PROMPTS + "/es/welcome";
  private static final String GIVE = WELCOME + "/sound?reason=clearer";
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

  private String give(String path, String type, String body) throws IOException {
    return web.ask("POST", path, "Content-Type: " + type + "\r\n", body);
  }

  private List<PromptChanged> changes() {
    return web.bus.published().stream()
        .filter(PromptChanged.class::isInstance)
        .map(PromptChanged.class::cast)
        .toList();
  }

  private List<AccessRecorded> trail() {
    return web.trail.published().stream()
        .filter(AccessRecorded.class::isInstance)
        .map(AccessRecorded.class::cast)
        .filter(entry -> entry.kind() == AccessKind.SETTING_CHANGED)
        .toList();
  }

  @Test
  void all_prompts_are_listed_with_their_words_and_where_they_come_from() throws IOException {
    assertThat(web.get(PROMPTS))
        .startsWith("HTTP/1.1 200")
        .contains(
            "{\"language\":\"es\",\"prompt\":\"welcome\",\"words\":\"Gracias por llamar a la línea de"
                + " inscripción.\",\"offered\":true,\"seconds\":3.01,\"source\":\"DEBIAN\",\"author\":null,\"at\":null,\"reason\":null}")
        .contains("\"source\":\"NONE\"", "\"recordable\":true");
  }

  @Test
  void a_recording_goes_to_all_nodes_and_stands_in_the_trail_until_it_is_taken_back()
      throws IOException {
    assertThat(give(GIVE, "audio/wav", "RIFF…"))
        .startsWith("HTTP/1.1 202")
        .contains("\"seconds\":1.5,\"dbm0\":-20.0");
    String sound = Base64.getEncoder().encodeToString(new byte[12_000]);
    assertThat(changes())
        .containsExactly(new PromptChanged("es", "welcome", NOON, sound, AUTHOR, "clearer"));
    assertThat(web.get(PROMPTS)).contains("\"source\":\"PAGE\",\"author\":\"" + AUTHOR + "\"");

    assertThat(web.post(WELCOME + "/as-built", "{\"reason\":\"too slow\"}"))
        .startsWith("HTTP/1.1 202");
    assertThat(changes().getLast())
        .isEqualTo(new PromptChanged("es", "welcome", NOON, null, AUTHOR, "too slow"));
    assertThat(trail())
        .extracting(AccessRecorded::subject, AccessRecorded::before, AccessRecorded::after)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "prompt es/welcome", "as it was built", "a recording of 1.5 s (clearer)"),
            org.assertj.core.groups.Tuple.tuple(
                "prompt es/welcome", "a recording of 1.5 s", "as it was built (too slow)"));
    assertThat(trail()).allMatch(entry -> entry.author().equals(AUTHOR));

    assertThat(web.post(WELCOME + "/as-built", "{\"reason\":\"again\"}"))
        .startsWith("HTTP/1.1 409")
        .contains("This prompt is as it was built.");
  }

  @Test
  void what_callers_hear_is_a_file_that_others_can_play() throws Exception {
    byte[] wave;
    try (Socket socket = web.send("GET", WELCOME + "/sound", "Connection: close\r\n", "");
        InputStream in = socket.getInputStream()) {
      byte[] answer = in.readAllBytes();
      String head = new String(answer, StandardCharsets.ISO_8859_1);
      assertThat(head).startsWith("HTTP/1.1 200").contains("Content-Type: audio/wav");
      int at = head.indexOf("\r\n\r\n") + 4;
      wave = java.util.Arrays.copyOfRange(answer, at, answer.length);
    }
    try (AudioInputStream sound = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wave))) {
      assertThat(sound.getFormat().getEncoding()).isEqualTo(AudioFormat.Encoding.ULAW);
      assertThat(sound.getFormat().getSampleRate()).isEqualTo(8_000);
      assertThat(sound.readAllBytes()).isEqualTo(FakePromptsDesk.BUILT);
    }
    assertThat(web.get(PROMPTS + "/so/welcome/sound"))
        .startsWith("HTTP/1.1 404")
        .contains("Nothing is heard for this prompt yet.");
  }

  @Test
  void what_cannot_be_taken_is_told_at_the_recording() throws IOException {
    assertThat(give(GIVE, "audio/wav", "no sound"))
        .startsWith("HTTP/1.1 400")
        .contains(
            "{\"field\":\"recording\",\"message\":\"cannot be read as sound; save it as WAV (PCM, 16"
                + " or 24 bits)\"}");
    assertThat(give(GIVE, "text/plain", "RIFF…")).startsWith("HTTP/1.1 415");
    assertThat(give(WELCOME + "/sound", "audio/wav", "RIFF…"))
        .startsWith("HTTP/1.1 400")
        .contains("\"field\":\"reason\",\"message\":\"is missing;");
    assertThat(give(GIVE + "&loud=1", "audio/wav", "RIFF…"))
        .startsWith("HTTP/1.1 400")
        .contains("\"field\":\"loud\"");
    assertThat(give(WELCOME + "/sound?reason=" + "x".repeat(201), "audio/wav", "RIFF…"))
        .startsWith("HTTP/1.1 400");
    assertThat(web.post(WELCOME + "/as-built", "{\"reason\":\"x\",\"loud\":true}"))
        .startsWith("HTTP/1.1 400")
        .contains("\"field\":\"loud\"");
    assertThat(web.post(WELCOME + "/as-built", "{}")).startsWith("HTTP/1.1 400");
    assertThat(changes()).isEmpty();
    assertThat(trail()).isEmpty();
  }

  @Test
  void a_file_that_is_too_big_is_not_read_to_its_end() throws IOException {
    String much = "RIFF" + "x".repeat(12 * 1024 * 1024);
    assertThat(give(GIVE, "audio/wav", much))
        .startsWith("HTTP/1.1 413")
        .contains("The file has more than 12582912 bytes.");
    assertThat(web.prompts.given).isEmpty();
  }

  @Test
  void what_would_break_the_questions_is_refused() throws IOException {
    web.prompts.harm = "enrollment.conf:12: too long";
    assertThat(give(GIVE, "audio/wav", "RIFF…"))
        .startsWith("HTTP/1.1 409")
        .contains("The questions would be wrong with it: enrollment.conf:12: too long");
    assertThat(changes()).isEmpty();
  }

  @Test
  void where_it_cannot_be_done_it_is_said_why() throws IOException {
    web.prompts.next = new Brought.NotHere();
    assertThat(give(GIVE, "audio/wav", "RIFF…"))
        .startsWith("HTTP/1.1 503")
        .contains("that needs bin/ringfence and sox on this machine");
    web.prompts.next = new Brought.Busy();
    assertThat(give(GIVE, "audio/wav", "RIFF…")).startsWith("HTTP/1.1 503").contains("try again");
    web.prompts.next = new Brought.Failed();
    assertThat(give(GIVE, "audio/wav", "RIFF…")).startsWith("HTTP/1.1 503").contains("log");
    assertThat(changes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/es/nothing",
        "/de/welcome",
        "/es/..%2f..%2fwelcome",
        "/..%2fes/welcome",
        "/es/welcome%00",
        "/es/WELCOME",
        "/%2e%2e/%2e%2e"
      })
  void only_prompts_that_there_are_can_be_asked_for(String path) throws IOException {
    assertThat(web.get(PROMPTS + path + "/sound")).containsPattern("^HTTP/1.1 (400|404)");
    assertThat(give(PROMPTS + path + "/sound?reason=x", "audio/wav", "RIFF…"))
        .containsPattern("^HTTP/1.1 (400|404)");
    assertThat(web.prompts.given).isEmpty();
  }

  @Test
  void recordings_are_bounded_and_administrators_only() throws IOException {
    web.as(Role.SUPERVISOR);
    assertThat(give(GIVE, "audio/wav", "RIFF…")).startsWith("HTTP/1.1 403");
    assertThat(web.get(WELCOME + "/sound")).startsWith("HTTP/1.1 403");
    web.as(Role.ADMINISTRATOR);
    for (int i = 0; i < 30; i++) {
      assertThat(give(GIVE, "audio/wav", "RIFF…")).startsWith("HTTP/1.1 202");
    }
    assertThat(give(GIVE, "audio/wav", "RIFF…")).startsWith("HTTP/1.1 429").contains("Retry-After");
  }
}
