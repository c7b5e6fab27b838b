package org.ringfence.gateway.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.ringfence.events.CallerSound;

final class CallerEarTest {

  private static final Instant ANSWERED = Instant.parse("2026-11-01T15:00:00Z");

  private final CallerEar ear = new CallerEar();

  private static Instant after(long millis) {
    return ANSWERED.plusMillis(millis);
  }

  private CallerSound sound(long afterMillis) {
    return ear.sound(after(afterMillis)).orElseThrow();
  }

  @Test
  void whoWasNotListenedToFromTheAnswerOnIsNotKnownToBeSilent() {
    assertThat(ear.sound(after(1_000))).isEmpty();
    ear.begin(ANSWERED);
    assertThat(sound(1_000)).isEqualTo(CallerSound.NOTHING);
    ear.deafen();
    assertThat(ear.sound(after(2_000))).isEmpty();
  }

  @Test
  void aClickIsNoSoundAndAWordIs() {
    ear.begin(ANSWERED);
    ear.started(after(1_000));
    assertThat(ear.stopped(after(1_520), Duration.ofMillis(20))).isFalse();
    assertThat(sound(2_000).isHeard()).isFalse();
    ear.started(after(2_000));
    assertThat(ear.stopped(after(2_900), Duration.ofMillis(400))).isTrue();
    assertThat(sound(4_000)).isEqualTo(new CallerSound(Duration.ofMillis(2_500), 0.1, null));
  }

  @Test
  void whoIsSpeakingNowIsHeardAndASoundWithoutAnEndIsBounded() {
    ear.begin(ANSWERED);
    ear.started(after(500));
    assertThat(sound(700).isHeard()).isFalse();
    assertThat(ear.isSpeaking(after(1_400))).isFalse();
    assertThat(ear.isSpeaking(after(1_500))).isTrue();
    assertThat(sound(1_000).firstHeard()).isEqualTo(Duration.ofMillis(500));
    assertThat(sound(1_000).activeShare()).isEqualTo(0.5);
    assertThat(sound(100_000).activeShare()).isEqualTo(0.1);
  }
}
