package org.ringfence.platform.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.ringfence.desktop.phones.PhoneDesk;
import org.ringfence.desktop.phones.PhoneNodes;
import org.ringfence.events.AgentId;
import org.ringfence.gateway.Gateway;
import org.ringfence.gateway.phones.BrowserPhones;
import org.ringfence.platform.asterisk.AsteriskSite.BrowserAccess;
import org.ringfence.platform.settings.PlatformSettings;

/// Brings the web and the gateway together for phones in browsers.
final class PhonesInBrowsers implements PhoneDesk, AutoCloseable {

  /// Asterisk tells its phones by the user alone.
  private static final String DOMAIN = "ringfence.invalid";

  private final BrowserPhones phones;
  private final URI socket;
  private final InetAddress source;
  private final PhoneNodes nodes;

  /// @param key what all nodes share
  PhonesInBrowsers(PlatformSettings settings, byte[] key, Gateway gateway, InstantSource clock)
      throws IOException {
    nodes = new PhoneNodes(settings.node(), settings.web().phone().nodes(), key);
    phones =
        new BrowserPhones(
            gateway.asterisk(), settings.web().phone().secretLife(), new SecureRandom(), clock);
    socket = URI.create("ws://127.0.0.1:" + settings.asterisk().browserPort() + "/ws");
    source = InetAddress.getByName(BrowserAccess.SOURCE);
  }

  void start() {
    phones.start();
  }

  @Override
  public PhoneLogin open(AgentId agent) throws IOException {
    return login(phones.open(agent));
  }

  @Override
  public PhoneLogin open(AgentId agent, String secret) throws IOException {
    return login(phones.open(agent, secret));
  }

  private static PhoneLogin login(BrowserPhones.Login login) {
    return new PhoneLogin(login.user(), DOMAIN, login.secret(), login.expires());
  }

  @Override
  public String user(AgentId agent) {
    return BrowserPhones.user(agent);
  }

  @Override
  public String domain() {
    return DOMAIN;
  }

  @Override
  public PhoneNodes nodes() {
    return nodes;
  }

  @Override
  public void close(AgentId agent) {
    phones.close(agent);
  }

  @Override
  public URI socket() {
    return socket;
  }

  @Override
  public InetAddress source() {
    return source;
  }

  @Override
  public void close() {
    phones.close();
  }
}
