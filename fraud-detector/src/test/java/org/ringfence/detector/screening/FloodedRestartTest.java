package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.QuestionAnswered;
import org.ringfence.events.Defence;
import org.ringfence.events.Message;
import org.ringfence.events.Mode;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Verdict;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A restart in the middle of a flood, with a crowd, a pass list, a budget and open calls.
class FloodedRestartTest {

  private static final List<String> NEW_FIELDS = List.of("crowd", "passList", "budget");
  private static final List<String> NEW_FIELDS_OF_CALLS =
      List.of("joined", "atChallenge", "traits", "sound", "challengeResult");

  private final FloodedLine flooded = new FloodedLine();
  private final JsonMapper mapper = JsonMapper.builder().build();

  private static ScreeningDecider restored(byte[] snapshot) {
    ScreeningDecider decider = LineUnderTest.decider(Defence.ON, 1_600);
    decider.restore(snapshot);
    return decider;
  }

  private List<Message> flood() {
    flooded.run(Duration.ofSeconds(90), null);
    return flooded.line().told();
  }

  @Test
  void aRestoredDeciderAnswersTheRestOfAFloodAsTheOriginal() {
    List<Message> messages = flood();
    List<Message> straight = new ArrayList<>();
    List<Message> restarted = new ArrayList<>();
    ScreeningDecider original = LineUnderTest.decider(Defence.ON, 1_600);
    ScreeningDecider often = LineUnderTest.decider(Defence.ON, 1_600);
    for (int i = 0; i < messages.size(); i++) {
      if (i % 211 == 210) {
        byte[] snapshot = often.snapshot();
        often = restored(snapshot);
        assertThat(often.snapshot()).isEqualTo(snapshot);
      }
      straight.addAll(original.apply(messages.get(i)));
      restarted.addAll(often.apply(messages.get(i)));
    }

    assertThat(restarted).isEqualTo(straight);
    assertThat(straight)
        .filteredOn(VerdictReached.class::isInstance)
        .extracting(answer -> ((VerdictReached) answer).verdict())
        .contains(Verdict.ADMIT, Verdict.CHALLENGE, Verdict.LET_GO);
    ObjectNode state = (ObjectNode) mapper.readTree(original.snapshot());
    assertThat(state.get("passList").asString()).isNotEmpty();
    assertThat(state.get("budget").get("passed").asDouble()).isPositive();
  }

  @Test
  void aSnapshotOfTheProgramBeforeTheCrowdIsStillRead() {
    flood();
    ObjectNode state = (ObjectNode) mapper.readTree(flooded.line().decider().snapshot());
    state.remove(NEW_FIELDS);
    for (String calls : List.of("calls", "refused")) {
      state.get(calls).forEach(call -> ((ObjectNode) call).remove(NEW_FIELDS_OF_CALLS));
    }

    ScreeningDecider decider = restored(mapper.writeValueAsBytes(state));

    assertThat(decider.mode()).isEqualTo(Mode.RED);
    assertThat(decider.openCalls()).isEqualTo(flooded.line().decider().openCalls());
    assertThat(decider.rememberedNumbers()).isEqualTo(flooded.line().decider().rememberedNumbers());
    for (Message message : flooded.line().told()) {
      if (message instanceof AttemptArrived || message instanceof QuestionAnswered) {
        decider.apply(message);
      }
    }
    assertThat(decider.mode()).isEqualTo(Mode.RED);
  }

  @Test
  void aDamagedCrowdOrPassListIsRefusedInWords() {
    flooded.line().call("+16125550111", Attestation.A);
    for (String field : List.of("crowd", "passList", "once")) {
      ObjectNode state = (ObjectNode) mapper.readTree(flooded.line().decider().snapshot());
      state.put(field, "AAAA");
      byte[] damaged = state.toString().getBytes(StandardCharsets.UTF_8);

      assertThatIllegalStateException()
          .as(field)
          .isThrownBy(() -> restored(damaged))
          .withMessageContaining("damaged");
    }
  }
}
