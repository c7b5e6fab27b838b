package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.accounts.Accounts;
import org.ringfence.desktop.accounts.Accounts.SignIn;
import org.ringfence.desktop.oidc.OidcProvider;
import org.ringfence.desktop.oidc.OidcProvider.Failure;
import org.ringfence.desktop.oidc.OidcProvider.Outcome;
import org.ringfence.desktop.oidc.Outsider;
import org.ringfence.site.SiteBook;

/// Signing in by a provider. Whatever goes wrong leads back to the sign-in, which says it.
final class OidcRoutes {

  private static final String BACK = "/sign-in/oidc/back";
  private static final int LONGEST_PARAMETER = 4_096;

  private final @Nullable OidcProvider provider;
  private final String label;
  private final Accounts accounts;
  private final SiteBook site;
  private final SessionRoutes sessions;
  private final Gate gate;
  private final boolean secure;

  /// @param provider null for none
  /// @param label what the button says
  /// @param secure whether browsers reach us by TLS
  OidcRoutes(
      @Nullable OidcProvider provider,
      String label,
      Accounts accounts,
      SiteBook site,
      SessionRoutes sessions,
      Gate gate,
      boolean secure) {
    this.provider = provider;
    this.label = label;
    this.accounts = accounts;
    this.site = site;
    this.sessions = sessions;
    this.gate = gate;
    this.secure = secure;
  }

  /// How one may sign in.
  ///
  /// @param outside what the button to the provider says, or null for none
  record WaysView(boolean password, @Nullable String outside) {}

  void ways(Context request) {
    Json.noStore(request);
    Json.answer(request, 200, new WaysView(true, provider == null ? null : label));
  }

  /// Leads to the provider; `to` is the page that was wanted.
  void begin(Context request) {
    String to = Objects.requireNonNullElse(request.queryParam("to"), "");
    switch (known().begin(here(request), to.length() > LONGEST_PARAMETER ? "" : to)) {
      case Outcome.Begun(var leadTo, String browser) -> {
        setCookie(request, browser, "");
        Json.noStore(request);
        request.status(303).header("Location", leadTo.toString());
      }
      case Outcome.Failed(Failure why) -> leadBack(request, to, why);
      case Outcome.Known _ -> throw new IllegalStateException("nobody is known at the beginning");
    }
  }

  /// The provider leads back to here.
  void back(Context request) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String name : new String[] {"code", "state", "error", "iss"}) {
      @Nullable String value = request.queryParam(name);
      if (value != null && value.length() <= LONGEST_PARAMETER) {
        parameters.put(name, value);
      }
    }
    String browser = Objects.requireNonNullElse(request.cookie(cookie(request)), "");
    setCookie(request, "", "; Max-Age=0");
    switch (known().finish(parameters, browser)) {
      case Outcome.Known(Outsider who, String to) -> open(request, who, to);
      case Outcome.Failed(Failure why) -> leadBack(request, "", why);
      case Outcome.Begun _ -> throw new IllegalStateException("nothing begins at the end");
    }
  }

  private void open(Context request, Outsider who, String to) {
    @Nullable String agent = who.agent();
    boolean hasDesk = agent == null || site.agents().containsKey(agent);
    if (!hasDesk) {
      leadBack(request, to, Failure.NOBODY);
      return;
    }
    SignIn came =
        accounts.signInOutside(who.subject(), who.name(), who.role(), agent, Gate.address(request));
    if (!(came instanceof SignIn.Done(String id, _))) {
      leadBack(request, to, Failure.NOBODY);
      return;
    }
    sessions.begin(request, id);
    // The browser shows a strict cookie only to requests that begin here: the sign-in page makes
    // one, and goes on.
    request.status(303).header("Location", signIn(to, null));
  }

  private static void leadBack(Context request, String to, Failure why) {
    Json.noStore(request);
    request.status(303).header("Location", signIn(to, why));
  }

  private static String signIn(String to, @Nullable Failure why) {
    String page = "/sign-in?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
    return why == null ? page : page + "&outside=" + why.name().toLowerCase(Locale.ROOT);
  }

  /// Our own address, by the name that the browser used; the guard knows it as ours.
  private String here(Context request) {
    return (secure ? "https://" : "http://") + request.header("Host") + BACK;
  }

  private String cookie(Context request) {
    return gate.cookie(request) + "-oidc";
  }

  /// Lax: the provider's page leads back by a link, which a strict cookie would not come with.
  private void setCookie(Context request, String value, String more) {
    request
        .res()
        .addHeader(
            "Set-Cookie",
            cookie(request)
                + "="
                + value
                + "; Path=/; HttpOnly; SameSite=Lax"
                + (secure ? "; Secure" : "")
                + more);
  }

  private OidcProvider known() {
    if (provider == null) {
      throw new Refusal(404, "path", "There is no sign-in by a provider here.");
    }
    return provider;
  }
}
