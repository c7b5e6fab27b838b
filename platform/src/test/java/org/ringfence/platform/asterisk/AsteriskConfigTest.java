package org.ringfence.platform.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.platform.asterisk.AsteriskSite.AgentPhone;
import org.ringfence.platform.asterisk.AsteriskSite.BrowserAccess;

final class AsteriskConfigTest {

  private static final Path SHIPPED = Path.of("../config/asterisk");
  private static final String SECRET = "0123456789abcdefABCDEF";

  @TempDir private Path folder;

  @Test
  void theShippedFilesUseEverySettingAndNoOther() throws IOException {
    AsteriskConfig.write(SHIPPED, site(List.of(ana())));

    assertThat(written("pjsip.conf"))
        .contains("bind = 127.0.0.1:15060", "[agent-ana](agent-phone)", "password = " + SECRET)
        .contains("match = 127.0.0.2\n", "permit = 10.0.0.0/8")
        .doesNotContain("type = endpoint\nendpoint=anonymous");
    assertThat(written("queues.conf")).contains("member => PJSIP/agent-ana,0,agent-ana");
    assertThat(written("extensions.conf")).contains("RF_AGI = agi://127.0.0.1:14573");
    assertThat(written("asterisk.conf")).contains("astrundir => " + folder.resolve("ast/run"));
  }

  @Test
  void theWebSocketOfBrowsersIsOnLoopbackAndTheirPhonesHaveNoPasswordInAFile() throws IOException {
    AsteriskConfig.write(SHIPPED, site(List.of(ana())));

    assertThat(written("http.conf")).contains("bindaddr = 127.0.0.1\nbindport = 15088");
    assertThat(written("pjsip.conf"))
        .contains("[agent-ana_web](agent-browser)\nauth = agent-ana_web\n")
        .containsOnlyOnce("username = agent-ana")
        .contains("permit = " + BrowserAccess.SOURCE);
    assertThat(written("rtp.conf")).doesNotContain("10.1.2.3");
  }

  @Test
  void browsersAreToldTheOuterAddressOfTheMedia() throws IOException {
    AsteriskConfig.write(
        SHIPPED,
        site(
            List.of(ana()),
            List.of("127.0.0.2"),
            new BrowserAccess(15088, "198.51.100.7", List.of("10.1.2.3", "10.1.2.4"))));

    assertThat(written("rtp.conf"))
        .contains("10.1.2.3 => 198.51.100.7\n10.1.2.4 => 198.51.100.7\n");
  }

