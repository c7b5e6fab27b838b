package org.ringfence.gateway.ivr;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;

/// A destination as parts of a state's token: `queue=line;credit=300;s.enroll=1;s.specialist=1`,
/// the credit in seconds.
final class DestinationToken {

  /// The queue's name that means: the queue of the line that was called.
  static final String LINES_OWN_QUEUE = "line";

  private static final String QUEUE = "queue";
  private static final String CREDIT = "credit";
  private static final String SKILL = "s.";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,5}");

  private DestinationToken() {}

  /// Whether a queue or a skill can be said in a token.
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /// The parts in order.
  static Map<String, String> parts(Destination destination) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(QUEUE, destination.queue().map(QueueName::value).orElse(LINES_OWN_QUEUE));
    if (!destination.credit().isZero()) {
      parts.put(CREDIT, Long.toString(destination.credit().toSeconds()));
    }
    destination.skills().forEach(skill -> parts.put(SKILL + skill.value(), "1"));
    return parts;
  }

  /// A destination with one part more, or null when the part is none of its.
  static @Nullable Destination with(@Nullable Destination before, String name, String value) {
    Destination known = before == null ? Destination.ANYBODY : before;
    if (name.equals(QUEUE) && isName(value)) {
      Optional<QueueName> queue =
          value.equals(LINES_OWN_QUEUE) ? Optional.empty() : Optional.of(new QueueName(value));
      return new Destination(queue, known.skills(), known.credit());
    }
    if (name.equals(CREDIT) && SECONDS.matcher(value).matches()) {
      Duration credit = Duration.ofSeconds(Integer.parseInt(value));
      return new Destination(known.queue(), known.skills(), credit);
    }
    if (name.startsWith(SKILL) && isName(name.substring(SKILL.length()))) {
      TreeSet<Skill> skills = new TreeSet<>(known.skills());
      skills.add(new Skill(name.substring(SKILL.length())));
      return new Destination(known.queue(), skills, known.credit());
    }
    return null;
  }
}
