package org.ringfence.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an administrator changed about the site, in the place of what the files say. Of each thing
/// the last change is kept until it is taken back, which is a change as well.
public sealed interface SiteChange extends Message {

  /// The account that changed it.
  String author();

  String reason();

  @Override
  default Topic topic() {
    return Topic.SITE;
  }

  /// An agent came, went, or is another. The queue manager says so when it acts by it.
  ///
  /// @param profile null when there is no such agent any more, or when the file's counts again
  /// @param configured whether what the file says, if anything, counts again
  record AgentChanged(
      AgentId agent,
      Instant at,
      PoolName pool,
      @Nullable AgentProfile profile,
      boolean configured,
      String author,
      String reason)
      implements SiteChange {
    @Override
    public String key() {
      return "agent/" + agent.value();
    }
  }

  /// A calendar has other hours. Each pool's queue manager says so when it acts by it.
  ///
  /// @param calendar its name in the settings
  /// @param hours null when the file's count again
  record HoursChanged(
      String calendar, Instant at, @Nullable HoursPlan hours, String author, String reason)
      implements SiteChange {
    @Override
    public String key() {
      return "hours/" + calendar;
    }
  }

  /// What callers hear for a prompt.
  ///
  /// @param prompt its id in the catalogue
  /// @param sound 8 kHz mu-law in Base64, at most 60 s of it; null for the one that was built
  record PromptChanged(
      String language,
      String prompt,
      Instant at,
      @Nullable String sound,
      String author,
      String reason)
      implements SiteChange {
    @Override
    public String key() {
      return "prompt/" + language + "/" + prompt;
    }
  }
}
