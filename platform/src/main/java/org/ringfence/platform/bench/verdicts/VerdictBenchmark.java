package org.ringfence.platform.bench.verdicts;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.ringfence.decider.Decider;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.Message;
import org.ringfence.events.ScreeningDecision.VerdictReached;

/// One verdict, and the whole small life of calls, on a line that is busy.
///
/// The messages are made outside of the measured time, a moment before they are applied; what lies
/// between two measured ones is applied too, so that the core is in the state of a running line.
public class VerdictBenchmark {

  private static final int BATCH = 1_000;
  private static final long SEED = 1;

  /// A line with its traffic.
  ///
  /// HAZARD: the states below extend it and must not take it as an argument: JMH makes one more for
  /// the argument of a set-up than for that of the benchmark.
  @State(Scope.Thread)
  public static class Line {
    @Param("QUIET")
    public BenchTraffic traffic = BenchTraffic.QUIET;

    @Param("config")
    public String config = "";

    @Param("")
    public String overrides = "";

    /// Messages before anything is measured.
    @Param("40000")
    public int before = 0;

    private @Nullable Decider core;
    private @Nullable Rehearsal rehearsal;

    /// Brings the line into the state of some time under this traffic.
    @Setup(Level.Trial)
    public void start() {
      BenchLine line = BenchLine.read(config, overrides);
      Decider fresh = line.newCore();
      Rehearsal fill =
          new Rehearsal(new MessageStream(traffic, line.thresholds(), SEED), line.newCore());
      for (int i = 0; i < before; i++) {
        fresh.apply(fill.next());
      }
      core = fresh;
      rehearsal = fill;
    }

    Decider core() {
      return Objects.requireNonNull(core);
    }

    Message next() {
      return Objects.requireNonNull(rehearsal).next();
    }

    /// Applies everything up to the next message of a kind, which it returns unapplied.
    Message applyUntil(Class<? extends Message> kind) {
      Message message = next();
      while (!kind.isInstance(message)) {
        core().apply(message);
        message = next();
      }
      return message;
    }
  }

  /// An attempt that is about to arrive.
  @State(Scope.Thread)
  public static class NextArrival extends Line {
    private @Nullable Message message;

    @Setup(Level.Invocation)
    public void prepare() {
      message = applyUntil(AttemptArrived.class);
    }
  }

  /// A call that is about to join.
  @State(Scope.Thread)
  public static class NextJoin extends Line {
    private @Nullable Message message;

    @Setup(Level.Invocation)
    public void prepare() {
      message = applyUntil(JoinScreeningAsked.class);
    }
  }

  /// The next thousand messages.
  @State(Scope.Thread)
  public static class NextMessages extends Line {
    private final List<Message> messages = new ArrayList<>(BATCH);

    @Setup(Level.Invocation)
    public void prepare() {
      messages.clear();
      for (int i = 0; i < BATCH; i++) {
        messages.add(next());
      }
    }
  }

  /// Verdicts given, and the processor time of the measured thread, which other programs on the
  /// machine do not add to.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Given {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    public long verdicts;
    public long processorNanos;
  }

  /// The verdict on an attempt that arrives.
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public List<Message> arrival(NextArrival next) {
    return next.core().apply(Objects.requireNonNull(next.message));
  }

  /// The verdict on a call at the end of its questions.
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public List<Message> join(NextJoin next) {
    return next.core().apply(Objects.requireNonNull(next.message));
  }

  /// Everything that calls send.
  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public void wholeCalls(NextMessages next, Given given, Blackhole sink) {
    long startNanos = given.threads.getCurrentThreadCpuTime();
    for (Message message : next.messages) {
      for (Message answer : next.core().apply(message)) {
        given.verdicts += answer instanceof VerdictReached ? 1 : 0;
        sink.consume(answer);
      }
    }
    given.processorNanos += given.threads.getCurrentThreadCpuTime() - startNanos;
  }
}
