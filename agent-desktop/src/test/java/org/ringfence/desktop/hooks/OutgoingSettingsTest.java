package org.ringfence.desktop.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsReader;

class OutgoingSettingsTest {

  @TempDir Path folder;

  private HookSettings read(String target) throws IOException {
    Path file = folder.resolve("ringfence.conf");
    Files.writeString(
        file,
        """
        allowed-hosts = [crm.example.org, localhost]
        targets = [{ name = crm, events = [call.ended], %s }]
        secrets-folder = "/s"
        timeout = 5s
        give-up-after = 1h
        """
            .formatted(target));
    SettingsReader reader = SettingsReader.of(file, Map.of());
    HookSettings settings = HookSettings.from(reader);
    reader.finish();
    return settings;
  }

  @Test
  void a_target_is_read() throws IOException {
    HookSettings settings = read("url = \"https://crm.example.org:8443/h\", full-numbers = true");

    assertThat(settings.targets())
        .singleElement()
        .satisfies(target -> {
          assertThat(target.name()).isEqualTo("crm");
          assertThat(target.events()).containsExactly(HookEvent.ENDED);
          assertThat(target.fullNumbers()).isTrue();
        });
    assertThat(settings.giveUpAfter()).isEqualTo(Duration.ofHours(1));
  }

  @ParameterizedTest
  @CsvSource({
    "http://crm.example.org/h, https",
    "https://10.0.0.1/h, allowed-hosts",
    "https://u:p@crm.example.org/h, must be such as",
    "ftp://crm.example.org/h, must be such as",
    "https://crm.example.org.evil.test/h, allowed-hosts",
  })
  void an_address_that_nobody_allowed_is_refused(String url, String told) {
    assertThatThrownBy(() -> read("url = \"" + url + "\""))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("ringfence.conf:2")
        .hasMessageContaining(told);
  }

  @Test
  void values_of_a_call_stay_values_in_the_customer_systems_address() {
    ScreenPop pop = ScreenPop.of("https://crm.example.org/find?phone={number}&q={queue}#{call}");

    assertThat(pop.address(Map.of("number", "+1612&x=$1", "queue", "a b/../", "call", "c-1")))
        .hasValue("https://crm.example.org/find?phone=%2B1612%26x%3D%241&q=a%20b%2F..%2F#c-1");
    assertThat(pop.tellsNumber()).isTrue();
    assertThat(ScreenPop.of("").address(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://{call}.example.org/, behind the host",
    "https://crm.example.org/{name}, there are {call}",
    "javascript:alert(1), must be an address",
    "//crm.example.org/x, must be an address",
  })
  void a_template_that_could_lead_elsewhere_is_refused(String template, String told) {
    assertThatThrownBy(() -> ScreenPop.of(template)).hasMessageContaining(told);
  }
}
