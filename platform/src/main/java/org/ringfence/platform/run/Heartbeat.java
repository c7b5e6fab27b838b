package org.ringfence.platform.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pulse of this process: a file that is written once a second with our process id.
///
/// The launcher kills a process whose file is older than five seconds: a frozen JVM holds callers
/// worse than a dead one. The pulse is taken on a virtual thread, so that a scheduler of virtual
/// threads that is stuck stops it too.
final class Heartbeat implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
  private static final long PERIOD_MILLIS = 1_000;

  private final Path file;
  private final ScheduledExecutorService pacemaker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("heartbeat").daemon().factory());

  Heartbeat(Path file) {
    this.file = file;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it runs until the process ends
  void start() {
    pacemaker.scheduleAtFixedRate(
        () -> Thread.ofVirtual().name("pulse").start(this::beat),
        0,
        PERIOD_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  private void beat() {
    try {
      Files.writeString(file, ProcessHandle.current().pid() + "\n");
    } catch (IOException failed) {
      // A full disk must not look like a frozen process: the time stamp alone is enough.
      touch(failed);
    }
  }

  private void touch(IOException first) {
    try {
      Files.setLastModifiedTime(
          file, java.nio.file.attribute.FileTime.from(java.time.InstantSource.system().instant()));
    } catch (IOException failed) {
      log.atError()
          .addKeyValue("file", file)
          .setCause(first)
          .log("the heartbeat cannot be written");
    }
  }

  @Override
  public void close() {
    pacemaker.shutdownNow();
  }
}
