package org.ringfence.platform.bench.web;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.ringfence.bus.BusConnection;
import org.ringfence.bus.KafkaPublisher;
import org.ringfence.platform.bench.BenchPlatform;
import org.ringfence.platform.bench.ProcessCpu;
import org.ringfence.platform.run.Installation;
import org.ringfence.platform.settings.PlatformSettings;

/// Many boards that watch a busy line, then the same beside a crowd that asks for the public page.
/// The platform runs as its users start it, without Asterisk or beside calls that wait in line, and
/// the load comes from this process.
public final class BenchWeb {

  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final int MICROS_PER_MILLI = 1_000;

  private final PlatformSettings settings;
  private final Path folder;
  private final Load load;
  private final PrintStream out;

  /// How much.
  ///
  /// @param updates to the board each second
  /// @param hits of the public page each second
  /// @param calls that wait in line meanwhile; 0 for none, and no Asterisk
  /// @param length of each of the two measurements
  public record Load(int boards, int updates, int hits, int calls, Duration length) {
    public Load {
      if (updates % BoardUpdates.UPDATES_A_REPORT != 0 || updates <= 0) {
        throw new IllegalArgumentException(
            "updates must be a multiple of " + BoardUpdates.UPDATES_A_REPORT);
      }
    }
  }

  /// @param folder for the copy of the configuration
  public BenchWeb(PlatformSettings settings, Path folder, Load load, PrintStream out) {
    this.settings = settings;
    this.folder = folder;
    this.load = load;
    this.out = out;
  }

  /// Whether every board stayed open and every answer was good.
  public boolean run() throws IOException, InterruptedException {
    Installation installation = Installation.in(settings);
    try (BenchPlatform platform = platform();
        WaitingCalls calls = WaitingCalls.place(platform, settings, folder, load.calls);
        KafkaPublisher publisher =
            new KafkaPublisher(
                BusConnection.embedded(
                    "127.0.0.1:" + settings.bus().port(),
                    installation.busUser(),
                    installation.busPassword()),
                new SimpleMeterRegistry());
        BoardUpdates updates = new BoardUpdates(publisher, settings.site(), load.updates);
        WatchingBoards boards = new WatchingBoards(BoardUpdates.reportEvery(load.updates))) {
      boards.open(load.boards, settings.web().port(), installation.webToken());
      out.printf(
          Locale.ROOT,
          "%d boards watch, %d updates/s, %d calls wait, %d s each%n",
          load.boards,
          load.updates,
          load.calls,
          load.length.toSeconds());
      PublicCrowd warming = crowd();
      warming.ask(load.hits, WARM_UP);
      out.println("boards alone");
      measureAlone(platform, boards);
      out.printf(Locale.ROOT, "beside %,d public pages/s%n", load.hits);
      PublicCrowd crowd = crowd();
      measureBeside(platform, boards, crowd);
      int ended = calls.ended();
      out.printf(Locale.ROOT, "calls that ended before their time: %d%n", ended);
      return boards.broken() == 0 && crowd.failed() == 0 && ended == 0;
    }
  }

  private BenchPlatform platform() throws IOException, InterruptedException {
    String pages = "web.max-live-pages=" + (load.boards + 10);
    // The callers are as alike as machines.
    return load.calls == 0
        ? BenchPlatform.startWithoutAsterisk(settings, folder, pages)
        : BenchPlatform.start(settings, folder, pages + ";defence.mode=shadow");
  }

  private PublicCrowd crowd() {
    return new PublicCrowd(
        settings.web().port(),
        settings.web().outgoing().publicWait().titles().keySet().iterator().next());
  }

  private void measureAlone(BenchPlatform platform, WatchingBoards boards)
      throws IOException, InterruptedException {
    boards.measureAnew();
    Duration before = ProcessCpu.of(platform.jvmPid());
    Thread.sleep(load.length.toMillis());
    tell(boards, ProcessCpu.of(platform.jvmPid()).minus(before));
  }

  private void measureBeside(BenchPlatform platform, WatchingBoards boards, PublicCrowd crowd)
      throws IOException, InterruptedException {
    boards.measureAnew();
    Duration before = ProcessCpu.of(platform.jvmPid());
    crowd.ask(load.hits, load.length);
    tell(boards, ProcessCpu.of(platform.jvmPid()).minus(before));
    Histogram times = crowd.timesMicros();
    out.printf(
        Locale.ROOT,
        "  an answer of the public page   p50 %.1f ms, p99 %.1f ms, worst %.0f ms; %,d good, %d not%n",
        (double) times.getValueAtPercentile(50) / MICROS_PER_MILLI,
        (double) times.getValueAtPercentile(99) / MICROS_PER_MILLI,
        (double) times.getMaxValue() / MICROS_PER_MILLI,
        times.getTotalCount(),
        crowd.failed());
  }

  private void tell(WatchingBoards boards, Duration cpu) {
    Histogram delays = boards.delaysMillis();
    double seconds = load.length.toMillis() / 1000.0;
    out.printf(
        Locale.ROOT,
        "  from the bus to a board        p50 %d ms, p99 %d ms, worst %d ms%n",
        delays.getValueAtPercentile(50),
        delays.getValueAtPercentile(99),
        delays.getMaxValue());
    out.printf(
        Locale.ROOT,
        "  events                         %,.0f/s, %.1f MB/s; %d boards broke off%n",
        boards.events() / seconds,
        boards.bytes() / seconds / 1e6,
        boards.broken());
    out.printf(
        Locale.ROOT,
        "  the platform's processor time  %.2f cores%n",
        cpu.toMillis() / 1000.0 / seconds);
  }
}
