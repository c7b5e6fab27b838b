package org.ringfence.desktop.phones;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import org.ringfence.events.AgentId;

/// Asterisk, as far as phones in browsers go.
public interface PhoneDesk {

  /// With what a page registers its phone.
  ///
  /// @param user the SIP user
  /// @param domain the SIP domain
  /// @param expires when the secret ends; registering after that is refused
  record PhoneLogin(String user, String domain, String secret, Instant expires) {
    @Override
    public String toString() {
      return "PhoneLogin[" + user + "]";
    }
  }

  /// A new secret for an agent's phone in the browser, which ends the one before.
  ///
  /// @throws IOException when Asterisk is away
  PhoneLogin open(AgentId agent) throws IOException;

  /// The same with a secret that was agreed on with another node.
  ///
  /// @param secret 32 letters and digits or more
  /// @throws IOException when Asterisk is away
  PhoneLogin open(AgentId agent, String secret) throws IOException;

  /// Ends an agent's secret.
  void close(AgentId agent);

  /// The SIP user of an agent's phone in the browser, the same at every node.
  String user(AgentId agent);

  /// The SIP domain, the same at every node.
  String domain();

  /// The other nodes, at which our pages are phones too.
  PhoneNodes nodes();

  /// Asterisk's WebSocket.
  URI socket();

  /// The address of ours from which the WebSocket is to be connected to.
  InetAddress source();
}
