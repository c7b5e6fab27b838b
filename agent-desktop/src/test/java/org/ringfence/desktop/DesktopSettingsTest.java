package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsReader;

class DesktopSettingsTest {

  @TempDir Path folder;

  private DesktopSettings read(String web) throws IOException {
    Path file = folder.resolve("ringfence.conf");
    Files.writeString(file, "web {\n" + web + "\n}\n");
    SettingsReader reader = SettingsReader.of(file, Map.of());
    DesktopSettings settings = DesktopSettings.from(reader.section("web"));
    reader.finish();
    return settings;
  }

  private static String web(String address, String zone) {
    return "address = \"%s\"\nport = 8630\ntime-zone = \"%s\"\nhistory = 24h\nmax-live-pages = 50"
        .formatted(address, zone);
  }

  @Test
  void every_key_is_read() throws IOException {
    assertThat(read(web("127.0.0.1", "America/Chicago")))
        .isEqualTo(
            new DesktopSettings(
                "127.0.0.1", 8630, ZoneId.of("America/Chicago"), Duration.ofHours(24), 50));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.168.1.5", "::", "example.org", "localhost"})
  void an_address_that_others_reach_is_refused_until_sign_in_exists(String address) {
    assertThatThrownBy(() -> read(web(address, "UTC")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("ringfence.conf:2")
        .hasMessageContaining("no sign-in")
        .hasMessageContaining("SSH tunnel");
    assertThatThrownBy(
            () -> new DesktopSettings(address, 0, ZoneId.of("UTC"), Duration.ofHours(1), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_wrong_time_zone_is_told_with_an_example() {
    assertThatThrownBy(() -> read(web("::1", "Minnesota"))).hasMessageContaining("America/Chicago");
  }
}
