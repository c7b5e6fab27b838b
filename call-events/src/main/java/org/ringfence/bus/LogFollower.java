package org.ringfence.bus;

import java.util.List;
import java.util.Map;

/// Who takes the records of a log and keeps, with what it makes of them, how far it got.
public interface LogFollower {

  /// The next offset of each partition. Where none is named, or the named one is not on the bus any
  /// more, reading begins with the oldest record there is.
  ///
  /// @throws Exception when that cannot be said now; it is asked again later
  Map<LogPlace, Long> positions() throws Exception;

  /// Takes records. When it fails, none of them may count as taken.
  ///
  /// @throws Exception when it cannot take them now; they come again
  void take(List<LogRecord> records) throws Exception;
}
