package org.ringfence.desktop.board;

import java.util.Optional;
import org.ringfence.events.CallId;

/// The call for which an agent's phone rings, or that the agent talks.
///
/// @param caller empty when the call's arrival was not heard, or is forgotten
public record Contact(CallId call, Optional<KnownCaller> caller, String queue, String language) {}
