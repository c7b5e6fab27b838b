package org.ringfence.desktop.oidc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.accounts.Role;

/// Somebody by a provider's word.
///
/// @param subject issuer and `sub`, which never become another person's
/// @param name the account's name
/// @param agent for the role AGENT: whose desk
public record Outsider(String subject, String name, Role role, @Nullable String agent) {

  /// The mightiest first: who is in several groups has the most that one of them gives.
  private static final List<Role> BY_MIGHT =
      List.of(Role.ADMINISTRATOR, Role.SUPERVISOR, Role.READ_ONLY, Role.AGENT);

  /// @param claims of a validated ID token
  /// @return empty when none of the settings' values gives a role, or the name is missing
  static Optional<Outsider> from(
      OidcSettings settings, String subject, Map<String, Object> claims) {
    String name = accountName(text(claims, settings.nameClaim()));
    List<String> groups = texts(claims, settings.roleClaim());
    Optional<Role> role =
        BY_MIGHT.stream()
            .filter(each ->
                settings.roles().getOrDefault(each, List.of()).stream().anyMatch(groups::contains))
            .findFirst();
    if (role.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    @Nullable String agent =
        role.get() == Role.AGENT ? accountName(text(claims, settings.agentClaim())) : null;
    return Optional.of(new Outsider(settings.issuer() + " " + subject, name, role.get(), agent));
  }

  /// Of an e-mail address what stands before the @.
  private static String accountName(String claimed) {
    int at = claimed.indexOf('@');
    return (at < 0 ? claimed : claimed.substring(0, at)).toLowerCase(Locale.ROOT);
  }

  private static String text(Map<String, Object> claims, String path) {
    return find(claims, path) instanceof String text ? text : "";
  }

  private static List<String> texts(Map<String, Object> claims, String path) {
    return switch (find(claims, path)) {
      case String text -> List.of(text);
      case Collection<?> several -> {
        List<String> texts = new ArrayList<>();
        several.forEach(each -> texts.add(String.valueOf(each)));
        yield texts;
      }
      case null, default -> List.of();
    };
  }

  /// A claim by its name as it stands, else by its parts.
  private static @Nullable Object find(Map<String, Object> claims, String path) {
    if (claims.containsKey(path)) {
      return claims.get(path);
    }
    @Nullable Object found = claims;
    for (String part : path.split("\\.", -1)) {
      found = found instanceof Map<?, ?> map ? map.get(part) : null;
    }
    return found;
  }
}
