package org.ringfence.gateway.agi;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.asteriskjava.fastagi.AgiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The FastAGI server: one virtual thread per session behind a bound.
///
/// FastAGI has neither passwords nor encryption, so it takes connections from listed addresses
/// only. A session beyond the bound, from elsewhere, or that makes no sense is closed without an
/// answer, and the dialplan lets the caller go on.
public final class AgiServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AgiServer.class);

  /// The kernel's queue of connections not yet accepted; it bounds how many wait on a frozen JVM.
  private static final int BACKLOG = 200;

  private final AgiServerSettings settings;
  private final Map<String, AgiScript> scripts;
  private final LongSupplier ticker;
  private final Semaphore sessions;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Counter refusedByBound;
  private final Counter refusedByAddress;
  private final Counter malformed;
  private final Counter failed;
  private final Map<String, Timer> answered = new ConcurrentHashMap<>();
  private volatile @Nullable ServerSocket listening;
  private volatile @Nullable Thread acceptor;

  public AgiServer(
      AgiServerSettings settings,
      Map<String, AgiScript> scripts,
      MeterRegistry meters,
      LongSupplier ticker) {
    this.settings = settings;
    this.scripts = Map.copyOf(scripts);
    this.ticker = ticker;
    this.sessions = new Semaphore(settings.maxSessions());
    this.refusedByBound = meters.counter("ringfence.agi.refused", "cause", "bound");
    this.refusedByAddress = meters.counter("ringfence.agi.refused", "cause", "address");
    this.malformed = meters.counter("ringfence.agi.malformed");
    this.failed = meters.counter("ringfence.agi.failed");
    for (String script : scripts.keySet()) {
      answered.put(
          script,
          Timer.builder("ringfence.agi.session")
              .tag("script", script)
              .publishPercentiles(0.5, 0.99)
              .register(meters));
    }
    meters.gauge("ringfence.agi.sessions", this, AgiServer::sessionCount);
  }

  /// Begins to listen.
  ///
  /// @throws IOException with the address in its message, when it cannot be had
  public void start() throws IOException {
    ServerSocket server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(settings.address(), settings.port()), BACKLOG);
    } catch (IOException taken) {
      server.close();
      throw new IOException(
          "cannot listen for AGI on %s port %d: %s"
              .formatted(settings.address().getHostAddress(), settings.port(), taken.getMessage()),
          taken);
    }
    listening = server;
    acceptor = Thread.ofPlatform().name("agi-accept").daemon().start(() -> acceptAll(server));
    log.atInfo().addKeyValue("port", server.getLocalPort()).log("AGI server listens");
  }

  /// The port, which is the system's choice when the settings say 0.
  public int port() {
    ServerSocket server = listening;
    return server == null ? 0 : server.getLocalPort();
  }

  public boolean isAlive() {
    Thread thread = acceptor;
    return thread != null && thread.isAlive();
  }

  public int sessionCount() {
    return settings.maxSessions() - sessions.availablePermits();
  }

  private void acceptAll(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        accept(server.accept());
      } catch (IOException broken) {
        if (!server.isClosed()) {
          log.atWarn().setCause(broken).log("AGI connection could not be accepted");
        }
      }
    }
  }

  private void accept(Socket socket) {
    long startedAtNanos = ticker.getAsLong();
    if (!isAllowed(socket.getInetAddress())) {
      refusedByAddress.increment();
      log.atWarn().addKeyValue("address", socket.getInetAddress()).log("AGI address not allowed");
      close(socket);
    } else if (!sessions.tryAcquire()) {
      refusedByBound.increment();
      close(socket);
    } else {
      open.add(socket);
      Thread.ofVirtual().name("agi-session").start(() -> serve(socket, startedAtNanos));
    }
  }

  private boolean isAllowed(InetAddress address) {
    return settings.allowed().contains(address);
  }

  private void serve(Socket socket, long startedAtNanos) {
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) settings.readTimeout().toMillis());
      AgiSession session = new AgiSession(new BoundedAgiSocket(socket));
      AgiCall call = session.read(startedAtNanos);
      AgiScript script = scripts.get(call.script());
      if (script == null) {
        throw new IllegalArgumentException("there is no such script");
      }
      if (session.write(script.answer(call))) {
        time(call);
      }
    } catch (IllegalArgumentException nonsense) {
      malformed.increment();
      log.atWarn().addKeyValue("reason", nonsense.getMessage()).log("malformed AGI request");
    } catch (IOException | AgiException brokenOff) {
      // The caller hung up, or an agent's leg took the caller: AMI tells which.
      failed.increment();
      log.atDebug().addKeyValue("reason", brokenOff.getMessage()).log("AGI session broke off");
    } catch (RuntimeException defect) {
      failed.increment();
      log.atError().setCause(defect).log("AGI script failed");
    } finally {
      close(socket);
      open.remove(socket);
      sessions.release();
    }
  }

  private void time(AgiCall call) {
    Timer timer = answered.get(call.script());
    if (timer != null) {
      timer.record(ticker.getAsLong() - call.startedAtNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException ignored) {
      // Nothing is left to do with it.
    }
  }

  /// Stops listening and cuts the open sessions; their callers go on in the dialplan.
  @Override
  public void close() {
    ServerSocket server = listening;
    if (server != null) {
      try {
        server.close();
      } catch (IOException ignored) {
        // It is not used again.
      }
    }
    open.forEach(AgiServer::close);
  }
}
