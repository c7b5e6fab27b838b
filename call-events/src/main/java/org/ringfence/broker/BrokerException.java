package org.ringfence.broker;

import org.jspecify.annotations.Nullable;

/// The broker cannot start; the message says what to do.
public final class BrokerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean permanent;

  /// @param permanent whether trying again is of no use before a human has looked
  BrokerException(boolean permanent, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.permanent = permanent;
  }

  public boolean isPermanent() {
    return permanent;
  }
}
