package org.ringfence.desktop.accounts;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A person who may sign in.
///
/// @param agent whose desk it is; only of accounts with the role AGENT, and all of those have one
/// @param passwordHash in the PHC string format, or null for who comes by links only
/// @param changes counts changes of the role, the agent and the password; a session holds for the
///   count at which it was made. It never goes back, also when an account of that name is made anew
/// @param language the language tag of the pages that this person chose, or null
public record Account(
    String name,
    Role role,
    @Nullable String agent,
    @Nullable String passwordHash,
    long changes,
    @Nullable String language) {

  /// What a name may be. The author of each change stands in the trail by it.
  static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,31}");

  /// The author of what the command line changes.
  static final String TERMINAL = "terminal";

  /// Names that stand for something else in the trail.
  private static final Set<String> TAKEN = Set.of(TERMINAL, Accounts.INSTALLATION);

  public Account {
    requireName(name);
    requireFits(role, agent);
    if (role == Role.SERVICE) {
      throw new IllegalArgumentException("the role service is for tokens only");
    }
    if (role == Role.AGENT && agent == null) {
      throw new IllegalArgumentException("an account with the role agent needs the agent's id");
    }
  }

  /// An account whose person chose no language yet.
  Account(
      String name, Role role, @Nullable String agent, @Nullable String passwordHash, long changes) {
    this(name, role, agent, passwordHash, changes, null);
  }

  /// The same person with other rights or another password.
  Account changed(
      Role nowRole, @Nullable String nowAgent, @Nullable String nowHash, long nowChanges) {
    return new Account(name, nowRole, nowAgent, nowHash, nowChanges, language);
  }

  Account speaking(String chosen) {
    return new Account(name, role, agent, passwordHash, changes, chosen);
  }

  static void requireName(String name) {
    if (!NAME.matcher(name).matches() || TAKEN.contains(name)) {
      throw new IllegalArgumentException(
          "a name must be 1 to 32 of a-z 0-9 . _ -, a letter first, and none of " + TAKEN);
    }
  }

  static void requireFits(Role role, @Nullable String agent) {
    if (agent != null && role != Role.AGENT) {
      throw new IllegalArgumentException("only the role agent has an agent's id");
    }
  }

  /// As the trail shows it: `agent ana`.
  String rights() {
    return agent == null ? role.word() : role.word() + " " + agent;
  }
}
