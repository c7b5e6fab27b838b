package org.ringfence.desktop.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentProfile;
import org.ringfence.events.Assignment.SkillLevel;
import org.ringfence.events.PoolName;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.site.AgentNames;
import org.ringfence.site.Site;
import org.ringfence.site.Site.Terms;

/// Reads what is settled about an agent from a request, and says it in a line of the trail.
final class AgentFields {

  /// Those that a profile has, beside the reason.
  static final Set<String> OF_PROFILE =
      Set.of(
          "name",
          "skills",
          "queues",
          "reservedFor",
          "ringSeconds",
          "wrapUpSeconds",
          "shift",
          "reason");

  private static final int MOST_NAME_CHARACTERS = 64;
  private static final int MOST_WORDS_CHARACTERS = 400;

  private final Site site;
  private final JsonFields fields;

  AgentFields(Site site, JsonFields fields) {
    this.site = site;
    this.fields = fields;
  }

  AgentProfile profile(PoolName pool) {
    List<QueueName> served = queues(pool);
    return new AgentProfile(
        name(),
        skills(),
        served,
        reservedFor(served.isEmpty() ? queuesOf(pool) : served),
        seconds("ringSeconds", Terms.SHORTEST_RING, Terms.LONGEST_RING),
        seconds("wrapUpSeconds", Duration.ZERO, Terms.LONGEST_WRAP_UP),
        shift());
  }

  private String name() {
    String name = fields.neededText("name", MOST_NAME_CHARACTERS);
    if (!name.isEmpty() && AgentNames.problemOfName(name).isPresent()) {
      fields.wrong("name", "must be letters, digits, blanks, dots, ' and - only");
    }
    return name;
  }

  /// `es` for the best, or `es:4`.
  List<SkillLevel> skills() {
    String text = fields.neededText("skills", MOST_WORDS_CHARACTERS);
    Map<Skill, Integer> levels = new TreeMap<>();
    for (String word : text.split("[\\s,]+", -1)) {
      String[] parts = word.split(":", 2);
      boolean leveled = parts.length == 1 || parts[1].matches("[1-9]|10");
      if (parts[0].matches("[a-z0-9.-]{1,32}")
          && leveled
          && site.skills().contains(new Skill(parts[0]))) {
        levels.put(
            new Skill(parts[0]), parts.length == 1 ? Site.Agent.BEST : Integer.parseInt(parts[1]));
      } else if (!word.isEmpty()) {
        fields.wrong(
            "skills",
            "must be words such as es or es:4, each a skill that ringfence.conf lists: "
                + String.join(" ", site.skills().stream().map(Skill::value).toList()));
        return List.of();
      }
    }
    List<SkillLevel> skills = new ArrayList<>();
    levels.forEach((skill, level) -> skills.add(new SkillLevel(skill, level)));
    return skills;
  }

  private List<QueueName> queuesOf(PoolName pool) {
    return site.queues().stream()
        .filter(queue -> queue.pool().equals(pool))
        .map(Site.Queue::name)
        .toList();
  }

  /// Words; none for all queues of the pool.
  private List<QueueName> queues(PoolName pool) {
    List<QueueName> served = new ArrayList<>();
    for (String word : fields.text("queues", MOST_WORDS_CHARACTERS).split("[\\s,]+", -1)) {
      if (!word.isEmpty()) {
        @Nullable QueueName queue = find(word, queuesOf(pool));
        if (queue == null) {
          fields.wrong("queues", "must be queues of the agent's pool, or nothing for all of them");
          return List.of();
        }
        served.add(queue);
      }
    }
    return served.stream().distinct().sorted().toList();
  }

  private @Nullable QueueName reservedFor(List<QueueName> served) {
    String word = fields.text("reservedFor", MOST_WORDS_CHARACTERS);
    @Nullable QueueName queue = find(word, served);
    if (!word.isEmpty() && queue == null) {
      fields.wrong("reservedFor", "must be a queue that the agent serves");
    }
    return queue;
  }

  private static @Nullable QueueName find(String word, List<QueueName> among) {
    return among.stream().filter(queue -> queue.value().equals(word)).findFirst().orElse(null);
  }

  private @Nullable Duration seconds(String field, Duration least, Duration most) {
    return fields.has(Set.of(field))
        ? Duration.ofSeconds(
            fields.wholeNumber(
                field, (int) least.toSeconds(), (int) most.toSeconds(), (int) least.toSeconds()))
        : null;
  }

  private @Nullable String shift() {
    String shift = fields.text("shift", MOST_WORDS_CHARACTERS);
    if (!shift.isEmpty() && !site.calendars().containsKey(shift)) {
      fields.wrong("shift", "must be one of the opening hours of this site");
    }
    return shift.isEmpty() ? null : shift;
  }

  /// As in the agents' file.
  static String said(List<SkillLevel> skills) {
    return String.join(
        " ",
        skills.stream()
            .map(skill ->
                skill.level() == Site.Agent.BEST
                    ? skill.skill().value()
                    : skill.skill().value() + ":" + skill.level())
            .toList());
  }

  /// All of it in a line.
  static String said(AgentProfile profile) {
    StringBuilder line = new StringBuilder(profile.name() + ", " + said(profile.skills()));
    if (!profile.queues().isEmpty()) {
      line.append(", queues");
      profile.queues().forEach(queue -> line.append(' ').append(queue.value()));
    }
    add(line, "reserved for", profile.reservedFor());
    add(line, "rings", profile.ringTime());
    add(line, "wrap-up", profile.wrapUp());
    add(line, "shift", profile.shift());
    return line.toString();
  }

  private static void add(StringBuilder line, String what, @Nullable Object value) {
    if (value instanceof Duration duration) {
      line.append(", ").append(what).append(' ').append(duration.toSeconds()).append(" s");
    } else if (value != null) {
      line.append(", ").append(what).append(' ').append(value);
    }
  }
}
