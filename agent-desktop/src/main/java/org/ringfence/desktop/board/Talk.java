package org.ringfence.desktop.board;

import java.util.Optional;
import org.ringfence.events.CallId;
import org.ringfence.events.CallLabel;

/// The call that an agent talks or just talked to.
///
/// @param caller empty when the call's arrival was not heard, or is forgotten
/// @param said what the agent called it already
public record Talk(CallId call, Optional<KnownCaller> caller, Optional<CallLabel> said) {}
