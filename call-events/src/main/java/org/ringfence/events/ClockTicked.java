package org.ringfence.events;

import java.time.Instant;

/// A tick of the clock for one core, as a record in its log, so that a replay sees the same time.
///
/// @param topic the core's input topic
/// @param key the line or pool whose timer is due
public record ClockTicked(Instant at, Topic topic, String key) implements Message {}
