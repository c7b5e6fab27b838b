package org.ringfence.desktop.accounts;

import java.util.Locale;
import java.util.Optional;

/// What an account or a token is for; which routes that opens says the web's table of routes.
public enum Role {
  /// Takes calls: the own desk, and nothing of others.
  AGENT,
  /// Looks at the board and the figures, and changes nothing.
  READ_ONLY,
  /// Also directs agents and the defence, and may look at a caller's full number.
  SUPERVISOR,
  /// Also deletes callers' data.
  ADMINISTRATOR,
  /// A program of this installation that reads the board and presses buttons for any agent. Only
  /// tokens have it.
  SERVICE;

  /// As it is typed and shown: `read-only`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The role of that [#word].
  public static Optional<Role> find(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
