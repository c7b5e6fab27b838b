package org.ringfence.simulator.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Writes the script of a seed: 30 to 200 steps over some minutes. One seed in eight has no fault
/// of the machinery at all and is held to stricter promises.
final class ScriptWriter {

  private static final int SHARES = 100;
  private static final List<StepKind> FAULTS =
      Arrays.stream(StepKind.values()).filter(StepKind::isFault).toList();

  private ScriptWriter() {}

  static Script write(long seed) {
    Script.Shape shape =
        new Script.Shape(
            seed,
            1 + Draw.below(2, seed, 1),
            Draw.between(1, 4, seed, 2),
            Draw.inHundred(30, seed, 3) ? 0 : 10,
            Draw.inHundred(50, seed, 11) ? 2 : 50,
            Draw.between(20, 150, seed, 4),
            Draw.inHundred(50, seed, 5) ? 0 : Draw.between(-900, 1500, seed, 5));
    boolean faults = Draw.below(8, seed, 6) > 0;
    int pace = Draw.between(250, Draw.inHundred(50, seed, 10) ? 1_000 : 4_000, seed, 7);
    int count =
        Draw.between(30, Draw.inHundred(20, seed, 9) ? 200 : 110, seed, 8)
            - shape.pools() * shape.agentsPerPool();
    List<Step> steps = new ArrayList<>();
    for (int agent = 0; agent < shape.pools() * shape.agentsPerPool(); agent++) {
      long salt = Draw.mix(seed, 1_000 + agent);
      steps.add(
          new Step(Draw.below(20_000, salt, 0), StepKind.AGENT_READY, agent, Draw.mix(salt, 1)));
    }
    int callers = 0;
    long at = 0;
    for (int i = 0; i < count; i++) {
      long salt = Draw.mix(seed, 2_000 + i);
      at += 1 + Draw.below(2 * pace, salt, 0);
      StepKind kind = kind(Draw.below(SHARES, salt, 1), Draw.mix(salt, 2), faults);
      int who =
          switch (kind) {
            case CALLER_ARRIVES, CALLER_CALLS_AGAIN -> callers++;
            case CALLER_HANGS_UP, CALLER_WANTS_CALLBACK ->
                callers == 0 ? 0 : Draw.below(callers, salt, 3);
            case GATEWAY_DIES,
                AMI_BREAKS,
                AMI_SLOW,
                ASTERISK_CRASHES,
                BUS_SLOW,
                BUS_LOSES,
                BUS_DOUBLES ->
                Draw.below(shape.pools(), salt, 3);
            default -> Draw.below(shape.pools() * shape.agentsPerPool(), salt, 3);
          };
      steps.add(new Step(at, kind, who, Draw.mix(salt, 4)));
    }
    steps.sort(Comparator.comparingLong(Step::atMillis));
    return new Script(shape, steps);
  }

  private static StepKind kind(int share, long salt, boolean faults) {
    if (share < 24) {
      return StepKind.CALLER_ARRIVES;
    }
    if (share < 28) {
      return StepKind.CALLER_CALLS_AGAIN;
    }
    if (share < 33) {
      return StepKind.CALLER_HANGS_UP;
    }
    if (share < 36) {
      return StepKind.CALLER_WANTS_CALLBACK;
    }
    if (share < 46) {
      return StepKind.AGENT_READY;
    }
    if (share < 50) {
      return StepKind.AGENT_PAUSED;
    }
    if (share < 52) {
      return StepKind.AGENT_SIGNED_OUT;
    }
    if (share < 54) {
      return StepKind.AGENT_TRANSFERS;
    }
    if (share < 58) {
      return StepKind.AGENT_HANGS_UP;
    }
    if (share < 62) {
      return StepKind.AGENT_LEG_BREAKS;
    }
    if (share < 66) {
      return StepKind.AGENT_CARELESS;
    }
    if (share < 69) {
      return StepKind.PHONE_GONE;
    }
    if (share < 73) {
      return StepKind.PHONE_BACK;
    }
    if (share < 75) {
      return StepKind.PHONE_DEAD;
    }
    return faults ? fault(salt) : StepKind.CALLER_ARRIVES;
  }

  private static StepKind fault(long salt) {
    return FAULTS.get(Draw.below(FAULTS.size(), salt, 0));
  }
}
