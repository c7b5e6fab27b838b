package org.ringfence.desktop.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.websocket.WsContext;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.DesktopSettings;
import org.ringfence.desktop.accounts.Accounts;
import org.ringfence.desktop.accounts.Identity;
import org.ringfence.desktop.accounts.Role;

/// Finds out who asks, and lets through whom the table of routes lets through.
///
/// A browser proves itself by its cookie, and by [#GUARD_HEADER] in addition where something is
/// changed; a program by `Authorization: Bearer`.
final class Gate {

  static final String GUARD_HEADER = "X-Ringfence-Guard";

  private static final String IDENTITY = "ringfence.identity";
  private static final String BEARER = "Bearer ";

  private final Accounts accounts;
  private final String prefix;

  Gate(Accounts accounts, DesktopSettings settings) {
    this.accounts = accounts;
    // The prefix makes browsers refuse the cookie from plain HTTP and from other names of the
    // domain.
    prefix = (settings.tls().areGiven() ? "__Host-" : "") + "ringfence-";
  }

  /// The cookie's name. Cookies know no ports: two platforms on one machine would sign each other's
  /// people out.
  String cookie(Context request) {
    return prefix + request.req().getLocalPort();
  }

  /// The handler with its route's rule in front.
  Handler before(Route route, Handler handler) {
    return request -> {
      Optional<Identity> found = find(request);
      if (isLet(route, request, found)) {
        found.ifPresent(identity -> request.attribute(IDENTITY, identity));
        handler.handle(request);
      }
    };
  }

  /// @throws Refusal unless the request may be handled or was led elsewhere
  private boolean isLet(Route route, Context request, Optional<Identity> found) {
    Access access = route.access();
    if (access == Access.OPEN || (access == Access.LOCAL && isLocal(request))) {
      return true;
    }
    if (found.isEmpty()) {
      if (!route.isPage()) {
        request.header("WWW-Authenticate", "Bearer");
        throw new Refusal(401, "sign-in", "Sign in first.");
      }
      lead(request, "/sign-in?to=" + URLEncoder.encode(here(request), StandardCharsets.UTF_8));
      return false;
    }
    Identity identity = found.get();
    if (!access.isFor(identity.role())) {
      if (!route.isPage()) {
        throw new Refusal(403, "role", "Your role does not allow this.");
      }
      lead(request, home(identity));
      return false;
    }
    if (route.isChanging() && identity.isSession()) {
      requireGuard(request);
    }
    return true;
  }

  private void requireGuard(Context request) {
    @Nullable String id = request.cookie(cookie(request));
    if (id == null || !Accounts.isGuardToken(id, request.header(GUARD_HEADER))) {
      throw new Refusal(
          403,
          "guard",
          "The header " + GUARD_HEADER + " of this session is missing; load the page again.");
    }
  }

  private Optional<Identity> find(Context request) {
    @Nullable String authorization = request.header("Authorization");
    if (authorization != null) {
      return authorization.startsWith(BEARER)
          ? accounts.findToken(authorization.substring(BEARER.length()).strip())
          : Optional.empty();
    }
    @Nullable String id = request.cookie(cookie(request));
    return id == null ? Optional.empty() : accounts.findSession(id);
  }

  /// Who opened a WebSocket whose upgrade was let through.
  static Identity identity(WsContext socket) {
    @Nullable Identity identity = socket.attribute(IDENTITY);
    if (identity == null) {
      throw new IllegalStateException("nobody was asked for at a WebSocket");
    }
    return identity;
  }

  /// Who asks, behind a route that is not open to all.
  static Identity identity(Context request) {
    @Nullable Identity identity = request.attribute(IDENTITY);
    if (identity == null) {
      throw new IllegalStateException("nobody was asked for at " + request.path());
    }
    return identity;
  }

  /// From where it is asked, as the connection says. What proxies claim is not believed.
  static String address(Context request) {
    return request.req().getRemoteAddr();
  }

  /// The page that is there for a role.
  static String home(Identity identity) {
    return identity.role() == Role.AGENT ? "/agent" : "/";
  }

  /// A proxy on this machine passes on what comes from elsewhere, and says so.
  private static boolean isLocal(Context request) {
    try {
      return request.header("X-Forwarded-For") == null
          && request.header("Forwarded") == null
          && InetAddress.getByName(address(request)).isLoopbackAddress();
    } catch (UnknownHostException noAddress) {
      return false;
    }
  }

  private static String here(Context request) {
    @Nullable String query = request.queryString();
    return query == null ? request.path() : request.path() + "?" + query;
  }

  private static void lead(Context request, String to) {
    Json.noStore(request);
    request.status(303).header("Location", to);
  }
}
