package org.ringfence.events;

/// How the recording of a talk stands.
public enum RecordingState {
  RUNNING,
  /// Silence is recorded.
  PAUSED,
  /// It ended, and what there was of it is deleted.
  DISCARDED
}
