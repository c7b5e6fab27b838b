package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.accounts.Accounts;
import org.ringfence.desktop.accounts.Accounts.SignIn;
import org.ringfence.desktop.accounts.Identity;

/// Signing in and out, and who is signed in.
final class SessionRoutes {

  private static final int MAX_NAME_CHARACTERS = 64;
  private static final int MAX_SECRET_CHARACTERS = 256;

  private static final Map<String, Boolean> WHERE = Map.of("here", false, "everywhere", true);

  private static final Map<String, String> LANGUAGES = Map.of("en", "en", "es", "es");

  private final Accounts accounts;
  private final Gate gate;
  private final boolean secure;

  /// @param secure whether browsers reach us by TLS
  SessionRoutes(Accounts accounts, Gate gate, boolean secure) {
    this.accounts = accounts;
    this.gate = gate;
    this.secure = secure;
  }

  /// Who is signed in.
  ///
  /// @param agent whose desk it is, for agents
  /// @param guard what the page shows in the header [Gate#GUARD_HEADER]; null for tokens
  /// @param home the page to begin with
  /// @param language of the pages, as the person chose it, or null
  record SessionView(
      String name,
      String role,
      @Nullable String agent,
      @Nullable String guard,
      String home,
      @Nullable String language) {}

  void session(Context request) {
    Json.noStore(request);
    Json.answer(request, 200, view(Gate.identity(request), request.cookie(gate.cookie(request))));
  }

  /// `{"name":…,"password":…}` or `{"link":…}`.
  void signIn(Context request) {
    JsonFields fields = JsonFields.of(request, Set.of("name", "password", "link"));
    String link = fields.text("link", MAX_SECRET_CHARACTERS);
    String name = "";
    String password = "";
    if (link.isEmpty()) {
      name = fields.neededText("name", MAX_NAME_CHARACTERS);
      password = fields.secret("password", MAX_SECRET_CHARACTERS);
    }
    fields.finish();
    String address = Gate.address(request);
    SignIn came =
        link.isEmpty()
            ? accounts.signIn(name, password, address)
            : accounts.signInByLink(link, address);
    switch (came) {
      case SignIn.Done(String id, Identity identity) -> {
        begin(request, id);
        Json.answer(request, 200, view(identity, id));
      }
      case SignIn.Wrong _ ->
          throw new Refusal(
              401,
              "password",
              link.isEmpty()
                  ? "This name and password do not belong together."
                  : "This link was used already or is over; sign in with your password.");
      case SignIn.TooFast(Duration wait) ->
          throw Refusal.tooFast(
              "Too many tries. Try again in " + (wait.toSeconds() + 1) + " s.", wait);
      case SignIn.Busy _ ->
          throw new Refusal(503, "busy", "Many people sign in at this moment; try again.");
    }
  }

  /// Gives the browser a session that was just opened.
  void begin(Context request, String id) {
    endBefore(request, Gate.address(request));
    setCookie(request, id, "");
    Json.noStore(request);
  }

  /// A browser has one session: what it came with ends, whoever put it there.
  private void endBefore(Context request, String address) {
    @Nullable String before = request.cookie(gate.cookie(request));
    if (before != null) {
      accounts.findSession(before).ifPresent(old -> accounts.signOut(old, address));
    }
  }

  /// `{"language":"en"|"es"}`.
  void chooseLanguage(Context request) throws IOException {
    JsonFields fields = JsonFields.of(request, Set.of("language"));
    @Nullable String language = fields.word("language", LANGUAGES, "en or es");
    fields.finish();
    Identity identity = Gate.identity(request);
    if (!identity.isSession()) {
      throw new Refusal(409, "state", "A token has no language.");
    }
    accounts.chooseLanguage(identity, JsonFields.good(language));
    Json.noStore(request);
    Json.answer(request, 200, Map.of("language", JsonFields.good(language)));
  }

  /// `{"where":"here"|"everywhere"}`.
  void signOut(Context request) throws IOException {
    JsonFields fields = JsonFields.of(request, Set.of("where"));
    @Nullable Boolean everywhere = fields.word("where", WHERE, "here or everywhere");
    fields.finish();
    Identity identity = Gate.identity(request);
    if (!identity.isSession()) {
      throw new Refusal(409, "state", "A token cannot sign out; remove it instead.");
    }
    if (JsonFields.good(everywhere)) {
      accounts.signOutEverywhere(identity, Gate.address(request));
    } else {
      accounts.signOut(identity, Gate.address(request));
    }
    setCookie(request, "", "; Max-Age=0");
    Json.noStore(request);
    Json.answer(request, 200, Map.of("signedOut", true));
  }

  /// Written by hand, because each attribute counts (RFC 6265bis, section 4.1.2).
  private void setCookie(Context request, String id, String more) {
    request
        .res()
        .addHeader(
            "Set-Cookie",
            gate.cookie(request)
                + "="
                + id
                + "; Path=/; HttpOnly; SameSite=Strict"
                + (secure ? "; Secure" : "")
                + more);
  }

  private SessionView view(Identity identity, @Nullable String id) {
    return new SessionView(
        identity.name(),
        identity.role().word(),
        identity.agent(),
        identity.isSession() && id != null ? Accounts.guardToken(id) : null,
        Gate.home(identity),
        accounts.language(identity));
  }
}
