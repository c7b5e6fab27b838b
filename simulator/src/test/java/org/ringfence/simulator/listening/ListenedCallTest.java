package org.ringfence.simulator.listening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfence.simulator.replay.media.MediaPort;
import org.ringfence.simulator.replay.media.SoundIndex;
import org.ringfence.simulator.replay.media.Voice;
import org.ringfence.simulator.replay.sip.TrunkCall;

final class ListenedCallTest {

  private final MediaPort media = mock();
  private final TrunkCall placed = mock();
  private final ListenedCall call =
      new ListenedCall(mock(SoundIndex.class), media, mock(Voice.class), () -> 1L);

  @BeforeEach
  void dial() {
    call.dialed(placed);
  }

  /// The trunk call tells of its answer while it is locked itself.
  @Test
  void nothingIsLockedWhileTheTrunkCallIsHungUp() {
    AtomicBoolean locked = new AtomicBoolean();
    doAnswer(
            _ -> {
              locked.set(Thread.holdsLock(call));
              return null;
            })
        .when(placed)
        .hangUp();

    call.hangUp();

    verify(placed).hangUp();
    assertThat(locked).isFalse();
  }

  @Test
  void anAnswerThatComesAfterTheHangUpBeginsNoSound() throws InterruptedException {
    call.hangUp();
    call.answered(4_000);

    verify(media, never()).begin(anyInt(), any(), any());
    assertThat(call.awaitAnswer(Duration.ofSeconds(1))).isFalse();
  }
}
