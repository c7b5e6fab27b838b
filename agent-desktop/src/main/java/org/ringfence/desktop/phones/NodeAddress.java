package org.ringfence.desktop.phones;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;

/// Where browsers find the pages of one node.
///
/// @param node its name, as its own settings say it
/// @param address an origin (RFC 6454): scheme, host and port, and nothing behind it
public record NodeAddress(String node, URI address) {

  private static final String SOCKET = "/node-phone";

  public NodeAddress {
    requireOrigin(address);
  }

  /// @throws IllegalArgumentException for what is no origin, and for one that is not encrypted
  ///   though it is on another machine
  static NodeAddress of(String node, String address) {
    try {
      return new NodeAddress(node, new URI(address));
    } catch (URISyntaxException unreadable) {
      throw new IllegalArgumentException(
          "must be an address such as https://desk1.example.org", unreadable);
    }
  }

  private static void requireOrigin(URI address) {
    String host = address.getHost();
    String scheme = String.valueOf(address.getScheme());
    boolean plain = scheme.equals("http");
    String whole = scheme + "://" + address.getRawAuthority();
    if (host == null
        || address.getRawUserInfo() != null
        || !(plain || scheme.equals("https"))
        || !whole.equals(address.toString())
        || !host.matches("[a-z0-9.:\\[\\]-]{1,253}")) {
      throw new IllegalArgumentException(
          "must be an address such as https://desk1.example.org, in lower case and with nothing"
              + " behind host and port");
    }
    if (plain && !isLoopback(host)) {
      throw new IllegalArgumentException(
          "must begin with https:// but for a node on this machine: browsers give microphones only"
              + " to such pages");
    }
  }

  /// Only literals and `localhost`: a name could mean something else tomorrow.
  private static boolean isLoopback(String host) {
    try {
      return host.equals("localhost")
          || ((host.startsWith("[") || host.matches("[0-9.]+"))
              && InetAddress.getByName(host).isLoopbackAddress());
    } catch (UnknownHostException noAddress) {
      return false;
    }
  }

  /// What a content policy has to name for a page that connects to the node.
  public String socketOrigin() {
    return address.toString().replaceFirst("^http", "ws");
  }

  /// The WebSocket for pages of other nodes.
  String socket() {
    return socketOrigin() + SOCKET;
  }
}
