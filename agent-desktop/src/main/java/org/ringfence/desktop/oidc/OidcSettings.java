package org.ringfence.desktop.oidc;

import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.settings.SettingsReader;

/// The section `web.oidc`; what each key means is said in the settings file.
///
/// @param issuer empty for no such sign-in
/// @param clientSecretFile empty for a public client
/// @param name what the button says
/// @param nameClaim path of the claim with the account's name, parts with dots between
/// @param roleClaim path of the claim with groups or roles
/// @param roles which of its values mean which role
/// @param agentClaim path of the claim with an agent's id
public record OidcSettings(
    String issuer,
    String clientId,
    String clientSecretFile,
    String name,
    List<String> scopes,
    String nameClaim,
    String roleClaim,
    Map<Role, List<String>> roles,
    String agentClaim) {

  public static final OidcSettings NONE =
      new OidcSettings("", "", "", "", List.of(), "", "", Map.of(), "");

  public OidcSettings {
    scopes = List.copyOf(scopes);
    roles = Map.copyOf(roles);
  }

  public boolean isWanted() {
    return !issuer.isEmpty();
  }

  /// Reads the section; problems are noted there.
  public static OidcSettings from(SettingsReader section) {
    String issuer = section.textOrEmpty("issuer");
    String clientId = section.textOrEmpty("client-id");
    if (!issuer.isEmpty() && !isSafe(issuer)) {
      section.problem(
          "issuer", "must be an https:// address, or http:// on this machine for a trial");
    }
    if (!issuer.isEmpty() && clientId.isEmpty()) {
      section.problem("client-id", "is empty, but the issuer is set; take it from the provider");
    }
    List<String> scopes = section.texts("scopes");
    if (!scopes.contains("openid")) {
      section.problem("scopes", "must hold openid");
    }
    Map<Role, List<String>> roles = new EnumMap<>(Role.class);
    SettingsReader mapping = section.section("roles");
    for (Role role : Role.values()) {
      if (role != Role.SERVICE) {
        roles.put(role, mapping.texts(role.word()));
      }
    }
    return new OidcSettings(
        issuer,
        clientId,
        section.textOrEmpty("client-secret-file"),
        section.text("name"),
        scopes,
        section.text("name-claim"),
        section.text("role-claim"),
        roles,
        section.text("agent-claim"));
  }

  private static boolean isSafe(String issuer) {
    try {
      URI uri = URI.create(issuer);
      @Nullable String host = uri.getHost();
      if (host == null) {
        return false;
      }
      boolean local = List.of("localhost", "127.0.0.1", "[::1]").contains(host);
      return "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && local);
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }
}
