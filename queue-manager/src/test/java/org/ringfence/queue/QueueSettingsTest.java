package org.ringfence.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.queue.line.CallbackRules;
import org.ringfence.queue.line.PlaceRules;
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
        hang-up-grace = 4m
        callbacks {
          enabled = true
          first = caller
          offer-from = 11m
          most-machine-odds = -0.5
          dial-ahead = 40s
          ring-time = 26s
          key-time = 41s
          attempts = 4
          busy-gap = 2m
          no-answer-gap = 12m
          keep-for = 9h
          area-codes = ["612", "218"]
          most-per-block = 7
          most-per-hour = 77
          spend-limit = 150
          price-per-call = 0.1
          price-per-minute = 0.03
          after-crash = true
        }
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
    assertThat(settings.places())
        .isEqualTo(
            new PlaceRules(
                Duration.ofMinutes(4),
                new CallbackRules(
                    true,
                    CallbackRules.First.CALLER,
                    Duration.ofMinutes(11),
                    -0.5,
                    Duration.ofSeconds(40),
                    Duration.ofSeconds(26),
                    Duration.ofSeconds(41),
                    4,
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(12),
                    Duration.ofHours(9),
                    Set.of("218", "612"),
                    7,
                    77,
                    new CallbackRules.Spending(150, 0.1, 0.03),
                    true)));
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
            .replace("area-codes = [\"612\", \"218\"]", "area-codes = [\"900\"]")
            .replace("prior-talks = 12.5", "prior-talk = 12.5");
    assertThatThrownBy(() -> read(wrong))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("ringfence.conf:8")
        .hasMessageContaining("queue.wrap-up")
        .hasMessageContaining("queue.misses-before-pause")
        .hasMessageContaining("queue.unheard-agent-share")
        .hasMessageContaining("queue.callbacks.area-codes")
        .hasMessageContaining("\"900\" is not one")
        .hasMessageContaining("queue.prior-talks")
        .hasMessageContaining("queue.prior-talk");
  }
}
