package org.ringfence.queue.line;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Assignment;
import org.ringfence.events.Assignment.Help;
import org.ringfence.events.Assignment.SkillLevel;
import org.ringfence.events.Assignment.Turn;
import org.ringfence.events.Skill;

/// Why this caller goes to this agent now: for programs, and as the sentence that the agent reads.
final class Reasons {

  private final Line line;

  Reasons(Line line) {
    this.line = line;
  }

  /// The reason of a pair that was just chosen; the ticket must still wait.
  Assignment of(EarliestFirst.Pair pair) {
    Ticket ticket = pair.ticket();
    NeedGroup group = pair.group();
    Agent agent = pair.agent();
    List<SkillLevel> levels = new ArrayList<>();
    List<Skill> waived = new ArrayList<>();
    for (Skill skill : group.needs.skills()) {
      if (group.stage.waived().contains(skill)) {
        waived.add(skill);
      } else {
        levels.add(new SkillLevel(skill, agent.rules.levels().getOrDefault(skill, 0)));
      }
    }
    @Nullable Help help = group.helpOf(agent.group, line.tickets);
    return new Assignment(
        turnOf(ticket),
        ticket.facts.since(),
        Duration.between(ticket.effective(), ticket.facts.since()),
        group.queue.waitingCount() - (ticket.state == TicketState.WAITING ? 1 : 0),
        pair.choice(),
        agent.idleSince,
        agent.loadAt(line.now).value(),
        Objects.requireNonNullElse(help, Help.NONE),
        levels,
        waived);
  }

  private static Turn turnOf(Ticket ticket) {
    return switch (ticket.diversion()) {
      case NONE -> ticket.facts.diverted() ? Turn.HEARD_SINCE : Turn.FIRST_IN_LINE;
      case HEARD -> Turn.DIVERTED;
      case UNHEARD -> Turn.UNHEARD;
    };
  }

  /// Such as "First in line since 08:03, waited 12 min; 4 others wait. You are idle longest (3
  /// min), with so 3, enroll 10."
  String sentence(Assignment reason, QueueLine queue) {
    ZoneId zone = queue.rules.hours().zone();
    StringBuilder text = new StringBuilder(160);
    text.append(
        switch (reason.turn()) {
          case FIRST_IN_LINE -> "First in line";
          case HEARD_SINCE -> "Diverted at first, heard since, first in line";
          case DIVERTED -> "Diverted, heard before the line, and the turn has come; in line";
          case UNHEARD -> "Diverted and never heard, or surely a machine; in line";
        });
    text.append(" since ").append(clock(reason.since(), zone));
    text.append(", waited ").append(words(Duration.between(reason.since(), line.now)));
    if (reason.credit().isPositive()) {
      text.append(" and has priority worth ").append(words(reason.credit()));
    }
    text.append(
        switch (reason.others()) {
          case 0 -> "; nobody else waits. ";
          case 1 -> "; one other waits. ";
          default -> "; " + reason.others() + " others wait. ";
        });
    text.append(
        switch (reason.choice()) {
          case LONGEST_IDLE -> "You are idle longest";
          case LEAST_OCCUPIED ->
              "You were least occupied (" + Math.round(100 * reason.load()) + " %), idle";
          case LAST_RESORT -> "You missed this call, but nobody else is free; idle";
        });
    text.append(" (").append(words(Duration.between(reason.idleSince(), line.now))).append(')');
    if (!reason.levels().isEmpty()) {
      text.append(
          reason.levels().stream()
              .map(skill -> skill.skill() + " " + skill.level())
              .collect(Collectors.joining(", ", ", with ", "")));
    }
    text.append('.');
    if (!reason.waived().isEmpty()) {
      text.append(" After this wait it goes without ").append(list(reason.waived())).append('.');
    }
    text.append(
        switch (reason.help()) {
          case NONE -> "";
          case OVERFLOW -> " You help " + queue.name + ", whose wait is too long.";
          case RESERVE_IDLE -> " Nobody waits in the queue you are reserved for.";
          case RESERVE_RELEASED -> " The wait is so long that reserved agents help.";
        });
    return text.toString();
  }

  private static String list(List<Skill> skills) {
    return skills.stream().map(Skill::value).collect(Collectors.joining(", "));
  }

  private static String clock(Instant at, ZoneId zone) {
    LocalTime time = LocalTime.ofInstant(at, zone);
    return twoDigits(time.getHour()) + ":" + twoDigits(time.getMinute());
  }

  private static String twoDigits(int number) {
    return (number < 10 ? "0" : "") + number;
  }

  private static String words(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    return seconds < 60 ? seconds + " s" : seconds / 60 + " min";
  }
}
