package org.ringfence.detector.screening;

import org.ringfence.events.ChallengeResult;

/// Remembers how challenges end: who passed, from whom nothing came, and what machines did.
final class ChallengeNotes {

  private final LineMemory memory;

  ChallengeNotes(LineMemory memory) {
    this.memory = memory;
  }

  /// A challenge ended, and its call is about to be judged by it; told once of a call.
  void ended(OpenCall call, ChallengeResult result) {
    if (call.isChallengedSurely()) {
      memory.atChallenge.note(result, memory.wasSilent(call), memory.nowMillis());
    }
    boolean byAMachine = call.isChallengedSurely() && memory.atChallenge.isSolved();
    if (result == ChallengeResult.PASSED && !byAMachine) {
      memory.budget.notePassed(memory.nowMillis());
      if (call.isWellFormed()) {
        memory.passList.mark(memory.keyOf(call), memory.nowMillis());
      }
    }
  }

  /// The same after the verdict: what the number's next call is held to.
  void judged(OpenCall call, ChallengeResult result) {
    if (!call.isWellFormed()) {
      return;
    }
    if (result == ChallengeResult.SILENT && !call.isHeard()) {
      memory.silent.mark(memory.keyOf(call), memory.nowMillis());
    } else {
      memory.silent.unmark(memory.keyOf(call));
    }
  }

  /// A call is over, perhaps in the middle of a challenge.
  void hungUp(OpenCall call) {
    if (call.isChallengedSurely() && call.challengeResult() == null) {
      memory.atChallenge.noteHungUp(memory.nowMillis());
    }
  }
}
