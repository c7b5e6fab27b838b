package org.ringfence.gateway.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FlowsTest {

  private final IvrFlow shipped = TestFlows.shipped();
  private final Flows flows = new Flows(shipped.versioned("11111111"));

  @Test
  void aCallGoesOnByTheFlowItBeganWithAndANewOneGetsTheNewFlow() {
    IvrState before = flows.lead(IvrState.START).state().entered("purpose");
    flows.use(shipped.versioned("22222222"));
    assertThat(flows.lead(before).walk().flow().version()).isEqualTo("11111111");
    assertThat(flows.lead(before).state()).isEqualTo(before);
    assertThat(flows.lead(IvrState.START).walk().flow().version()).isEqualTo("22222222");
  }

  @Test
  void aCallWhoseFlowIsNotHeldAnyMoreBeginsAgainAndKeepsWhatTheDefenceKnows() {
    IvrState lost = IvrState.of("at=purpose;verdict=divert;keyed=1;flow=99999999;a.language=es");
    Flows.Led led = flows.lead(lost);
    assertThat(led.walk().flow().version()).isEqualTo("11111111");
    assertThat(led.state().token()).isEqualTo("verdict=divert;keyed=1;flow=11111111");
  }

  @Test
  void aTokenOfAnEarlierReleaseGoesOnAtItsNode() {
    Flows.Led led = flows.lead(IvrState.of("at=purpose;a.language=es"));
    assertThat(led.state().at()).isEqualTo("purpose");
    assertThat(led.state().answers()).containsEntry("language", "es");
  }

  @Test
  void theOldestFlowIsForgottenWhenTooManyAreHeld() {
    for (int i = 0; i < Flows.MAX_HELD; i++) {
      flows.use(shipped.versioned("a000000" + i));
    }
    assertThat(flows.lead(IvrState.of("at=purpose;flow=11111111")).state().at()).isEmpty();
    assertThat(flows.lead(IvrState.of("at=purpose;flow=a0000000")).state().at())
        .isEqualTo("purpose");
  }

  @Test
  void aFlowThatComesBackIsTheSameFlow() {
    flows.use(shipped.versioned("22222222"));
    flows.use(shipped.versioned("11111111"));
    assertThat(flows.lead(IvrState.of("at=purpose;flow=22222222")).state().at())
        .isEqualTo("purpose");
    assertThat(flows.current().version()).isEqualTo("11111111");
  }
}
