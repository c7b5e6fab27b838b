package org.ringfence.desktop.phones;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ringfence.events.AgentId;

/// A STUN or TURN server as the operator names it, and what an agent's page is told of it.
public sealed interface IceSource {

  /// @param expires when what the page is told ends, where the server can tell
  IceServer tell(AgentId agent, Instant expires);

  /// A STUN server, which asks nobody who they are.
  record Stun(List<String> urls) implements IceSource {
    public Stun {
      urls = List.copyOf(urls);
    }

    @Override
    public IceServer tell(AgentId agent, Instant expires) {
      return new IceServer(urls, null, null);
    }
  }

  /// A TURN server with one name and password for all pages.
  record Turn(List<String> urls, String user, String password) implements IceSource {
    public Turn {
      urls = List.copyOf(urls);
    }

    @Override
    public IceServer tell(AgentId agent, Instant expires) {
      return new IceServer(urls, user, password);
    }

    @Override
    public String toString() {
      return "Turn" + urls;
    }
  }

  /// A TURN server that shares a secret with us, by which each page gets a name and a password of
  /// its own that end (draft-uberti-behave-turn-rest-00, section 2.2; `use-auth-secret` of coturn).
  record SharedTurn(List<String> urls, String secret) implements IceSource {
    private static final String HMAC = "HmacSHA1";

    public SharedTurn {
      urls = List.copyOf(urls);
    }

    @Override
    public IceServer tell(AgentId agent, Instant expires) {
      String user = expires.getEpochSecond() + ":" + agent.value();
      try {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
        byte[] password = mac.doFinal(user.getBytes(StandardCharsets.UTF_8));
        return new IceServer(urls, user, Base64.getEncoder().encodeToString(password));
      } catch (GeneralSecurityException missing) {
        throw new IllegalStateException("every Java has " + HMAC, missing);
      }
    }

    @Override
    public String toString() {
      return "SharedTurn" + urls;
    }
  }
}
