package org.ringfence.desktop.hooks;

import java.util.Optional;

/// What a customer system can be told of.
public enum HookEvent {
  /// An agent's phone is to ring for a caller.
  OFFERED("call.offered"),
  /// Agent and caller hear each other.
  ANSWERED("call.answered"),
  /// The call is over.
  ENDED("call.ended"),
  /// The defence decided about the call.
  VERDICT("call.verdict"),
  /// An agent said what the call was.
  LABEL("call.label");

  private final String title;

  HookEvent(String title) {
    this.title = title;
  }

  /// As settings and messages have it.
  public String title() {
    return title;
  }

  static Optional<HookEvent> find(String title) {
    for (HookEvent event : values()) {
      if (event.title.equals(title)) {
        return Optional.of(event);
      }
    }
    return Optional.empty();
  }
}
