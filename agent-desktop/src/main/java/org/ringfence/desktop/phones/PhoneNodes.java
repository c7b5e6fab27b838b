package org.ringfence.desktop.phones;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ringfence.events.AgentId;

/// The nodes at which a page is its agent's phone, besides the one that it was loaded from.
///
/// The nodes share a key. With it a node signs what it vouches for ([PhonePass]), and both sides
/// reckon the SIP password from the same facts: so nothing secret goes from node to node, and none
/// of it stands in an address, on the bus or in a log. The password alone is worth nothing without
/// a line, nor a line without the password.
public final class PhoneNodes {

  private static final String ALGORITHM = "HmacSHA256";

  /// What the key is used for, so that two uses of it never make the same value.
  private static final String FOR_PHONES = "phones of several nodes";

  private static final String FOR_PASS = "pass ";
  private static final String FOR_SECRET = "secret ";

  /// 192 bits.
  private static final int SECRET_BYTES = 24;

  private final String own;
  private final List<NodeAddress> others;
  private final SecretKeySpec key;

  /// @param own the name of this node
  /// @param all where the pages of each node are; empty for a node that stands alone
  /// @param shared what all nodes have and nobody else
  public PhoneNodes(String own, List<NodeAddress> all, byte[] shared) {
    this.own = own;
    this.others = all.stream().filter(node -> !node.node().equals(own)).toList();
    this.key =
        new SecretKeySpec(sealed(new SecretKeySpec(shared, ALGORITHM), FOR_PHONES), ALGORITHM);
  }

  /// A node that has no others.
  public static PhoneNodes alone() {
    return new PhoneNodes("", List.of(), new byte[1]);
  }

  /// With what a page becomes a phone of another node.
  ///
  /// @param server the other node's WebSocket
  /// @param secret the SIP password there
  /// @param pass shown when the WebSocket is opened, and again while it is open
  public record NodeLogin(String node, String server, String secret, String pass) {
    @Override
    public String toString() {
      return "NodeLogin[" + node + "]";
    }
  }

  public String own() {
    return own;
  }

  public List<NodeAddress> others() {
    return others;
  }

  /// What a page of ours gets for each other node.
  public List<NodeLogin> vouch(
      AgentId agent, String page, String origin, String serial, Instant since, Instant now) {
    return others.stream()
        .map(node -> {
          PhonePass pass = new PhonePass(node.node(), agent, page, origin, serial, since, now);
          String written = pass.written();
          return new NodeLogin(
              node.node(), node.socket(), secret(pass), written + "." + signature(written));
        })
        .toList();
  }

  /// A pass that another node made for us, whenever that was.
  public Optional<PhonePass> find(String shown) {
    int end = shown.lastIndexOf('.');
    if (others.isEmpty() || end < 0) {
      return Optional.empty();
    }
    String written = shown.substring(0, end);
    byte[] due = signature(written).getBytes(StandardCharsets.US_ASCII);
    byte[] given = shown.substring(end + 1).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(due, given)
        ? PhonePass.read(written).filter(pass -> pass.node().equals(own))
        : Optional.empty();
  }

  /// The SIP password at the node of the pass, as long as the page has the phone.
  public String secret(PhonePass pass) {
    String facts =
        new PhonePass(
                pass.node(),
                pass.agent(),
                pass.page(),
                pass.origin(),
                pass.serial(),
                Instant.EPOCH,
                Instant.EPOCH)
            .written();
    return HexFormat.of().formatHex(sealed(key, FOR_SECRET + facts), 0, SECRET_BYTES);
  }

  private String signature(String written) {
    return HexFormat.of().formatHex(sealed(key, FOR_PASS + written));
  }

  private static byte[] sealed(SecretKeySpec key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java has " + ALGORITHM, missing);
    }
  }
}
