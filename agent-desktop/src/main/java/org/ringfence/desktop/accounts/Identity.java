package org.ringfence.desktop.accounts;

import org.jspecify.annotations.Nullable;

/// Who asks, proven by a session or a token.
///
/// @param name of the account or token; the author of what is changed
/// @param agent for the role AGENT: whose desk
/// @param session the key of the session, or null for a token
public record Identity(String name, Role role, @Nullable String agent, @Nullable String session) {

  /// Whether this is a browser's session, whose cookie a browser sends by itself.
  public boolean isSession() {
    return session != null;
  }

  /// Whether what is done at this agent's desk is done by the agent, or by a program in the agent's
  /// place.
  public boolean isAt(String desk) {
    return role == Role.SERVICE || (role == Role.AGENT && desk.equals(agent));
  }
}
