package org.ringfence.platform.bench.verdicts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.ringfence.decider.Decider;
import org.ringfence.events.CallEvent;
import org.ringfence.events.ClockTicked;
import org.ringfence.events.Message;
import org.ringfence.events.Topic;

/// A hash of everything that the core answers to seeded messages of all kinds of traffic, and of
/// its snapshots in between: two builds with the same hash and configuration decide alike to the
/// last bit. Who makes the core faster compares it before and after.
final class AnswersHash {

  private static final int SHOWN_BYTES = 8;
  private static final long SEED = 7;

  /// Less than this and the clock would not count as wrong.
  private static final Duration SET_BACK = Duration.ofMinutes(20);

  private final BenchLine line;
  private final MessageDigest digest;

  AnswersHash(BenchLine line) {
    this.line = line;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  /// @param messages of each kind of traffic; the core is restored from its snapshot four times on
  ///   the way, and its clock is set back once
  String of(int messages) {
    for (BenchTraffic traffic : BenchTraffic.values()) {
      play(traffic, messages);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, SHOWN_BYTES);
  }

  private void play(BenchTraffic traffic, int messages) {
    MessageStream stream = new MessageStream(traffic, line.thresholds(), SEED);
    Decider core = line.newCore();
    Instant now = MessageStream.START;
    for (int i = 1; i <= messages; i++) {
      Message message = stream.next();
      List<Message> answers = core.apply(message);
      stream.told(answers);
      note(answers);
      if (message instanceof CallEvent event) {
        now = event.at();
      }
      if (i % (messages / 4) == 0) {
        byte[] snapshot = core.snapshot();
        digest.update(snapshot);
        core = line.newCore();
        core.restore(snapshot);
      }
      if (i == messages / 3) {
        note(
            core.apply(
                new ClockTicked(now.minus(SET_BACK), Topic.SCREENING, MessageStream.LINE.value())));
      }
    }
  }

  private void note(List<Message> answers) {
    for (Message answer : answers) {
      digest.update(answer.toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
