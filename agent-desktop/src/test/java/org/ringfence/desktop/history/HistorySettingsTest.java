package org.ringfence.desktop.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.desktop.intervals.IntervalRules;
import org.ringfence.settings.SettingsReader;

class HistorySettingsTest {

  @TempDir Path folder;

  private HistorySettings read(String url, String stories, String calls, String log)
      throws IOException {
    Path file = folder.resolve("ringfence.conf");
    Files.writeString(
        file,
        """
        history {
          url = "%s"
          user = ringfence
          password-file = "/etc/password"
          keep-stories = %s
          keep-calls = %s
          keep-intervals = 100d
          queue-log = "%s"
          figures { answer-within = 30s, short-abandon = 4s, service-level = 0.9 }
        }
        """
            .formatted(url, stories, calls, log));
    SettingsReader reader = SettingsReader.of(file, Map.of());
    HistorySettings settings = HistorySettings.from(reader.section("history"));
    reader.finish();
    return settings;
  }

  @Test
  void every_key_is_read() throws IOException {
    assertThat(read("jdbc:postgresql://db/ringfence", "5d", "50d", "/var/log/queue_log"))
        .isEqualTo(
            new HistorySettings(
                "jdbc:postgresql://db/ringfence",
                "ringfence",
                "/etc/password",
                Duration.ofDays(5),
                Duration.ofDays(50),
                Duration.ofDays(100),
                "/var/log/queue_log",
                new IntervalRules(Duration.ofSeconds(30), Duration.ofSeconds(4), 0.9)));
    assertThat(read("", "5d", "50d", "").isWanted()).isFalse();
  }

  @Test
  void everything_wrong_is_told_with_its_line() {
    assertThatThrownBy(() -> read("jdbc:mysql://db/ringfence", "60d", "50d", "queue_log"))
        .hasMessageContaining("ringfence.conf:2")
        .hasMessageContaining("jdbc:postgresql:")
        .hasMessageContaining("ringfence.conf:5")
        .hasMessageContaining("keep-calls")
        .hasMessageContaining("ringfence.conf:8")
        .hasMessageContaining("absolute path");
    assertThatThrownBy(() -> read("jdbc:h2:file:/x;MODE=Oracle", "5d", "50d", ""))
        .hasMessageContaining("no options");
    assertThatThrownBy(() -> read("", "5d", "500d", "")).hasMessageContaining("keep-intervals");
  }
}
