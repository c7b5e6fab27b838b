package org.ringfence.bus;

import java.time.Instant;
import java.util.Optional;
import org.ringfence.events.Message;

/// One record of the bus as it stands in the log.
///
/// @param appendedAt when the broker or the producer dated it
/// @param id unique per message, and the same when the same message is sent again
/// @param json the record's bytes, which need not be JSON; empty for a tombstone
/// @param message what this version understands of it
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LogRecord(
    LogPlace place,
    long offset,
    Instant appendedAt,
    String id,
    byte[] json,
    Optional<Message> message) {}
