package org.ringfence.platform.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.simulator.listening.ListenedCall;
import org.ringfence.simulator.listening.ListenedCall.Sound;
import org.ringfence.simulator.listening.ListeningLine;
import org.ringfence.simulator.sipp.Sipp;

/// `bench ivr`: how long callers hear nothing, on real calls that listen: from the answer to the
/// first word, from the end of a key to the next prompt, and from the last word of the first
/// announcement in line to the music. Once with one call at a time, once with many at once.
///
/// Times are taken where the frames come in. A key ends with its last packet, which is known to 20
/// ms; what is told is never less than what the caller notices.
public final class BenchIvr {

  private static final int SINGLE_CALLS = 20;
  private static final int CALLS_AT_ONCE = 50;
  private static final int ROUNDS_AT_ONCE = 2;

  /// People do not call in the same millisecond; 50 calls come within this.
  private static final Duration SPREAD = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static final Duration THINKS = Duration.ofMillis(1_500);
  private static final long POLL_MILLIS = 5;

  private static final double ANSWER_GOAL_MS = 300;
  private static final double KEY_GOAL_MS = 250;
  private static final double MUSIC_GOAL_MS = 500;

  private final PlatformSettings settings;
  private final Path folder;
  private final PrintStream out;

  /// What one load showed, in milliseconds.
  private static final class Times {
    private final List<Double> answer = Collections.synchronizedList(new ArrayList<>());
    private final List<Double> key = Collections.synchronizedList(new ArrayList<>());
    private final List<Double> music = Collections.synchronizedList(new ArrayList<>());
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
  }

  public BenchIvr(PlatformSettings settings, Path folder, PrintStream out) {
    this.settings = settings;
    this.folder = folder;
    this.out = out;
  }

  /// Runs everything and prints it; true when the goals were met at both loads.
  public boolean run() throws IOException, InterruptedException {
    Path prompts = settings.gateway().promptsList().resolveSibling("ringfence");
    // The callers are as alike as machines: they are scored and waited for like everybody, but let
    // in.
    try (BenchPlatform _ = BenchPlatform.start(settings, folder, "defence.mode=shadow");
        ListeningLine line =
            new ListeningLine(
                Sipp.TRUNK_ADDRESS, settings.asterisk().sipPort(), prompts, System::nanoTime)) {
      out.println("Warming up");
      play(line, CALLS_AT_ONCE, SPREAD);
      out.println(SINGLE_CALLS + " calls, one at a time");
      Times single = new Times();
      for (int call = 0; call < SINGLE_CALLS; call++) {
        listen(line, call, single);
      }
      out.println(ROUNDS_AT_ONCE + " times " + CALLS_AT_ONCE + " calls at once");
      Times many = new Times();
      for (int round = 0; round < ROUNDS_AT_ONCE; round++) {
        Times some = play(line, CALLS_AT_ONCE, SPREAD);
        many.answer.addAll(some.answer);
        many.key.addAll(some.key);
        many.music.addAll(some.music);
        many.failures.addAll(some.failures);
      }
      out.println("Silence that callers hear, ms       calls   p50    p99    max   goal (p99)");
      boolean aloneMet = print("one call", single);
      boolean manyMet = print(CALLS_AT_ONCE + " calls at once", many);
      return aloneMet && manyMet;
    }
  }

  private boolean print(String load, Times times) {
    boolean met = row(load + ": answer to first word", times.answer, ANSWER_GOAL_MS);
    met &= row(load + ": key to response", times.key, KEY_GOAL_MS);
    met &= row(load + ": last word to music", times.music, MUSIC_GOAL_MS);
    times.failures.forEach(failure -> out.println("  " + failure));
    return met && times.failures.isEmpty();
  }

