package org.ringfence.events;

/// What happened about access to the pages and the API.
public enum AccessKind {
  /// Somebody signed in.
  SIGNED_IN,
  /// A sign-in was refused: wrong name or password, or too many tries.
  SIGN_IN_REFUSED,
  /// Somebody signed out, here or everywhere.
  SIGNED_OUT,
  ACCOUNT_ADDED,
  ACCOUNT_REMOVED,
  /// The role, or the agent that it is for, is another.
  ROLE_CHANGED,
  PASSWORD_CHANGED,
  /// A link was made by which one may sign in once.
  LINK_MADE,
  TOKEN_ADDED,
  TOKEN_REMOVED,
  /// Somebody looked at a caller's full number.
  NUMBER_SEEN,
  /// A supervisor listens to an agent's talk.
  LISTENED,
  /// Something else was changed on the administration's page, such as an agent's skills.
  SETTING_CHANGED
}
