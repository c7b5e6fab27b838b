package org.ringfence.platform.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.ringfence.desktop.phones.PhoneDesk;
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

  PhonesInBrowsers(PlatformSettings settings, Gateway gateway, InstantSource clock)
      throws IOException {
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
    BrowserPhones.Login login = phones.open(agent);
    return new PhoneLogin(login.user(), DOMAIN, login.secret(), login.expires());
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
