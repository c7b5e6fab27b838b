package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.QueueName;
import org.ringfence.voice.VoiceNote;
import org.ringfence.voice.VoiceRules;
import org.ringfence.voice.VoiceStore;

/// The messages that callers left, as a supervisor meets them.
final class MessageRoutesTest {

  private static final String ID = "rf1-7.1";
  private static final String BECAUSE = "{\"reason\":\"called back\"}";

  @TempDir Path folder;

  private FedHistory fed;
  private Path sound;
  private RunningDesktop web;

  @BeforeEach
  void start() throws Exception {
    fed = new FedHistory(folder);
    Path messages = Files.createDirectory(folder.resolve("messages"));
    VoiceStore store = new VoiceStore(new VoiceRules(messages, Duration.ofDays(30), 10, 0));
    VoiceNote note =
        new VoiceNote(
            ID,
            Examples.NOON,
            new LineId("16515550100"),
            new QueueName("enrollment"),
            PhoneNumber.of("+16125550134"),
            "es",
            null);
    sound = store.begin(note).orElseThrow();
    byte[] written = new byte[44 + 32_000];
    written[0] = 'R';
    Files.write(sound, written);
    web = new RunningDesktop(fed.history, store);
    web.start();
  }

  @AfterEach
  void stop() throws Exception {
    web.close();
  }

  @Test
  void messages_are_listed_with_masked_numbers() throws Exception {
    assertThat(web.get("/api/v1/messages"))
        .contains("\"id\":\"rf1-7.1\"", "\"seconds\":2.0", "\"language\":\"es\"")
        .contains("+1612•••••34")
        .doesNotContain("5550134");
  }

  @Test
  void nothing_is_played_while_the_audit_cannot_be_written() throws Exception {
    assertThat(web.get("/api/v1/messages/" + ID + "/sound"))
        .contains("503")
        .doesNotContain("audio/wav");
    fed.open();
    assertThat(web.get("/api/v1/messages/" + ID + "/sound")).contains("200 OK", "audio/wav");
    assertThat(web.get("/api/v1/messages/rf1-9.9/sound")).contains("404");
    assertThat(web.get("/api/v1/messages/..%2fhistory/sound")).contains("40");
  }

  @Test
  void who_deletes_a_message_says_why_and_it_is_gone_from_the_disk() throws Exception {
    fed.open();
    assertThat(web.post("/api/v1/messages/" + ID + "/delete", "{}")).contains("400 Bad Request");
    assertThat(sound).exists();
    assertThat(web.post("/api/v1/messages/" + ID + "/delete", BECAUSE)).contains("200 OK");
    assertThat(sound).doesNotExist();
    assertThat(web.get("/api/v1/messages")).contains("{\"messages\":[]}");
  }

  @Test
  void a_caller_who_is_forgotten_is_heard_no_more() throws Exception {
    fed.open();
    assertThat(
            web.post(
                "/api/v1/history/forget", "{\"number\":\"+16125550134\",\"reason\":\"asked\"}"))
        .contains("\"messages\":1");
    assertThat(sound).doesNotExist();
  }
}
