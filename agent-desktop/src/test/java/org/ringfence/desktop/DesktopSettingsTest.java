package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.desktop.accounts.AccountSettings;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.desktop.oidc.OidcSettings;
import org.ringfence.desktop.phones.IceServer;
import org.ringfence.desktop.phones.IceSource;
import org.ringfence.desktop.phones.NodeAddress;
import org.ringfence.desktop.phones.PhoneSettings;
import org.ringfence.events.AgentId;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsReader;

class DesktopSettingsTest {

  private static final String OIDC =
      """
      oidc {
        issuer = ""
        client-id = ""
        client-secret-file = ""
        name = "City Hall"
        scopes = [openid]
        name-claim = preferred_username
        role-claim = groups
        roles { agent = [], read-only = [], supervisor = [leads], administrator = [] }
        agent-claim = agent
      }
      """;

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
    return web(address, zone, "hosts = []\ntls { certificate = \"\"\nkey = \"\" }");
  }

  private static String web(String address, String zone, String more) {
    return """
    address = "%s"
    port = 8630
    time-zone = "%s"
    history = 24h
    max-live-pages = 50
    sessions { idle = 1h
    longest = 14h }
    phone { secret-life = 6h
    library = ""
    ice-servers = [{ urls = ["stun:s.example.org"] }] }
    dispositions = [resolved]
    %s
    %s\
    """
        .formatted(address, zone, OIDC, more);
  }

  @Test
  void every_key_is_read() throws IOException {
    assertThat(read(web("127.0.0.1", "America/Chicago")))
        .isEqualTo(
            new DesktopSettings(
                "127.0.0.1",
                8630,
                ZoneId.of("America/Chicago"),
                Duration.ofHours(24),
                50,
                List.of(),
                TlsFiles.NONE,
                new AccountSettings(Duration.ofHours(1), Duration.ofHours(14)),
                new OidcSettings(
                    "",
                    "",
                    "",
                    "City Hall",
                    List.of("openid"),
                    "preferred_username",
                    "groups",
                    Map.of(
                        Role.AGENT, List.of(),
                        Role.READ_ONLY, List.of(),
                        Role.SUPERVISOR, List.of("leads"),
                        Role.ADMINISTRATOR, List.of()),
                    "agent"),
                OutgoingSettings.NONE,
                new PhoneSettings(
                    Duration.ofHours(6),
                    null,
                    List.of(new IceSource.Stun(List.of("stun:s.example.org"))),
                    List.of("resolved"))));
  }

  @Test
  void the_nodes_of_phones_are_read_where_they_are_written_and_one_node_needs_none()
      throws IOException {
    assertThat(read(web("127.0.0.1", "UTC")).phone().nodes()).isEmpty();
    assertThat(read(nodes("rf1", "https://desk1.example.org")).phone().nodes())
        .containsExactly(
            new NodeAddress("rf1", URI.create("https://desk1.example.org")),
            new NodeAddress("rf2", URI.create("http://127.0.0.1:8631")));
    assertThatThrownBy(() -> read(nodes("rf2", "https://desk1.example.org")))
        .hasMessageContaining("must name each node once");
    assertThatThrownBy(() -> read(nodes("rf1", "http://desk1.example.org")))
        .hasMessageContaining("must begin with https://");
  }

  private static String nodes(String node, String address) {
    String nodes =
        "nodes = [{ node = %s, address = \"%s\" }, { node = rf2, address = \"http://127.0.0.1:8631\" }]"
            .formatted(node, address);
    return web("127.0.0.1", "UTC").replace("library = \"\"", "library = \"\"\n" + nodes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.168.1.5", "::"})
  void an_address_that_others_reach_is_refused_without_tls(String address) throws IOException {
    assertThatThrownBy(() -> read(web(address, "UTC")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("ringfence.conf:2")
        .hasMessageContaining("web.tls")
        .hasMessageContaining("SSH tunnel");
    String tls = "hosts = [desk.example.org]\ntls { certificate = \"/c.pem\"\nkey = \"/k.pem\" }";
    DesktopSettings open = read(web(address, "UTC", tls));
    assertThat(open.address()).isEqualTo(address);
    assertThat(open.hosts()).containsExactly("desk.example.org");
    assertThat(open.url()).startsWith("https://");
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.org", "localhost"})
  void a_name_is_no_address(String address) {
    assertThatThrownBy(() -> read(web(address, "UTC"))).hasMessageContaining("an IP address");
  }

  @Test
  void a_certificate_without_its_key_and_a_strange_host_are_refused() {
    String more = "hosts = [\"Desk:80\"]\ntls { certificate = \"/c.pem\"\nkey = \"\" }";

    assertThatThrownBy(() -> read(web("127.0.0.1", "UTC", more)))
        .hasMessageContaining("certificate and key belong together")
        .hasMessageContaining("lower case without a port");
  }

  @Test
  void a_wrong_time_zone_is_told_with_an_example() {
    assertThatThrownBy(() -> read(web("::1", "Minnesota"))).hasMessageContaining("America/Chicago");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://login.example.org", "login.example.org", "https://"})
  void a_provider_is_asked_by_tls_only(String issuer) {
    String web = web("127.0.0.1", "UTC").replace("issuer = \"\"", "issuer = \"" + issuer + "\"");
    assertThatThrownBy(() -> read(web))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("must be an https:// address")
        .hasMessageContaining("client-id");
  }

  @Test
  void a_turn_server_that_shares_a_secret_gives_each_page_a_name_and_a_password_that_end(
      @TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("turn"), "north\n");
    String turn = "urls = [\"turn:t.example.org:3478\"]\nshared-secret-file = \"" + secret + "\"";

    IceSource source =
        read(web("127.0.0.1", "UTC").replace("urls = [\"stun:s.example.org\"]", turn))
            .phone()
            .iceServers()
            .getFirst();

    // printf 1798761600:ana | openssl dgst -sha1 -hmac north -binary | base64
    assertThat(source.tell(new AgentId("ana"), Instant.parse("2027-01-01T00:00:00Z")))
        .isEqualTo(
            new IceServer(
                List.of("turn:t.example.org:3478"),
                "1798761600:ana",
                "uf0Y6lc4Kipe1UZX4YTYrkK1Dfw="));
    assertThat(source.toString()).doesNotContain("north");
  }

  @Test
  void a_turn_server_with_two_kinds_of_secret_or_an_empty_one_is_refused(@TempDir Path folder)
      throws IOException {
    Path empty = Files.writeString(folder.resolve("turn"), "\n");
    String turn =
        "urls = [\"turn:t.example.org\"]\nshared-secret-file = \""
            + empty
            + "\"\nsecret-file = \""
            + empty
            + "\"";

    assertThatThrownBy(
            () -> read(web("127.0.0.1", "UTC").replace("urls = [\"stun:s.example.org\"]", turn)))
        .hasMessageContaining("is empty: " + empty)
        .hasMessageContaining("stands alone");
  }
}
