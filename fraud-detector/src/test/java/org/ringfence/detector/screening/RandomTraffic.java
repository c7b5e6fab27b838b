package org.ringfence.detector.screening;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.AttemptFailedOpen;
import org.ringfence.events.CallEvent.CallAnswered;
import org.ringfence.events.CallEvent.CallEnded;
import org.ringfence.events.CallEvent.ChallengeEnded;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallEvent.ListeningEnded;
import org.ringfence.events.CallEvent.QuestionAnswered;
import org.ringfence.events.CallId;
import org.ringfence.events.CallerSound;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.ClockTicked;
import org.ringfence.events.Message;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.events.Stage;
import org.ringfence.events.Topic;

/// Arbitrary screening messages: few calls and few numbers, so that they meet; late, repeated and
/// out of order now and then; sometimes a rush.
final class RandomTraffic {

  private static final List<String> NUMBERS =
      List.of("+16125550111", "6125550112", "+18005550199", "+16515550142", "anonymous", "");

  private static final List<Attestation> ATTESTATIONS = List.of(Attestation.values());

  private static final List<ChallengeResult> RESULTS = List.of(ChallengeResult.values());
  private static final long RECORDING = 0x5a5a_1234_dead_beefL;

  private RandomTraffic() {}

  static List<Message> of(RandomGenerator random, int count) {
    List<Message> messages = new ArrayList<>(count);
    Instant now = LineUnderTest.START;
    for (int i = 0; i < count; i++) {
      int pace = random.nextInt(100);
      long millis =
          pace < 80 ? random.nextLong(400) : random.nextLong(pace < 99 ? 20_000 : 900_000);
      now = now.plusMillis(millis);
      Instant at = random.nextInt(20) == 0 ? now.minusMillis(random.nextLong(700_000)) : now;
      messages.add(
          random.nextInt(40) == 0 && i > 0
              ? messages.get(random.nextInt(i))
              : message(random, at, new CallId("c" + random.nextInt(1 + count / 3))));
    }
    return messages;
  }

  private static Message message(RandomGenerator random, Instant at, CallId call) {
    return switch (random.nextInt(14)) {
      case 0, 1, 2, 3 ->
          new AttemptArrived(
              call,
              at,
              LineUnderTest.LINE,
              PhoneNumber.of(NUMBERS.get(random.nextInt(NUMBERS.size()))),
              random.nextBoolean() ? Privacy.ID : Privacy.NONE,
              ATTESTATIONS.get(random.nextInt(ATTESTATIONS.size())),
              "carrier",
              random.nextInt(random.nextInt(10) == 0 ? 1_000 : 100));
      case 4 ->
          new QuestionAnswered(
              call, at, LineUnderTest.LINE, "language", "1", Duration.ofMillis(4_000));
      case 5, 6 ->
          new QuestionAnswered(
              call,
              at,
              LineUnderTest.LINE,
              random.nextBoolean() ? "language" : "purpose",
              random.nextInt(3) == 0 ? "1" : null,
              Duration.ofMillis(random.nextLong(9_000)));
      case 7, 8 -> new JoinScreeningAsked(call, at, LineUnderTest.LINE, sound(random));
      case 9, 10 ->
          new CallEnded(
              call,
              at,
              LineUnderTest.LINE,
              random.nextBoolean() ? 16 : 17,
              Duration.ofSeconds(9),
              random.nextInt(3) == 0);
      case 11 ->
          new ChallengeEnded(
              call,
              at,
              LineUnderTest.LINE,
              RESULTS.get(random.nextInt(RESULTS.size())),
              sound(random));
      case 12 ->
          new ListeningEnded(call, at, LineUnderTest.LINE, random.nextBoolean(), sound(random));
      default ->
          switch (random.nextInt(3)) {
            case 0 -> new ClockTicked(at, Topic.SCREENING, LineUnderTest.LINE.value());
            case 1 -> new CallAnswered(call, at, LineUnderTest.LINE);
            default -> new AttemptFailedOpen(call, at, LineUnderTest.LINE, Stage.ARRIVAL);
          };
    };
  }

  private static @Nullable CallerSound sound(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> null;
      case 1 -> CallerSound.NOTHING;
      case 2 -> new CallerSound(Duration.ofMillis(random.nextLong(5_000)), 0.3, RECORDING);
      default ->
          new CallerSound(
              Duration.ofMillis(random.nextLong(5_000)), random.nextDouble(), random.nextLong());
    };
  }
}
