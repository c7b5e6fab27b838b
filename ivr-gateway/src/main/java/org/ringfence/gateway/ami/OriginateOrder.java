package org.ringfence.gateway.ami;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A leg to be called, which then runs a part of the dialplan.
///
/// @param id its unique id, and the id of the action; a second order with it while the leg lives is
///   refused
/// @param device such as `PJSIP/anna`
/// @param callerId what the phone shows, as `"name" <number>`
public record OriginateOrder(
    String id,
    String device,
    String context,
    String extension,
    Duration timeout,
    String callerId,
    Map<String, String> variables) {

  public OriginateOrder {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }
}
