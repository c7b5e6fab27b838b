package org.ringfence.platform.lab;

import java.util.concurrent.CountDownLatch;

/// Ctrl-C during long work: the work is asked to stop, and the process ends only when this is
/// closed, after what there is was written.
public final class Interruption implements AutoCloseable {

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Runnable stop) {
    hook =
        new Thread(
            () -> {
              stop.run();
              try {
                closed.await();
              } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
              }
            },
            "interruption");
  }

  /// @param stop asks the work to stop; called on another thread
  public static Interruption stopping(Runnable stop) {
    Interruption interruption = new Interruption(stop);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The process ends already, and the hook with it.
    }
  }
}
