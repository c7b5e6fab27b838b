package org.ringfence.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.events.Message;
import org.ringfence.events.SiteChange;

final class MessageCodecTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/messages-v1.jsonl");

  private final MessageCodec codec = new MessageCodec();

  /// Regenerate with `-Dgolden.write=true`, and look at the difference: old records stay on the bus
  /// for weeks.
  @Test
  void theWireFormatIsTheOneThatOlderProcessesWrote() throws IOException {
    List<String> written =
        SampleMessages.all().stream()
            .map(message -> new String(codec.encode(message), UTF_8))
            .toList();
    if (Boolean.getBoolean("golden.write")) {
      Files.write(GOLDEN, written);
    }

    assertThat(written).isEqualTo(Files.readAllLines(GOLDEN));
  }

  @Test
  void everyTypeHasAGoldenRecordAndComesBackAsItWas() throws IOException {
    Set<Class<?>> seen = new HashSet<>();
    List<String> lines = Files.readAllLines(GOLDEN);
    for (int i = 0; i < lines.size(); i++) {
      Message read = codec.decode(lines.get(i).getBytes(UTF_8)).orElseThrow();
      assertThat(read).isEqualTo(SampleMessages.all().get(i));
      seen.add(read.getClass());
    }

    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(MessageCodec.typesBelow(Message.class).values());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "campaigns",
        "authors",
        "alerts",
        "callbacks",
        "routing",
        "nodes",
        "doors",
        "talks",
        "consultation"
      })
  void recordsFromBeforeAFieldWasAddedAreStillRead(String field) throws IOException {
    for (String line :
        Files.readAllLines(GOLDEN.resolveSibling("messages-v1-before-" + field + ".jsonl"))) {
      assertThat(codec.decode(line.getBytes(UTF_8))).as(line).isPresent();
    }
  }

  /// What messages are ordered by; a component named `key` would silently take its place.
  @Test
  void everyMessageIsKeyedByWhatItIsAbout() {
    for (Message message : SampleMessages.all()) {
      String key =
          switch (message.topic()) {
            case SCREENING, VERDICTS -> "16515550100";
            case ROUTING, DECISIONS -> "main";
            case AUDIT -> "access";
            case SITE ->
                switch (message) {
                  case SiteChange.AgentChanged _ -> "agent/ana";
                  case SiteChange.HoursChanged _ -> "hours/office";
                  case SiteChange.PromptChanged _ -> "prompt/en/welcome";
                  default -> throw new AssertionError(message);
                };
          };
      assertThat(message.key()).as("%s", message).isEqualTo(key);
    }
  }

  @Test
  void aFieldOfANewerVersionIsCountedAndPassedOver() {
    String newer =
        """
        {"type":"CallAnswered","v":1,"call":"rf1-1.1","at":"2026-11-01T14:00:00Z","line":"1651","mood":{"a":[1]}}\
        """;

    assertThat(codec.decode(newer.getBytes(UTF_8))).isPresent();
    assertThat(codec.unknownFieldCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "[]",
        "{}",
        "{\"type\":\"CallTeleported\",\"v\":1}",
        "{\"type\":\"CallAnswered\",\"v\":2}",
        "{\"type\":\"CallAnswered\",\"v\":1,\"call\":\"\"}",
        "{\"type\":\"CallAnswered\",\"v\":1}",
        "{\"type\":\"AttemptArrived\",\"v\":1,\"at\":\"yesterday\"}"
      })
  void whatIsNotUnderstoodIsCountedAndSkipped(String garbage) {
    assertThat(codec.decode(garbage.getBytes(UTF_8))).isEmpty();
    assertThat(codec.skippedCount()).isEqualTo(1);
  }
}
