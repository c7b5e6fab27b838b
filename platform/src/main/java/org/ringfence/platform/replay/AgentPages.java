package org.ringfence.platform.replay;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.platform.demo.BoardClient;
import org.ringfence.simulator.replay.AgentDesk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The agents' pages, pressed over HTTP on threads of their own: at most so many presses at one
/// time, each tried a few times.
final class AgentPages implements AgentDesk {

  private static final Logger log = LoggerFactory.getLogger(AgentPages.class);
  private static final int AT_A_TIME = 16;
  private static final int TRIES = 3;
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final BoardClient client;
  private final Semaphore free = new Semaphore(AT_A_TIME);

  AgentPages(BoardClient client) {
    this.client = client;
  }

  @Override
  public void press(AgentId agent, AgentState state) {
    Thread.ofVirtual().name("press-" + agent).start(() -> pressed(agent, state));
  }

  private void pressed(AgentId agent, AgentState state) {
    free.acquireUninterruptibly();
    try {
      for (int tries = 1; tries <= TRIES; tries++) {
        try {
          client.askAgentState(agent.value(), state.name().toLowerCase(Locale.ROOT));
          return;
        } catch (IOException failed) {
          log.atWarn().addKeyValue("agent", agent).setCause(failed).log("a button did not work");
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      }
    } finally {
      free.release();
    }
  }
}
