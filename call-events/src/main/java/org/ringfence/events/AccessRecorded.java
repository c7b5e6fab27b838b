package org.ringfence.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One entry of the trail about access: who came in, whose account was changed by whom, who looked
/// at a caller's number.
///
/// It holds no number, no password and no token.
///
/// @param author the account or token that did it; `terminal` for the command line; empty when
///   nobody is known, as for a refused sign-in
/// @param subject the account or token it is about, or the call whose number was seen
/// @param before what was there, or null when nothing was
/// @param after what is there now, or null when nothing is
/// @param address from where it was asked, or null when it was asked on the machine itself
public record AccessRecorded(
    Instant at,
    AccessKind kind,
    String author,
    String subject,
    @Nullable String before,
    @Nullable String after,
    @Nullable String address)
    implements Message {

  @Override
  public Topic topic() {
    return Topic.AUDIT;
  }

  @Override
  public String key() {
    return "access";
  }
}
