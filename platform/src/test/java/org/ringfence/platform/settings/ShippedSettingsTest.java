package org.ringfence.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.events.AgentId;
import org.ringfence.settings.SettingsException;
import org.ringfence.site.Site;

final class ShippedSettingsTest {

  private static final Path SHIPPED = Path.of("../config");

  @TempDir Path folder;

  @Test
  void theShippedFilesAreSoundAndListenOnLoopbackOnly() {
    PlatformSettings settings = PlatformSettings.read(SHIPPED, Map.of());

    assertThat(settings.site().lines())
        .extracting(line -> line.number().raw())
        .containsExactly("+16515550100");
    assertThat(settings.site().agents()).hasSizeGreaterThan(5);
    assertThat(settings.bus().isEmbedded()).isTrue();
    assertThat(settings.gateway().systemName()).isEqualTo(settings.node());
    assertThat(settings.asterisk().sipBind()).isEqualTo("127.0.0.1");
    assertThat(settings.web().address()).isEqualTo("127.0.0.1");
    assertThat(settings.gateway().agi().address().isLoopbackAddress()).isTrue();
    assertThat(settings.gateway().ami().host()).isEqualTo("127.0.0.1");
    assertThat(settings.defence().thresholds().ports()).isEqualTo(settings.asterisk().maxCalls());
  }

  @Test
  void noPortOfOursIsADefaultOfAsterisk() {
    PlatformSettings settings = PlatformSettings.read(SHIPPED, Map.of());

    assertThat(
            List.of(
                settings.asterisk().sipPort(),
                settings.gateway().ami().port(),
                settings.gateway().agi().port(),
                settings.web().port(),
                settings.bus().port()))
        .doesNotHaveDuplicates()
        .doesNotContain(5060, 5061, 5038, 5039, 4573, 8088, 8089, 9092);
    assertThat(settings.asterisk().rtpStart()).isGreaterThan(20_000);
  }

  @Test
  void anExternalClusterTakesOneKey() {
    PlatformSettings settings =
        PlatformSettings.read(
            SHIPPED, Map.of("kafka.bootstrap.servers", "\"kafka1:9092,kafka2:9092\""));

    assertThat(settings.bus().isEmbedded()).isFalse();
    assertThat(settings.bus().bootstrapServers()).isEqualTo("kafka1:9092,kafka2:9092");
  }

  @Test
  void theListOfNodesMustNameThisOne() {
    String nodes = "[{ node = rf7, address = \"https://desk7.example.org\" }]";

    PlatformSettings settings =
        PlatformSettings.read(SHIPPED, Map.of("node", "rf7", "web.phone.nodes", nodes));
    assertThat(settings.web().phone().nodes()).hasSize(1);
    assertThatThrownBy(
            () -> PlatformSettings.read(SHIPPED, Map.of("node", "rf8", "web.phone.nodes", nodes)))
        .hasMessageContaining("must name this node, rf8, too; it names [rf7]");
  }

  @Test
  void mistakesInBothFilesAreToldTogetherWithTheirLines() throws IOException {
    copyShipped();
    Path main = folder.resolve("ringfence.conf");
    Files.writeString(
        main,
        Files.readString(main)
            .replace("pool = main", "pol = main")
            .replace("web {", "web { colour = red"));
    Path agents = folder.resolve("agents.conf");
    Files.writeString(agents, Files.readString(agents).replace("id = ben", "id = ana"));

    assertThatThrownBy(() -> PlatformSettings.read(folder, Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("queues.enrollment.pool: is missing")
        .hasMessageContaining("queues.enrollment.pol: unknown key")
        .hasMessageContaining("web.colour: unknown key")
        .hasMessageMatching(
            "(?s).*agents\\.conf:\\d+: agents\\[1\\]\\.id: agent ana is listed twice.*");
  }

  @Test
  void anAgentOfAPoolThatNoQueueHasIsAMistake() throws IOException {
    copyShipped();
    Path agents = folder.resolve("agents.conf");
    Files.writeString(agents, Files.readString(agents).replaceFirst("pool = main", "pool = night"));

    assertThatThrownBy(() -> PlatformSettings.read(folder, Map.of()))
        .hasMessageContaining("no queue has the pool night");
  }

  @Test
  void dialedDigitsChooseTheLineAndUnknownOnesTheMainLine() {
    Site site = PlatformSettings.read(SHIPPED, Map.of()).site();

    assertThat(site.lineDialed("+16515550100").id().value()).isEqualTo("16515550100");
    assertThat(site.lineDialed("999").id()).isEqualTo(site.lines().getFirst().id());
    assertThat(site.agentsOf(site.pools().getFirst()))
        .extracting(Site.Agent::id)
        .contains(new AgentId("ana"));
  }

  @Test
  void overridesComeFromTheEnvironmentAndTheCommandLineAndTheLatterWins() {
    assertThat(Overrides.parse("web.port=1;a.b = c=d;", List.of("web.port=2")))
        .containsExactlyInAnyOrderEntriesOf(Map.of("web.port", "2", "a.b", "c=d"));
    assertThatThrownBy(() -> Overrides.parse("webport", List.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("RINGFENCE_SET: must be key=value");
  }

  private void copyShipped() throws IOException {
    for (String file : List.of("ringfence.conf", "agents.conf")) {
      Files.copy(SHIPPED.resolve(file), folder.resolve(file));
    }
  }
}
