package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Lets no request in that another web page makes.
///
/// A browser reaches this server on behalf of any web page it shows. Two checks keep such pages
/// out, before anybody's cookie is looked at: the `Host` must be a name of ours (a foreign name
/// that was rebound to our address is none), and an `Origin`, which browsers add to every request
/// that can change something, must be the same host and port.
final class SameSiteGuard {

  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Set<String> names = new TreeSet<>(LOOPBACK_NAMES);
  private final String scheme;

  /// @param address the address listened on; as a name it counts unless it stands for all
  /// @param hosts further names of ours
  /// @param secure whether we speak TLS
  SameSiteGuard(String address, List<String> hosts, boolean secure) {
    names.add(address.contains(":") ? "[" + address + "]" : address);
    names.removeAll(Set.of("0.0.0.0", "[::]"));
    names.addAll(hosts);
    scheme = secure ? "https://" : "http://";
  }

  /// What anybody may ask for may be asked by any web page, under a name of ours.
  void checkHost(Context request) {
    @Nullable String host = request.header("Host");
    if (host == null || !names.contains(withoutPort(host.toLowerCase(Locale.ROOT)))) {
      throw new Refusal(
          403,
          "host",
          "This server does not answer to that name; web.hosts lists the names that it has.");
    }
  }

  void check(Context request) {
    checkHost(request);
    @Nullable String host = request.header("Host");
    @Nullable String origin = request.header("Origin");
    if (origin != null && !origin.equalsIgnoreCase(scheme + host)) {
      throw new Refusal(403, "origin", "Requests of other web pages are refused.");
    }
    @Nullable String fetchSite = request.header("Sec-Fetch-Site");
    boolean navigation = "navigate".equals(request.header("Sec-Fetch-Mode"));
    boolean own = fetchSite == null || fetchSite.equals("same-origin") || fetchSite.equals("none");
    // A link on another page may lead here; anything else from there may not.
    if (!own && !(navigation && "GET".equals(request.method().name()))) {
      throw new Refusal(403, "origin", "Requests of other web pages are refused.");
    }
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }
}
