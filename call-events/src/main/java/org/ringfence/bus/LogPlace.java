package org.ringfence.bus;

import org.ringfence.events.Topic;

/// One partition of a topic.
public record LogPlace(Topic topic, int partition) {}
