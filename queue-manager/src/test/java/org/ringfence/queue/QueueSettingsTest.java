package org.ringfence.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsReader;

final class QueueSettingsTest {

  private static final String ALL =
      """
      queue {
        ring-time = 25s
        ring-confirm = 3s
        ring-margin = 2s
        misses-before-pause = 4
        miss-cooloff = 90s
        miss-rest = 6s
        wrap-up = 30s
        diverted-handicap = 10m
        unheard-agent-share = 0.05
        report-interval = 1s
        idle-report-interval = 5s
        snapshot-margin = 2s
        ended-call-memory = 10m
        prior-talk-time = 4m
        prior-talks = 12.5
        prior-patience = 20m
        prediction-memory = 2h
      }
      """;

  @TempDir Path folder;

  private QueueSettings read(String text) throws IOException {
    Path file = folder.resolve("ringfence.conf");
    Files.writeString(file, text);
    SettingsReader reader = SettingsReader.of(file, Map.of());
    QueueSettings settings = QueueSettings.from(reader.section("queue"));
    reader.finish();
    return settings;
  }

  @Test
  void everyKeyIsRead() throws IOException {
    QueueSettings settings = read(ALL);

    assertThat(settings.line().ringTime()).isEqualTo(Duration.ofSeconds(25));
    assertThat(settings.line().ringConfirm()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.line().ringMargin()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.line().missesBeforePause()).isEqualTo(4);
    assertThat(settings.line().missCooloff()).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.line().missRest()).isEqualTo(Duration.ofSeconds(6));
    assertThat(settings.line().wrapUp()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.line().divertedHandicap()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.line().unheardAgentShare()).isEqualTo(0.05);
    assertThat(settings.line().reportInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.line().idleReportInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.line().snapshotMargin()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.line().tombstoneLife()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.prediction().priorHandling()).isEqualTo(Duration.ofSeconds(270));
    assertThat(settings.prediction().priorHandlings()).isEqualTo(12.5);
    assertThat(settings.prediction().priorPatience()).isEqualTo(Duration.ofMinutes(20));
    assertThat(settings.prediction().memory()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void everythingWrongIsToldAtOnceWithItsLine() {
    String wrong =
        ALL.replace("wrap-up = 30s", "wrap-up = -3s")
            .replace("unheard-agent-share = 0.05", "unheard-agent-share = 2")
            .replace("misses-before-pause = 4", "misses-before-pause = many")
            .replace("prior-talks = 12.5", "prior-talk = 12.5");
    assertThatThrownBy(() -> read(wrong))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("ringfence.conf:8")
        .hasMessageContaining("queue.wrap-up")
        .hasMessageContaining("queue.misses-before-pause")
        .hasMessageContaining("queue.unheard-agent-share")
        .hasMessageContaining("queue.prior-talks")
        .hasMessageContaining("queue.prior-talk");
  }
}
