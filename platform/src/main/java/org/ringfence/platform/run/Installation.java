package org.ringfence.platform.run;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringfence.broker.EmbeddedBroker;
import org.ringfence.desktop.accounts.AccountDesk;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.platform.asterisk.AsteriskSite;
import org.ringfence.platform.asterisk.AsteriskSite.AgentPhone;
import org.ringfence.platform.asterisk.AsteriskSite.BrowserAccess;
import org.ringfence.platform.asterisk.Secrets;
import org.ringfence.platform.settings.AsteriskSettings;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.site.Site;

/// The data folder of one installation, with the secrets that are made at its first start.
public final class Installation {

  private static final String BUS_USER = "ringfence";

  private final PlatformSettings settings;
  private final Secrets secrets;

  private Installation(PlatformSettings settings, Secrets secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  /// Opens the data folder, making it at the first start.
  public static Installation in(PlatformSettings settings) throws IOException {
    Path data = settings.data();
    if (!Files.isDirectory(data)) {
      Files.createDirectories(data);
      Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    }
    return new Installation(settings, new Secrets(settings.secretsFolder(), new SecureRandom()));
  }

  public String amiSecret() throws IOException {
    return secrets.get("ami");
  }

  /// The key under which numbers are hashed where the number itself is not needed.
  public byte[] numberKey() throws IOException {
    return secrets.get("number-key").getBytes(StandardCharsets.US_ASCII);
  }

  /// What our own programs show the web: replay, the demonstration, benchmarks.
  public String webToken() throws IOException {
    return secrets.get("web-token");
  }

  public Path accountsFolder() {
    return settings.data().resolve("accounts");
  }

  /// The accounts, to be changed by the command line.
  public AccountDesk accountDesk() throws IOException {
    return new AccountDesk(accountsFolder(), new SecureRandom(), InstantSource.system());
  }

  /// Makes the account `administrator` when there is none at all; then the file that holds its
  /// password.
  public Optional<Path> ensureAdministrator() throws IOException {
    AccountDesk desk = accountDesk();
    if (!desk.book().accounts().isEmpty()) {
      return Optional.empty();
    }
    String secret = "administrator-password";
    desk.add("administrator", Role.ADMINISTRATOR, null, secrets.get(secret));
    return Optional.of(settings.secretsFolder().resolve(secret));
  }

  public String busUser() {
    return BUS_USER;
  }

  public String busPassword() throws IOException {
    return secrets.get("bus");
  }

  /// The site with what administrators changed about the agents, as far as this machine knows.
  public Site site() throws IOException {
    return SiteFile.book(settings).get();
  }

  /// The phones' SIP secrets by agent.
  public Map<String, String> phoneSecrets() throws IOException {
    return phoneSecrets(settings.site());
  }

  private Map<String, String> phoneSecrets(Site site) throws IOException {
    Map<String, String> phones = new LinkedHashMap<>();
    for (Site.Agent agent : site.agents()) {
      phones.put(agent.id().value(), secrets.get("phone-" + agent.id().value()));
    }
    return phones;
  }

  EmbeddedBroker.Place brokerPlace() throws IOException {
    return new EmbeddedBroker.Place(
        settings.data().resolve("kafka"),
        settings.data().resolve("cluster-id"),
        settings.bus().port(),
        settings.bus().controllerPort(),
        BUS_USER,
        busPassword());
  }

  private static List<String> ownAddresses() throws IOException {
    List<String> addresses = new ArrayList<>();
    for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(card.getInetAddresses())) {
        if (address instanceof Inet4Address && !address.isLoopbackAddress()) {
          addresses.add(address.getHostAddress());
        }
      }
    }
    return addresses;
  }

  /// Everything Asterisk's configuration is filled with.
  ///
  /// @param site whose agents have phones
  public AsteriskSite asteriskSite(Site site) throws IOException {
    AsteriskSettings asterisk = settings.asterisk();
    Map<String, String> secretsByAgent = phoneSecrets(site);
    List<AgentPhone> phones = new ArrayList<>();
    for (Site.Agent agent : site.agents()) {
      String id = agent.id().value();
      phones.add(new AgentPhone(id, agent.name(), String.valueOf(secretsByAgent.get(id))));
    }
    return new AsteriskSite(
        settings.asteriskFolder(),
        settings.node(),
        asterisk.sipBind(),
        asterisk.sipPort(),
        settings.gateway().ami().host(),
        settings.asterisk().amiPort(),
        settings.gateway().agi().address().getHostAddress(),
        settings.gateway().agi().port(),
        asterisk.rtpStart(),
        asterisk.rtpEnd(),
        asterisk.trunkAddresses(),
        asterisk.agentNetworks(),
        new BrowserAccess(asterisk.browserPort(), asterisk.browserMedia(), ownAddresses()),
        phones,
        settings.gateway().ami().user(),
        amiSecret(),
        asterisk.maxCalls(),
        asterisk.reservedCalls(),
        asterisk.tickSeconds(),
        asterisk.safetyLoops(),
        asterisk.trunkRtpTimeoutSeconds());
  }
}
