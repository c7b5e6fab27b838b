package org.ringfence.queue.line;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentProfile;
import org.ringfence.events.AgentState;
import org.ringfence.events.Assignment.SkillLevel;
import org.ringfence.events.LineCommand;
import org.ringfence.events.LineDecision.SkillsChanged;
import org.ringfence.events.Message;
import org.ringfence.events.QueueName;
import org.ringfence.events.SiteChange.AgentChanged;
import org.ringfence.events.SiteChange.HoursChanged;

/// What administrators change while the line runs. What cannot be is passed over: the page that
/// asked shows what is in force.
final class SiteDesk {

  private final Roster roster;
  private final Supplier<Line> line;
  private final Supplier<Hours> hours;
  private final Supplier<List<Message>> makeAnew;
  private boolean skillsTold;

  /// @param line the line at that moment
  /// @param hours its hours
  /// @param makeAnew makes the line anew by the roster; gives how the queues are, for when that is
  ///   news
  SiteDesk(
      Roster roster, Supplier<Line> line, Supplier<Hours> hours, Supplier<List<Message>> makeAnew) {
    this.roster = roster;
    this.line = line;
    this.hours = hours;
    this.makeAnew = makeAnew;
  }

  /// Nobody was told of changed skills since the line's state was read.
  void restored() {
    skillsTold = false;
  }

  void obey(LineCommand command) {
    switch (command) {
      case LineCommand.ChangeSkills change -> changeSkills(change);
      case LineCommand.PutAgent put -> put(put);
      case LineCommand.RemoveAgent remove -> remove(remove);
      case LineCommand.RestoreAgent restore -> restore(restore);
      case LineCommand.ChangeHours change -> changeHours(change);
      case LineCommand.CloseQueue close -> {
        if (close.until().isAfter(line.get().now)) {
          close(
              close.queue(),
              new Closure(line.get().now, close.until(), close.author(), close.reason()),
              close.author(),
              close.reason());
        }
      }
      case LineCommand.ReopenQueue reopen ->
          close(reopen.queue(), null, reopen.author(), reopen.reason());
    }
  }

  /// @param closure null: by its hours again
  private void close(QueueName queue, @Nullable Closure closure, String author, String reason) {
    if (line.get().tickets.has(queue)) {
      hours.get().close(line.get().tickets.queue(queue), closure, author, reason);
    }
  }

  private void put(LineCommand.PutAgent put) {
    if (roster.canHave(put.profile())) {
      ChangedAgent changed = new ChangedAgent(put.profile(), put.author(), put.reason());
      changeAgent(put.agent(), changed, put.author(), put.reason());
    }
  }

  private void remove(LineCommand.RemoveAgent remove) {
    if (isSignedOut(remove.agent())) {
      // Whom the settings do not know needs no note of being gone.
      @Nullable ChangedAgent removed =
          roster.isConfigured(remove.agent())
              ? new ChangedAgent(null, remove.author(), remove.reason())
              : null;
      changeAgent(remove.agent(), removed, remove.author(), remove.reason());
    }
  }

  private void restore(LineCommand.RestoreAgent restore) {
    if (roster.isConfigured(restore.agent()) || isSignedOut(restore.agent())) {
      changeAgent(restore.agent(), null, restore.author(), restore.reason());
    }
  }

  /// Whether nothing would be taken from an agent who ceased to be.
  private boolean isSignedOut(AgentId id) {
    @Nullable Agent agent = line.get().agents.find(id);
    return agent == null || agent.state == AgentState.SIGNED_OUT;
  }

  /// @param changed null: as the settings say
  private void changeAgent(
      AgentId agent, @Nullable ChangedAgent changed, String author, String reason) {
    roster.changeAgent(agent, changed);
    renew();
    Line now = line.get();
    @Nullable AgentProfile profile = changed == null ? null : changed.profile();
    now.say(new AgentChanged(agent, now.now, now.pool, profile, changed == null, author, reason));
    if (roster.has(agent)) {
      tellSkills(agent, true, author, reason);
    }
  }

  private void changeSkills(LineCommand.ChangeSkills change) {
    if (!roster.has(change.agent())) {
      return;
    }
    @Nullable List<SkillLevel> skills = change.skills();
    roster.changeSkills(
        change.agent(),
        skills == null ? null : new ChangedSkills(skills, change.author(), change.reason()));
    renew();
    tellSkills(change.agent(), skills == null, change.author(), change.reason());
  }

  private void changeHours(LineCommand.ChangeHours change) {
    if (!roster.hasCalendar(change.calendar()) || !Roster.isRight(change.hours())) {
      return;
    }
    roster.changeHours(change.calendar(), change.hours());
    List<Message> saidOfHours = renew();
    Line now = line.get();
    saidOfHours.forEach(now::say);
    now.say(
        new HoursChanged(
            change.calendar(), now.now, change.hours(), change.author(), change.reason()));
  }

  private List<Message> renew() {
    List<Message> saidOfHours = makeAnew.get();
    skillsTold = true;
    return saidOfHours;
  }

  /// After a restart, for those who were not there when skills were changed.
  void tellSkills() {
    if (skillsTold) {
      return;
    }
    skillsTold = true;
    roster
        .changes()
        .skills()
        .forEach((agent, changed) -> {
          if (roster.has(agent)) {
            tellSkills(agent, false, changed.author(), changed.reason());
          }
        });
  }

  private void tellSkills(AgentId agent, boolean configured, String author, String reason) {
    Line now = line.get();
    now.say(
        new SkillsChanged(
            agent, now.now, now.pool, roster.skillsOf(agent), configured, author, reason));
  }
}
