package org.ringfence.platform.bench.routing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
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
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.Message;
import org.ringfence.platform.settings.Overrides;
import org.ringfence.platform.settings.PlatformSettings;

/// One event of a busy pool, and many.
///
/// The messages follow from the core's own answers. For single events they are made between the
/// measured ones; for many, a second core is fed first.
public class RoutingBenchmark {

  private static final int BATCH = 1_000;
  private static final long SEED = 1;

  /// Events before anything is measured, beside those that fill the pool: each agent has had a talk
  /// and more.
  private static final int BEFORE_EACH_AGENT = 16;

  /// A core with its world.
  static final class World {
    final Decider core;
    final RoutingStream stream;

    World(BusyPool pool, int agents, int waiting) {
      core = pool.newCore();
      stream = new RoutingStream(pool, waiting, SEED);
      long before = 2L * agents + agents + waiting + (long) BEFORE_EACH_AGENT * agents;
      for (long i = 0; i < before; i++) {
        stream.told(core.apply(next()));
      }
    }

    Message next() {
      return stream.next(core.nextDue());
    }
  }

  /// What is measured.
  ///
  /// HAZARD: the states below extend it and must not take it as an argument: JMH makes one more for
  /// the argument of a set-up than for that of the benchmark.
  @State(Scope.Thread)
  public static class Pool {
    @Param("10000")
    public int agents = 0;

    @Param("1000")
    public int waiting = 0;

    @Param("config")
    public String config = "";

    @Param("")
    public String overrides = "";

    World newWorld() {
      PlatformSettings settings =
          PlatformSettings.read(Path.of(config), Overrides.parse(overrides, List.of()));
      return new World(new BusyPool(settings.queue(), agents), agents, waiting);
    }
  }

  /// The next event of one core.
  @State(Scope.Thread)
  public static class NextEvent extends Pool {
    private @Nullable World world;
    private @Nullable Message message;
    private List<Message> answers = List.of();

    @Setup(Level.Trial)
    public void start() {
      world = newWorld();
    }

    @Setup(Level.Invocation)
    public void prepare() {
      World here = Objects.requireNonNull(world);
      here.stream.told(answers);
      answers = List.of();
      message = here.next();
    }
  }

  /// The next thousand events.
  @State(Scope.Thread)
  public static class NextEvents extends Pool {
    private final List<Message> messages = new ArrayList<>(BATCH);
    private @Nullable World rehearsal;
    private @Nullable Decider measured;

    @Setup(Level.Trial)
    public void start() {
      rehearsal = newWorld();
      measured = newWorld().core;
    }

    @Setup(Level.Invocation)
    public void prepare() {
      World here = Objects.requireNonNull(rehearsal);
      messages.clear();
      for (int i = 0; i < BATCH; i++) {
        Message next = here.next();
        messages.add(next);
        here.stream.told(here.core.apply(next));
      }
    }
  }

  /// What was done, and the processor time of the measured thread, which other programs on the
  /// machine do not add to.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Done {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    public long events;
    public long offers;
    public long processorNanos;
  }

  /// One event, whatever comes next.
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public List<Message> event(NextEvent next) {
    List<Message> answers =
        Objects.requireNonNull(next.world).core.apply(Objects.requireNonNull(next.message));
    next.answers = answers;
    return answers;
  }

  /// Many events.
  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public void events(NextEvents next, Done done, Blackhole sink) {
    Decider core = Objects.requireNonNull(next.measured);
    long startNanos = done.threads.getCurrentThreadCpuTime();
    for (Message message : next.messages) {
      for (Message answer : core.apply(message)) {
        done.offers += answer instanceof OfferCall ? 1 : 0;
        sink.consume(answer);
      }
    }
    done.processorNanos += done.threads.getCurrentThreadCpuTime() - startNanos;
    done.events += next.messages.size();
  }
}
