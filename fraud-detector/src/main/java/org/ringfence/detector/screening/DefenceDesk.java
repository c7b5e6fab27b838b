package org.ringfence.detector.screening;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallLabel;
import org.ringfence.events.Defence;
import org.ringfence.events.DefenceCommand;
import org.ringfence.events.DefenceCommand.ChangeThresholds;
import org.ringfence.events.DefenceCommand.LabelCall;
import org.ringfence.events.DefenceCommand.ListNumber;
import org.ringfence.events.DefenceCommand.PreviewThresholds;
import org.ringfence.events.DefenceCommand.ReleaseCampaign;
import org.ringfence.events.DefenceCommand.ReleaseNumber;
import org.ringfence.events.DefenceCommand.SwitchAnnouncement;
import org.ringfence.events.DefenceCommand.SwitchDefence;
import org.ringfence.events.DefenceCommand.UnlistNumber;
import org.ringfence.events.ListKind;
import org.ringfence.events.Message;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.AnnouncementSwitched;
import org.ringfence.events.ScreeningDecision.DefenceSwitched;
import org.ringfence.events.ScreeningDecision.NumberListed;
import org.ringfence.events.ScreeningDecision.NumberUnlisted;
import org.ringfence.events.ScreeningDecision.OpenDoor;
import org.ringfence.events.ScreeningDecision.OpenDoors;

/// What agents and supervisors say about the defence. Each change is told with who made it and why,
/// so that what the detector says is the audit trail.
final class DefenceDesk {

  private final LineMemory memory;
  private final ThresholdDesk thresholds;

  DefenceDesk(LineMemory memory) {
    this.memory = memory;
    thresholds = new ThresholdDesk(memory);
  }

  void hear(DefenceCommand command, List<Message> answers) {
    switch (command) {
      case LabelCall label -> label(label);
      case ListNumber list -> list(list, answers);
      case UnlistNumber unlist -> unlist(unlist, answers);
      case ReleaseNumber release -> release(release, answers);
      case ReleaseCampaign release -> release(release, answers);
      case SwitchDefence to -> switchDefence(to, answers);
      case SwitchAnnouncement to -> switchAnnouncement(to, answers);
      case ChangeThresholds change -> thresholds.change(change, answers);
      case PreviewThresholds asked -> thresholds.preview(asked, answers);
    }
  }

  private void label(LabelCall label) {
    PhoneNumber number = label.caller().normalized();
    @Nullable OpenCall call = memory.calls.find(label.call());
    boolean taken =
        number.isE164()
            ? memory.labels.note(
                memory.keyOf(number), label.author(), label.label(), memory.nowMillis())
            : memory.labels.listensTo(label.author(), memory.nowMillis());
    if (call == null || !taken) {
      return;
    }
    if (label.label() == CallLabel.PERSON && call.isWellFormed()) {
      memory.passList.mark(memory.keyOf(call), memory.nowMillis());
      memory.silent.unmark(memory.keyOf(call));
    } else if (label.label() == CallLabel.MACHINE) {
      if (call.isWellFormed()) {
        memory.passList.unmark(memory.keyOf(call));
      }
      if (call.campaign() != null) {
        memory.campaigns.labelled(call.campaign());
      }
    }
  }

  private void list(ListNumber list, List<Message> answers) {
    PhoneNumber number = list.number().normalized();
    if (!number.isE164()) {
      return;
    }
    put(
        number,
        new BoardList.Entry(list.list(), list.author(), list.reason(), list.expires()),
        answers);
    if (list.list() == ListKind.ALLOW) {
      openDoor(number, answers);
    }
  }

  private void put(PhoneNumber number, BoardList.Entry entry, List<Message> answers) {
    memory.board.put(number, entry).ifPresent(gone -> tellGone(gone, "", "no room", answers));
    answers.add(
        new NumberListed(
            number,
            memory.now(),
            memory.line,
            entry.list(),
            entry.author(),
            entry.reason(),
            entry.expires()));
  }

  private void unlist(UnlistNumber unlist, List<Message> answers) {
    PhoneNumber number = unlist.number().normalized();
    memory
        .board
        .remove(number)
        .ifPresent(entry ->
            tellGone(new BoardList.Gone(number, entry), unlist.author(), unlist.reason(), answers));
  }

  /// @param author empty when nobody took it off
  private void tellGone(BoardList.Gone gone, String author, String why, List<Message> answers) {
    @Nullable ListKind list = gone.entry().list();
    answers.add(new NumberUnlisted(gone.number(), memory.now(), memory.line, list, author, why));
    if (list == ListKind.BLOCK) {
      openDoor(gone.number(), answers);
    }
  }

  private void release(ReleaseNumber release, List<Message> answers) {
    PhoneNumber number = release.number().normalized();
    if (!number.isE164()) {
      return;
    }
    for (Attestation attestation : Attestation.values()) {
      memory.numbers.forget(memory.keyOf(number, attestation));
    }
    memory.labels.forget(memory.keyOf(number));
    Instant until = memory.now().plus(BoardList.RELEASED_FOR);
    put(number, new BoardList.Entry(null, release.author(), release.reason(), until), answers);
    openDoor(number, answers);
  }

  private void openDoor(PhoneNumber number, List<Message> answers) {
    for (Attestation attestation : Attestation.values()) {
      memory.door.open(memory.keyOf(number, attestation));
    }
    answers.add(new OpenDoor(number, memory.now(), memory.line));
  }

  private void release(ReleaseCampaign release, List<Message> answers) {
    memory
        .campaigns
        .release(release.campaign(), release.author(), release.reason(), memory.now(), answers)
        .ifPresent(cell -> {
          memory.crowd.mute(cell.trait(), cell.cell(), memory.nowMillis());
          memory.door.open(release.campaign());
          answers.add(new OpenDoors(memory.line, memory.now(), release.campaign()));
        });
  }

  private void switchDefence(SwitchDefence to, List<Message> answers) {
    Defence from = memory.defence;
    memory.defence = to.to();
    answers.add(
        new DefenceSwitched(memory.line, memory.now(), from, to.to(), to.author(), to.reason()));
    if (to.to() != Defence.ON) {
      // Asterisk knows nothing of the switch. Said though none may stand: a door closed in a life
      // of ours that is forgotten opens too.
      memory.door.clear();
      answers.add(new OpenDoors(memory.line, memory.now(), null));
    }
  }

  private void switchAnnouncement(SwitchAnnouncement to, List<Message> answers) {
    @Nullable Instant until = null;
    if (to.on()) {
      until = memory.announcement.begin(memory.now(), to.until());
    } else {
      memory.announcement.end();
    }
    answers.add(
        new AnnouncementSwitched(
            memory.line, memory.now(), to.on(), until, to.author(), to.reason()));
  }

  /// Lets time pass: entries of the lists end by themselves, and so does the announcement.
  void expire(List<Message> answers) {
    memory.board.expire(memory.now()).forEach(gone -> tellGone(gone, "", "expired", answers));
    if (memory.announcement.expire(memory.now())) {
      answers.add(
          new AnnouncementSwitched(memory.line, memory.now(), false, null, "", "its time is over"));
    }
  }
}
