package org.ringfence.gateway.ami;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.ManagerEventListener;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.event.DisconnectEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One AMI connection that is kept up for ever: logged in again and again, pinged, and *replaced*
/// when it answers no more.
///
/// asterisk-java's own reconnecting is not relied on: a connection whose event queue overflowed
/// stays "connected" and dead.
final class AmiLink implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AmiLink.class);

  /// The first pause before another login is so much shorter than the longest, which is as long as
  /// that between two pings.
  private static final int FIRST_PAUSE_PART = 10;

  private final String name;
  private final AmiSettings settings;
  private final String eventMask;
  private final @Nullable ManagerEventListener listener;
  private final Runnable onUp;
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean closed;
  private volatile @Nullable ManagerConnection current;
  private volatile @Nullable Thread keeper;

  /// @param eventMask `on` or `off`
  /// @param listener hears all events; must only enqueue
  /// @param onUp runs after each login, on the keeper's thread; must be short
  AmiLink(
      String name,
      AmiSettings settings,
      String eventMask,
      @Nullable ManagerEventListener listener,
      Runnable onUp) {
    this.name = name;
    this.settings = settings;
    this.eventMask = eventMask;
    this.listener = listener;
    this.onUp = onUp;
  }

  void start() {
    keeper = Thread.ofVirtual().name("ami-" + name).start(this::keepUp);
  }

  boolean isUp() {
    return current != null;
  }

  /// The connection that works.
  ///
  /// @throws IOException when there is none at this moment
  ManagerConnection connection() throws IOException {
    ManagerConnection connection = current;
    if (connection == null) {
      throw new IOException("AMI is not connected");
    }
    return connection;
  }

  private void keepUp() {
    Duration longestPause = settings.pingInterval();
    Duration firstPause = longestPause.dividedBy(FIRST_PAUSE_PART);
    Duration pause = firstPause;
    while (!closed) {
      ManagerConnection connection = make();
      try {
        connection.login(eventMask);
        current = connection;
        pause = firstPause;
        log.atInfo().addKeyValue("link", name).log("AMI is connected");
        onUp.run();
        watch(connection);
      } catch (AuthenticationFailedException refused) {
        log.atError()
            .addKeyValue("link", name)
            .addKeyValue("user", settings.user())
            .addKeyValue("secretFile", settings.secretFile())
            .addKeyValue("reason", refused.getMessage())
            .log("AMI refuses the login; are user and secret those of manager.conf?");
        pause = longestPause;
      } catch (IOException | TimeoutException | RuntimeException broken) {
        if (!closed) {
          log.atWarn()
              .addKeyValue("link", name)
              .addKeyValue("port", settings.port())
              .addKeyValue("reason", broken.getMessage())
              .log("AMI cannot be reached; trying again");
        }
      } finally {
        current = null;
        dispose(connection);
      }
      if (!closed) {
        await(pause);
      }
      Duration twice = pause.multipliedBy(2);
      pause = twice.compareTo(longestPause) < 0 ? twice : longestPause;
    }
  }

  private ManagerConnection make() {
    DefaultManagerConnection connection =
        new DefaultManagerConnection(settings.host(), settings.port(), settings.user(), secret());
    int timeoutMillis = (int) settings.responseTimeout().toMillis();
    connection.setSocketTimeout(timeoutMillis);
    connection.setDefaultResponseTimeout(timeoutMillis);
    connection.setDefaultEventTimeout(timeoutMillis * 4L);
    connection.registerUserEventClass(DbGetTreeResponseEvent.class);
    connection.registerUserEventClass(DbGetTreeCompleteEvent.class);
    connection.addEventListener(event -> {
      if (event instanceof DisconnectEvent) {
        wake.release();
      } else if (listener != null) {
        listener.onManagerEvent(event);
      }
    });
    return connection;
  }

  private String secret() {
    try {
      return Files.readString(settings.secretFile()).strip();
    } catch (IOException unreadable) {
      log.atError()
          .addKeyValue("secretFile", settings.secretFile())
          .addKeyValue("reason", unreadable.getMessage())
          .log("the AMI secret cannot be read");
      return "";
    }
  }

  private void watch(ManagerConnection connection) throws IOException, TimeoutException {
    wake.drainPermits();
    while (!closed) {
      if (await(settings.pingInterval())) {
        throw new IOException("the connection was lost");
      }
      if (!closed) {
        connection.sendAction(new PingAction(), settings.responseTimeout().toMillis());
      }
    }
  }

  /// @return whether somebody woke us before the time was over
  private boolean await(Duration time) {
    try {
      return wake.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      closed = true;
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /// Logging off may wait for an answer that never comes, so it does not hold up the next login.
  private static void dispose(ManagerConnection connection) {
    Thread.ofVirtual()
        .name("ami-dispose")
        .start(() -> {
          try {
            connection.logoff();
          } catch (IllegalStateException notConnected) {
            log.atDebug().addKeyValue("state", connection.getState()).log("AMI was off already");
          }
        });
  }

  @Override
  public void close() {
    closed = true;
    wake.release();
    Thread thread = keeper;
    if (thread != null) {
      try {
        thread.join(settings.responseTimeout());
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
