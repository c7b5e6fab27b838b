package org.ringfence.desktop.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a program shows instead of signing in.
///
/// @param agent for the role AGENT: whose desk
/// @param hash the token's SHA-256 in hexadecimal digits; a token has 256 random bits, so nothing
///   slower is needed
/// @param expires when it ends
public record ApiToken(
    String name, Role role, @Nullable String agent, String hash, Instant expires) {

  public ApiToken {
    Account.requireName(name);
    Account.requireFits(role, agent);
    if (role == Role.AGENT && agent == null) {
      throw new IllegalArgumentException("a token with the role agent needs the agent's id");
    }
  }

  String rights() {
    return agent == null ? role.word() : role.word() + " " + agent;
  }
}
