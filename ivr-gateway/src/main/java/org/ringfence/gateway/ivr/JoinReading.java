package org.ringfence.gateway.ivr;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.settings.SettingsReader;
import org.ringfence.settings.Suggestion;

/// Reads a node that leads to the line.
///
/// @param section the node's
record JoinReading(SettingsReader section, Surroundings known) {

  /// More credit than this, and nobody without it would be served before noon.
  private static final Duration MAX_CREDIT = Duration.ofHours(4);

  IvrNode read(String name, List<Prompt> prompts) {
    Duration credit =
        section.has("priority")
            ? section.duration("priority", Duration.ZERO, MAX_CREDIT)
            : Duration.ZERO;
    return new IvrNode.Join(name, prompts, Destination.of(queue(), skills(), credit));
  }

  private Optional<QueueName> queue() {
    String wanted = section.text("queue");
    if (wanted.isEmpty() || wanted.equals(DestinationToken.LINES_OWN_QUEUE)) {
      return Optional.empty();
    }
    Set<String> names = new TreeSet<>();
    known.queues().forEach(queue -> names.add(queue.value()));
    if (!names.contains(wanted)) {
      section.problem(
          "queue",
          "there is no queue "
              + wanted
              + "; queues are "
              + names
              + ", and `line` is the queue of the number that was called"
              + Suggestion.of(wanted, names));
      return Optional.empty();
    }
    if (!DestinationToken.isName(wanted)) {
      section.problem("queue", "the flow can name queues of 1 to 64 of A-Z a-z 0-9 . _ - only");
    }
    return Optional.of(new QueueName(wanted));
  }

  private Set<Skill> skills() {
    Set<String> names = new TreeSet<>();
    known.skills().forEach(skill -> names.add(skill.value()));
    Set<Skill> wanted = new TreeSet<>();
    for (String skill : section.texts("skills")) {
      if (!names.contains(skill)) {
        section.problem(
            "skills",
            "no agent has the skill \""
                + skill
                + "\"; nobody could answer. Agents have "
                + names
                + Suggestion.of(skill, names));
      } else if (!wanted.add(new Skill(skill))) {
        section.problem("skills", "\"" + skill + "\" is listed twice");
      }
    }
    return wanted;
  }
}
