package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.events.AgentId;
import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.QueueName;
import org.ringfence.voice.KeptSound;
import org.ringfence.voice.VoiceNote;
import org.ringfence.voice.VoiceRules;
import org.ringfence.voice.VoiceStore;

/// The messages that callers left, as a supervisor meets them.
final class SoundRoutesTest {

  private static final String ID = "rf1-7.1";
  private static final String TALK = "Trf1-7.1-1";
  private static final String BECAUSE = "{\"reason\":\"called back\"}";

  @TempDir Path folder;

  private FedHistory fed;
  private Path sound;
  private Path talk;
  private RunningDesktop web;

  @BeforeEach
  void start() throws Exception {
    fed = new FedHistory(folder);
    KeptSound kept = new KeptSound(store("messages"), store("recordings"));
    sound = written(kept.messages(), ID, null);
    talk = written(kept.recordings(), TALK, new AgentId("ana"));
    web = new RunningDesktop(fed.history, kept);
    web.start();
  }

  private VoiceStore store(String name) throws IOException {
    Path place = Files.createDirectory(folder.resolve(name));
    return new VoiceStore(new VoiceRules(place, Duration.ofDays(30), 10, 0));
  }

  private static Path written(VoiceStore store, String id, @Nullable AgentId agent)
      throws IOException {
    VoiceNote note =
        new VoiceNote(
            id,
            Examples.NOON,
            new LineId("16515550100"),
            new QueueName("enrollment"),
            PhoneNumber.of("+16125550134"),
            "es",
            agent);
    Path file = store.begin(note).orElseThrow();
    byte[] bytes = new byte[44 + 32_000];
    bytes[0] = 'R';
    Files.write(file, bytes);
    return file;
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
        .contains("\"sounds\":2");
    assertThat(sound).doesNotExist();
    assertThat(talk).doesNotExist();
  }

  @Test
  void talks_are_kept_apart_from_messages_and_name_the_agent() throws Exception {
    fed.open();
    assertThat(web.get("/api/v1/recordings"))
        .contains("\"id\":\"" + TALK + "\"", "\"agent\":\"ana\"")
        .doesNotContain("5550134", "\"" + ID + "\"");
    assertThat(web.get("/api/v1/messages/" + TALK + "/sound")).contains("404");
    assertThat(web.get("/api/v1/recordings/" + TALK + "/sound")).contains("200 OK", "audio/wav");
    assertThat(web.post("/api/v1/recordings/" + TALK + "/delete", BECAUSE)).contains("200 OK");
    assertThat(talk).doesNotExist();
    assertThat(sound).exists();
  }
}
