package org.ringfence.platform.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.ringfence.desktop.health.ComponentHealth;
import org.ringfence.events.SiteChange.AgentChanged;
import org.ringfence.platform.asterisk.AsteriskConfig;
import org.ringfence.platform.asterisk.AsteriskConsole;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.site.SiteBook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives the agents who are there at this moment phones in Asterisk: writes its files and has it
/// read them again, which touches no call. What fails is tried again.
final class AgentsInAsterisk implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AgentsInAsterisk.class);
  private static final long AGAIN_SECONDS = 10;

  private final Installation installation;
  private final Path templates;
  private final SiteBook site;
  private final SiteFile file;
  private final AsteriskConsole console;
  private final Semaphore wanted = new Semaphore(1);
  private final Thread thread;
  private volatile String trouble = "";
  private boolean told;
  private volatile boolean closed;

  AgentsInAsterisk(PlatformSettings settings, Installation installation, SiteBook site) {
    this.installation = installation;
    this.templates = settings.folder().resolve("asterisk");
    this.site = site;
    this.file = new SiteFile(settings.data());
    this.console = new AsteriskConsole(settings.asteriskFolder());
    this.thread = Thread.ofVirtual().name("agents-in-asterisk").unstarted(this::run);
  }

  /// From now on, and once for what changed before.
  void start() {
    site.onChange(change -> {
      if (change instanceof AgentChanged) {
        wanted.release();
      }
    });
    thread.start();
  }

  private void run() {
    try {
      while (!closed) {
        wanted.acquire();
        wanted.drainPermits();
        if (!closed && !carryOut()) {
          wanted.tryAcquire(AGAIN_SECONDS, TimeUnit.SECONDS);
          wanted.release();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean carryOut() {
    try {
      file.write(site);
      boolean news = AsteriskConfig.writeAgents(templates, installation.asteriskSite(site.get()));
      // After a trouble the files are written and perhaps not read. An Asterisk that is not there
      // reads them when it starts.
      if ((news || !trouble.isEmpty()) && console.isThere()) {
        // One that stands still lets us wait, which is to be seen.
        trouble = "it did not answer on its console yet";
        console.run("module reload res_pjsip.so");
        console.run("queue reload all");
        log.atInfo()
            .addKeyValue("agents", site.get().agents().size())
            .log("Asterisk has the agents' phones as they are now");
      }
      trouble = "";
      told = false;
      return true;
    } catch (IOException | IllegalArgumentException failed) {
      if (!told) {
        told = true;
        log.atError().setCause(failed).log("Asterisk could not be told of changed agents");
      }
      trouble = String.valueOf(failed.getMessage());
      return false;
    }
  }

  /// How it is, for the board.
  ComponentHealth health() {
    String now = trouble;
    return now.isEmpty()
        ? ComponentHealth.up("agents", "Asterisk has their phones")
        : ComponentHealth.degraded(
            "agents",
            "Asterisk does not know of the last change: " + now,
            "It is tried again every 10 s. Agents whom it does not know cannot be rung.");
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
