package org.ringfence.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many attempts Asterisk refused by itself, by rules that the detector had pushed down, since
/// this was said last.
///
/// Nobody is asked about such an attempt, so this is all that is heard of it. It is said once a
/// second at most, and not at all when nothing was refused.
///
/// @param line the protected line that was called
/// @param at the end of the time that was counted
/// @param refusals one entry per campaign
public record AttemptsRefused(LineId line, Instant at, List<Refusals> refusals) implements Message {

  /// Attempts that were refused for one campaign.
  ///
  /// @param campaign that the rule names; null when it names none, or is not known any more
  /// @param attempts at least 1
  public record Refusals(@Nullable CampaignId campaign, int attempts) {
    public Refusals {
      if (attempts < 1) {
        throw new IllegalArgumentException("no attempt: " + attempts);
      }
    }
  }

  public AttemptsRefused {
    refusals = List.copyOf(refusals);
  }

  @Override
  public Topic topic() {
    return Topic.SCREENING;
  }

  @Override
  public String key() {
    return line.value();
  }
}
