package org.ringfence.events;

/// What an agent asks of the recording of the talk in progress.
public enum RecordingWish {
  /// Silence in its place, while a card's or a social security number is said.
  PAUSE,
  RESUME,
  /// The caller does not want it: nothing of this talk is kept.
  DISCARD
}
