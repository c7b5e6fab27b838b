package org.ringfence.simulator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfence.events.CallEvent.CallerHeard;
import org.ringfence.events.CallEvent.QueueReached;
import org.ringfence.events.Message;

/// 500 worlds in each build; `-Dsim.seed=N` plays one.
@Tag("slow")
final class FaultSeedsTest {

  private static final int SEEDS = 500;

  @Test
  void noPromiseBreaksWhateverFails() {
    @Nullable String only = System.getProperty("sim.seed");
    long first = only == null ? 1 : Long.parseLong(only);
    Optional<FaultSimulation.Failure> failure =
        FaultSimulation.play(first, only == null ? SEEDS : 1, seed -> {});
    failure.ifPresent(failed -> {
      throw new AssertionError(
          "seed "
              + failed.seed()
              + " (-Dsim.seed="
              + failed.seed()
              + ") breaks: "
              + failed.promise()
              + "\nshortest script of "
              + failed.steps()
              + " steps:\n"
              + failed.shortest());
    });
  }

  /// Worlds that once broke a promise, beyond the first ones: 148, 1027 and 2461 gave one place, or
  /// one offer's name, to two; 535 and 676 had old news after a promise; 1185 dialed a number from
  /// two pools; 1813, 2043 and 2171 dialed an attempt twice; 17221 and 18252 kept the place of who
  /// was served; 18885 answered one attempt in the name of another; 27650 had an answer of a
  /// replaced process on a page of ours.
  @ParameterizedTest
  @ValueSource(
      longs = {
        535, 676, 1027, 1185, 1652, 1813, 2043, 2080, 2171, 2461, 16149, 17221, 18252, 18885, 27650
      })
  void whatBrokeAPromiseOnceHoldsIt(long seed) {
    assertThat(FaultSimulation.play(seed)).isEmpty();
  }

  @Test
  void aSeedIsPlayedTheSameEachTime() {
    for (long seed = 1; seed <= 5; seed++) {
      assertThat(records(seed)).as("seed %s", seed).isEqualTo(records(seed)).isNotEmpty();
    }
  }

  private static List<Message> records(long seed) {
    World world = new World(ScriptWriter.write(seed), Cores.REAL);
    world.run();
    List<Message> records = new ArrayList<>(world.routing().log);
    records.addAll(world.screening().log);
    return records;
  }

  @Test
  void everyKindOfFaultHappensInTheFirstWorlds() {
    List<StepKind> happened = new ArrayList<>();
    for (long seed = 1; seed <= 40; seed++) {
      ScriptWriter.write(seed).steps().forEach(step -> happened.add(step.kind()));
    }
    assertThat(happened).contains(StepKind.values());
  }

  @Test
  void callersAreDivertedAndSomeOfThemHeardInTheFirstWorlds() {
    long silent = 0;
    long spoke = 0;
    long heard = 0;
    for (long seed = 1; seed <= 40; seed++) {
      for (Message message : records(seed)) {
        if (message instanceof QueueReached reached && reached.diverted()) {
          silent += reached.heard() ? 0 : 1;
          spoke += reached.heard() ? 1 : 0;
        }
        heard += message instanceof CallerHeard ? 1 : 0;
      }
    }
    assertThat(List.of(silent, spoke, heard)).allMatch(count -> count > 50);
  }

  @Test
  void someWorldsHaveNoFaultAndAreHeldToMore() {
    long without = 0;
    for (long seed = 1; seed <= 80; seed++) {
      without += ScriptWriter.write(seed).hasFaults() ? 0 : 1;
    }
    assertThat(without).isBetween(3L, 25L);
  }
}
