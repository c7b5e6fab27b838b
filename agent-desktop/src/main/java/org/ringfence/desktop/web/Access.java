package org.ringfence.desktop.web;

import org.ringfence.desktop.accounts.Role;

/// Who may use a route.
enum Access {
  /// Anybody, signed in or not.
  OPEN,
  /// Anybody on this machine, and whoever is signed in.
  LOCAL,
  SIGNED_IN,
  /// What shows all callers, agents and figures.
  WATCHING,
  /// An agent's desk: the agent the own one only, which the handler checks.
  DESK,
  /// What only the agent can know; the handler checks which one.
  OWN_DESK,
  /// What changes how callers are treated, and their full numbers.
  DIRECTING,
  /// What a program that brings new files may do too.
  OPERATING,
  ADMINISTERING;

  /// Whether one who is signed in with this role may.
  boolean isFor(Role role) {
    return switch (this) {
      case OPEN, LOCAL, SIGNED_IN -> true;
      case WATCHING -> role != Role.AGENT;
      case DESK -> role != Role.READ_ONLY;
      case OWN_DESK -> role == Role.AGENT || role == Role.SERVICE;
      case DIRECTING -> role == Role.SUPERVISOR || role == Role.ADMINISTRATOR;
      case OPERATING -> role != Role.AGENT && role != Role.READ_ONLY;
      case ADMINISTERING -> role == Role.ADMINISTRATOR;
    };
  }
}
