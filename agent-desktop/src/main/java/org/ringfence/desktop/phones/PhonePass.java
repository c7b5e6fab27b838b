package org.ringfence.desktop.phones;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.ringfence.events.AgentId;

/// What one node vouches for before another: that a page of its own is the phone of an agent who is
/// signed in on it.
///
/// @param node the node that it is shown to, and no other
/// @param page the page's name
/// @param origin where the page is from (RFC 6454): browsers say so, and pages cannot change it
/// @param serial made when the page got the phone; the SIP password stays the same with it
/// @param since when the page got the phone: of two pages the newer has it
/// @param at when the pass was made
public record PhonePass(
    String node,
    AgentId agent,
    String page,
    String origin,
    String serial,
    Instant since,
    Instant at) {

  /// A pass opens a line only so long: it stands in an address, which others on the way may keep.
  static final Duration OPENS = Duration.ofMinutes(2);

  /// A line is held so long by a pass. The page brings newer ones; so long it is a phone of other
  /// nodes while its own is away.
  static final Duration HOLDS = Duration.ofMinutes(10);

  /// The clocks of two nodes are at most so far apart.
  static final Duration SKEW = Duration.ofMinutes(1);

  private static final String SEPARATOR = ".";
  private static final int PARTS = 7;

  /// Whether a line may be opened by it now.
  public boolean opens(Instant now) {
    return isWithin(now, OPENS);
  }

  /// Whether a line that was opened may go on.
  public boolean holds(Instant now) {
    return isWithin(now, HOLDS);
  }

  private boolean isWithin(Instant now, Duration life) {
    return !at.isAfter(now.plus(SKEW)) && now.isBefore(at.plus(life));
  }

  /// Whether it is a later one for the same page of the same agent.
  public boolean renews(PhonePass earlier) {
    return agent.equals(earlier.agent)
        && page.equals(earlier.page)
        && origin.equals(earlier.origin)
        && !at.isBefore(earlier.at);
  }

  /// What is signed: characters that may stand in an address.
  String written() {
    return String.join(
        SEPARATOR,
        packed(node),
        packed(agent.value()),
        packed(page),
        packed(origin),
        packed(serial),
        Long.toString(since.toEpochMilli()),
        Long.toString(at.toEpochMilli()));
  }

  /// What does not read as a pass is none.
  static Optional<PhonePass> read(String written) {
    String[] parts = written.split("\\.", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new PhonePass(
              unpacked(parts[0]),
              new AgentId(unpacked(parts[1])),
              unpacked(parts[2]),
              unpacked(parts[3]),
              unpacked(parts[4]),
              Instant.ofEpochMilli(Long.parseLong(parts[5])),
              Instant.ofEpochMilli(Long.parseLong(parts[6]))));
    } catch (IllegalArgumentException | DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static String packed(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String unpacked(String packed) {
    return new String(Base64.getUrlDecoder().decode(packed), StandardCharsets.UTF_8);
  }
}
