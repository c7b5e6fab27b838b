package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lets nobody in but who really looks at this server by a loopback name.
///
/// There is no sign-in yet, so whoever reaches the port is trusted; a browser on this machine
/// reaches it on behalf of any web page it shows. Two checks keep such pages out: the `Host` must
/// be a loopback name (a foreign name that was rebound to 127.0.0.1 is none), and an `Origin`,
/// which browsers add to every request that can change something, must be the same host and port.
final class SameSiteGuard {

  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final String boundAddress;

  /// @param boundAddress the loopback address listened on, which may be another than 127.0.0.1
  SameSiteGuard(String boundAddress) {
    this.boundAddress =
        boundAddress.contains(":") && !boundAddress.startsWith("[")
            ? "[" + boundAddress + "]"
            : boundAddress;
  }

  void check(Context request) {
    @Nullable String host = request.header("Host");
    if (host == null || !isLoopbackName(withoutPort(host.toLowerCase(Locale.ROOT)))) {
      throw new Refusal(403, "host", "This server answers to localhost, 127.0.0.1 and [::1] only.");
    }
    @Nullable String origin = request.header("Origin");
    if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
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

  private boolean isLoopbackName(String name) {
    return LOOPBACK_NAMES.contains(name) || name.equals(boundAddress);
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }
}
