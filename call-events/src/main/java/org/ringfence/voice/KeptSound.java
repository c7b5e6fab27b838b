package org.ringfence.voice;

import org.ringfence.events.PhoneNumber;

/// All sound that is kept of callers.
///
/// @param messages what callers left after hours
/// @param recordings talks with agents
public record KeptSound(VoiceStore messages, VoiceStore recordings) {

  /// Nothing is kept.
  public static KeptSound none() {
    return new KeptSound(new VoiceStore(VoiceRules.NONE), new VoiceStore(VoiceRules.NONE));
  }

  /// Deletes everything in which a caller is heard.
  ///
  /// @return how many files it were
  public int erase(PhoneNumber caller) {
    return messages.erase(caller) + recordings.erase(caller);
  }
}
