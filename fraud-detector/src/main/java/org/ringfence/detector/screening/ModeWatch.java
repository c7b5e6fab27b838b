package org.ringfence.detector.screening;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ringfence.detector.crowd.Excess;
import org.ringfence.detector.crowd.Trait;
import org.ringfence.events.Message;
import org.ringfence.events.Mode;
import org.ringfence.events.ScreeningDecision.ModeChanged;
import org.ringfence.events.ScreeningDecision.OpenDoors;

/// Presses the line into a mode by what is seen of its callers, and tells each change.
final class ModeWatch {

  /// An excess is an alarm from one chance in a million on, and from so many calls.
  private static final double ALARMING = 14;

  private static final double ALARMING_CALLS = 6;

  /// As many machines as people are RED.
  private static final double RED_RATIO = 1;

  private final LineMemory memory;

  ModeWatch(LineMemory memory) {
    this.memory = memory;
  }

  /// Lets time pass: a line that nothing presses comes down again.
  void advance(List<Message> answers) {
    tell(memory.mode.advance(memory.nowMillis()), answers);
  }

  /// An attempt came.
  void arrived(int portsInUse, List<Message> answers) {
    tell(memory.mode.arrived(memory.nowMillis(), portsInUse), answers);
  }

  /// Something presses the line that is not the crowd.
  void press(Mode level, Supplier<String> why, List<Message> answers) {
    tell(memory.mode.pressed(memory.nowMillis(), level, why), answers);
  }

  /// Machines are seen by what their calls have in common, often before there are many.
  void press(List<Message> answers) {
    @Nullable Excess plainest = null;
    for (Excess excess : memory.crowd.excesses()) {
      // An office or a hospital on a busy day calls from one exchange too.
      if (excess.trait() == Trait.EXCHANGE) {
        continue;
      }
      if (plainest == null || excess.surprise() > plainest.surprise()) {
        plainest = excess;
      }
    }
    if (plainest != null && plainest.surprise() >= ALARMING && plainest.size() >= ALARMING_CALLS) {
      Excess alike = plainest;
      Mode level =
          memory.crowd.machines() >= RED_RATIO * memory.crowd.peopleCalls() ? Mode.RED : Mode.AMBER;
      press(
          level,
          () -> "alike beyond chance: " + memory.crowd.words(alike.trait(), alike.cell()),
          answers);
    }
  }

  private void tell(Optional<LineMode.Change> change, List<Message> answers) {
    change.ifPresent(step -> {
      answers.add(new ModeChanged(memory.line, memory.now(), step.from(), step.to(), step.why()));
      if (step.to() == Mode.GREEN) {
        // A number that was forged in the attack is its owner's again. Whoever is surely a machine
        // finds the door closed again after one call.
        memory.door.clear();
        answers.add(new OpenDoors(memory.line, memory.now(), null));
      }
    });
  }
}
