package org.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.settings.SettingsReader;

final class GatewaySettingsTest {

  private static final String RIGHT =
      """
      gateway {
        system-name = rf7
        flow-file = "ivr/enrollment.conf"
        prompts-list = "/prompts/prompts.tsv"
        page-prompts = "/sounds/en"
        max-calls = 5000
        snapshot-interval = 15s
        agi {
          bind-address = "127.0.0.1"
          port = 14573
          allowed-addresses = ["127.0.0.1", "::1"]
          max-sessions = 4000
          read-timeout = 5s
        }
        ami {
          host = "127.0.0.1"
          port = 15038
          user = ringfence
          secret-file = "/secrets/ami"
          response-timeout = 2s
          ping-interval = 2s
          max-queued-events = 20000
        }
        screening { arrival-deadline = 100ms, arrival-deadline-pressed = 1s, join-deadline = 150ms, join-deadline-pressed = 3s }
        ear { folder = "/spool/ear" }
        line { place-deadline = 1s, wait-deadline = 500ms, say-again-first = 30s, say-again-longest = 2m, say-news-after = 20s }
        callbacks { dial = "PJSIP/trunk/sip:{number}@127.0.0.2", number-form = ten_digits }
        doors {
          time-zone = "America/Chicago"
          callback-when-full = false
          messages { enabled = false, folder = "/spool/messages", longest = 2m, keep = 30d, most = 500, least-free-megabytes = 500 }
          survey = false
        }
        recording {
          enabled = false, folder = "/spool/talks", tell = all_party, all-party-area-codes = [415, 212]
          keep = 30d, most = 20000, least-free-megabytes = 2000
        }
      }
      """;

  @TempDir private Path folder;

  private GatewaySettings read(String text) throws IOException {
    Path file = folder.resolve("ringfence.conf");
    Files.writeString(file, text);
    SettingsReader reader = SettingsReader.of(file, Map.of());
    GatewaySettings settings = GatewaySettings.from(reader.section("gateway"));
    reader.finish();
    return settings;
  }

  @Test
  void aWrongRuleOfRecordingIsRefusedWithItsPlace() {
    assertThatThrownBy(() ->
            read(
                RIGHT
                    .replace("tell = all_party", "tell = sometimes")
                    .replace("[415, 212]", "[415, 1212]")))
        .hasMessageContaining("gateway.recording.tell: must be everybody, all_party or nobody")
        .hasMessageContaining("gateway.recording.all-party-area-codes: 1212 is no area code");
  }

  @Test
  void everyKeyIsRead() throws IOException {
    GatewaySettings settings = read(RIGHT);
    assertThat(settings.systemName()).isEqualTo("rf7");
    assertThat(settings.flowFile()).isEqualTo(Path.of("ivr/enrollment.conf"));
    assertThat(settings.promptsList()).isEqualTo(Path.of("/prompts/prompts.tsv"));
    assertThat(settings.pagePrompts()).isEqualTo(Path.of("/sounds/en"));
    assertThat(settings.maxCalls()).isEqualTo(5_000);
    assertThat(settings.snapshotInterval()).isEqualTo(Duration.ofSeconds(15));
    assertThat(settings.agi().allowed())
        .containsExactlyInAnyOrder(
            InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));
    assertThat(settings.agi().maxSessions()).isEqualTo(4_000);
    assertThat(settings.ami().secretFile()).isEqualTo(Path.of("/secrets/ami"));
    assertThat(settings.ami().maxQueuedEvents()).isEqualTo(20_000);
    assertThat(settings.screening().arrivalDeadline()).isEqualTo(Duration.ofMillis(100));
    assertThat(settings.ear().folder()).isEqualTo(Path.of("/spool/ear"));
    assertThat(settings.line().waitDeadline()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void noFolderMeansThatNoPrintsAreMade() throws IOException {
    assertThat(read(RIGHT.replace("/spool/ear", "")).ear().folder()).isNull();
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceWithItsLine() {
    String wrong =
        RIGHT
            .replace("system-name = rf7", "system-name = \"rf 7\"")
            .replace("port = 14573", "port = 99999")
            .replace("\"::1\"", "localhost")
            .replace("user = ringfence", "usr = ringfence")
            .replace("arrival-deadline = 100ms", "arrival-deadline = 1m");
    assertThatThrownBy(() -> read(wrong))
        .hasMessageContaining("ringfence.conf:2: gateway.system-name")
        .hasMessageContaining("gateway.agi.port")
        .hasMessageContaining("must be an IP address, not \"localhost\"")
        .hasMessageContaining("gateway.ami.user: is missing")
        .hasMessageContaining("gateway.ami.usr: unknown key")
        .hasMessageContaining("gateway.screening.arrival-deadline");
  }

  @Test
  void theFlowAndThePromptsAreReadFromTheirFiles() throws IOException {
    Path list = folder.resolve("prompts.tsv");
    Files.writeString(list, "language\tid\tseconds\nen\twelcome\t1.0\n");
    Path flow = Path.of("../config/ivr/enrollment.conf");
    assertThatThrownBy(() -> FlowFiles.read(flow, list, GatewayHarness.site()))
        .hasMessageContaining("prompts are missing in es: [welcome]")
        .hasMessageContaining("enrollment.conf:");
    assertThatThrownBy(
            () -> FlowFiles.read(flow, folder.resolve("none.tsv"), GatewayHarness.site()))
        .hasMessageContaining("the list of prompts cannot be read; are they built?");
  }
}