  private boolean row(String what, List<Double> millis, double goal) {
    if (millis.isEmpty()) {
      out.printf("  %-34s nothing was measured%n", what);
      return false;
    }
    List<Double> sorted = millis.stream().sorted().toList();
    double p99 = sorted.get((int) Math.ceil(0.99 * sorted.size()) - 1);
    out.printf(
        Locale.ROOT,
        "  %-34s %4d  %5.0f  %5.0f  %5.0f  %5.0f%n",
        what,
        sorted.size(),
        sorted.get((sorted.size() - 1) / 2),
        p99,
        sorted.getLast(),
        goal);
    return p99 <= goal;
  }

  private Times play(ListeningLine line, int count, Duration within) throws InterruptedException {
    Times times = new Times();
    CountDownLatch done = new CountDownLatch(count);
    for (int call = 0; call < count; call++) {
      int number = call;
      Thread.ofVirtual()
          .name("listens-", call)
          .start(() -> {
            try {
              listen(line, number, times);
            } catch (IOException failed) {
              times.failures.add(failed.getMessage());
            } catch (InterruptedException interrupted) {
              Thread.currentThread().interrupt();
            } finally {
              done.countDown();
            }
          });
      Thread.sleep(within.toMillis() / count);
    }
    if (!done.await(4 * PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      times.failures.add(done.getCount() + " calls did not end");
    }
    return times;
  }

  /// One call: both questions answered with 1, the first announcement in line, some music.
  private void listen(ListeningLine line, int number, Times times)
      throws IOException, InterruptedException {
    String dialed = settings.site().lines().getFirst().id().value();
    ListenedCall call = line.call("+1612555" + (1_000 + number), dialed);
    try {
      if (!call.awaitAnswer(PATIENCE)) {
        times.failures.add("a call was not answered");
        return;
      }
      OptionalLong first = audible(call, call.answeredNanos());
      first.ifPresent(at -> times.answer.add(millis(at - call.answeredNanos())));
      if (first.isEmpty() || !key(call, times) || !key(call, times)) {
        times.failures.add("a call heard no answer to a key");
        return;
      }
      music(call, times);
    } finally {
      call.hangUp();
    }
  }

  /// Presses 1 in the middle of a question; true when another prompt followed.
  private static boolean key(ListenedCall call, Times times) throws InterruptedException {
    Thread.sleep(THINKS.toMillis());
    int heard = call.sounds().size();
    long ended = call.press('1');
    for (long waited = 0; waited < PATIENCE.toMillis(); waited += POLL_MILLIS) {
      List<Sound> sounds = call.sounds();
      for (Sound sound : sounds.subList(heard, sounds.size())) {
        // The prompt that the key ends can be followed by the next of the same question.
        if (sound.beganNanos() > ended - TimeUnit.MILLISECONDS.toNanos(20)) {
          times.key.add(Math.max(0, millis(audible(call, sound.beganNanos()).orElse(0) - ended)));
          return true;
        }
      }
      Thread.sleep(POLL_MILLIS);
    }
    return false;
  }

  /// Waits for the end of the announcement: after it no prompt begins for a second.
  private static void music(ListenedCall call, Times times) throws InterruptedException {
    for (long waited = 0; waited < PATIENCE.toMillis(); waited += POLL_MILLIS) {
      Sound last = call.sounds().getLast();
      OptionalLong next = call.firstAudible(last.endsNanos());
      boolean inLine = call.sounds().stream().anyMatch(sound -> sound.name().contains("wait-"));
      if (inLine && next.isPresent() && System.nanoTime() - last.endsNanos() > 1_500_000_000L) {
        times.music.add(millis(next.getAsLong() - last.endsNanos()));
        return;
      }
      Thread.sleep(POLL_MILLIS);
    }
    times.failures.add("a call heard no music");
  }

  private static OptionalLong audible(ListenedCall call, long fromNanos)
      throws InterruptedException {
    for (long waited = 0; waited < PATIENCE.toMillis(); waited += POLL_MILLIS) {
      OptionalLong at = call.firstAudible(fromNanos);
      if (at.isPresent()) {
        return at;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return OptionalLong.empty();
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}
