package org.ringfence.gateway.agi;

/// What answers the requests of one script name. It may wait, but only for bounded times.
@FunctionalInterface
public interface AgiScript {

  /// @throws IllegalArgumentException when the request makes no sense; it is counted and left
  ///   without an answer
  AgiAnswer answer(AgiCall call);
}
