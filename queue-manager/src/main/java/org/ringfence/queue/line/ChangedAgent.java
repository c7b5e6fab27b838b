package org.ringfence.queue.line;

import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentProfile;

/// An agent whom an administrator put in the place of what the settings say, or took away.
///
/// @param profile null when there is no such agent any more
record ChangedAgent(@Nullable AgentProfile profile, String author, String reason) {}