  @Test
  void aTrunkThatBrowsersWouldBeTakenForIsRefused() {
    assertThatThrownBy(() ->
            site(List.of(ana()), List.of("127.0.0.0/24"), new BrowserAccess(15088, "", List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must not cover 127.0.0.88");
  }

  @Test
  void agentsCanAlwaysBeRungWhileTheTrunkIsFull() throws IOException {
    AsteriskConfig.write(SHIPPED, site(List.of(ana())));

    assertThat(written("extensions.conf")).contains("RF_MAX_CALLS = 1400");
    assertThat(written("asterisk.conf")).contains("maxcalls = 1522");
  }

  @Test
  void aCallCentreWithoutAgentsIsStillWritten() throws IOException {
    AsteriskConfig.write(SHIPPED, site(List.of()));

    assertThat(written("queues.conf")).doesNotContain("member =>");
  }

  @Test
  void nothingCanBeReadByOtherUsers() throws IOException {
    AsteriskConfig.write(SHIPPED, site(List.of(ana())));

    assertThat(permissions(folder.resolve("ast"))).isEqualTo("rwx------");
    assertThat(permissions(folder.resolve("ast/etc/pjsip.conf"))).isEqualTo("rw-------");
    assertThat(permissions(folder.resolve("ast/etc/manager.conf"))).isEqualTo("rw-------");
  }

  @Test
  void anUnknownPlaceholderIsNamedWithFileAndLine() throws IOException {
    Path templates = shippedWith("cdr.conf", "[general]\nenable = @{cdr.on}\n");

    assertThatThrownBy(() -> AsteriskConfig.write(templates, site(List.of(ana()))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cdr.conf line 2: no setting is called @{cdr.on}");
  }

  @Test
  void aSettingThatAnEditedFileLostStopsTheStart() throws IOException {
    Path templates = shippedWith("manager.conf", "[general]\nenabled = no\n");

    assertThatThrownBy(() -> AsteriskConfig.write(templates, site(List.of(ana()))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("@{ami.secret} is used in no file")
        .hasMessageContaining("@{ami.port} is used in no file");
  }

  @Test
  void aListWithoutAnEndIsNamed() throws IOException {
    Path templates = shippedWith("acl.conf", "[x]\n;@each agent\nname = @{agent.id}\n");

    assertThatThrownBy(() -> AsteriskConfig.write(templates, site(List.of(ana()))))
        .hasMessageContaining("acl.conf line 2: ;@each agent has no ;@end");
  }

  @Test
  void aFileWhoseTemplateIsGoneIsRemoved() throws IOException {
    Files.createDirectories(folder.resolve("ast/etc"));
    Files.writeString(folder.resolve("ast/etc/old.conf"), "[old]\n");

    AsteriskConfig.write(SHIPPED, site(List.of(ana())));

    assertThat(folder.resolve("ast/etc/old.conf")).doesNotExist();
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    assertThatThrownBy(() ->
            new AsteriskSite(
                folder.resolve("ast"),
                "Ringfence 1",
                "localhost",
                5,
                "127.0.0.1",
                15038,
                "127.0.0.1",
                14573,
                22000,
                22099,
                List.of("carrier.example"),
                List.of("10.0.0.0/33"),
                new BrowserAccess(5, "here", List.of()),
                List.of(new AgentPhone("trunk", "Ana;[x]", "short")),
                "gateway",
                SECRET,
                1400,
                0,
                30,
                3,
                90))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("system name")
        .hasMessageContaining("not an IPv4 address: localhost")
        .hasMessageContaining("not a port from 1024 to 65535: 5")
        .hasMessageContaining("1400 calls and 1 agents need 2802 media ports")
        .hasMessageContaining("media-address is not an IPv4 address: here")
        .hasMessageContaining("carrier.example")
        .hasMessageContaining("10.0.0.0/33")
        .hasMessageContaining("agent id is reserved: trunk")
        .hasMessageContaining("agent name with odd characters")
        .hasMessageContaining("secret must match");
  }

  @Test
  void aSecretIsNeverInTheTextOfASite() {
    assertThat(site(List.of(ana())).toString() + ana()).doesNotContain(SECRET);
  }

  private AsteriskSite site(List<AgentPhone> agents) {
    return site(agents, List.of("127.0.0.2"), new BrowserAccess(15088, "", List.of("10.1.2.3")));
  }

  private AsteriskSite site(List<AgentPhone> agents, List<String> trunk, BrowserAccess browsers) {
    return new AsteriskSite(
        folder.resolve("ast"),
        "ringfence",
        "127.0.0.1",
        15060,
        "127.0.0.1",
        15038,
        "127.0.0.1",
        14573,
        22000,
        31999,
        trunk,
        List.of("127.0.0.0/8", "10.0.0.0/8"),
        browsers,
        agents,
        "gateway",
        SECRET,
        1400,
        20,
        30,
        3,
        90);
  }

  private static AgentPhone ana() {
    return new AgentPhone("agent-ana", "Ana Núñez-O'Neill", SECRET);
  }

  private Path shippedWith(String name, String text) throws IOException {
    Path templates = Files.createDirectories(folder.resolve("templates"));
    try (var shipped = Files.newDirectoryStream(SHIPPED, "*.conf")) {
      for (Path file : shipped) {
        Files.copy(file, templates.resolve(file.getFileName()));
      }
    }
    Files.writeString(templates.resolve(name), text);
    return templates;
  }

  private String written(String name) throws IOException {
    return Files.readString(folder.resolve("ast/etc").resolve(name));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
