package org.ringfence.gateway.phones;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.ringfence.events.AgentId;
import org.ringfence.gateway.ami.AgentDevice;
import org.ringfence.gateway.ami.AmiActions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Passwords by which agents' phones in browsers register: made when a page asks, or agreed on with
/// the node of the page, known to that page and to Asterisk, replaced by the next one, gone after
/// some hours. An agent without one has no phone in a browser: Asterisk refuses whoever tries.
///
/// They stand in Asterisk's own database, from where `res_pjsip` reads them at each request
/// (`sorcery.conf`), so a new one takes no reload. The right that writes that database over AMI
/// would write everything in it; a context of the dialplan, `rf-phone`, writes only these.
public final class BrowserPhones implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(BrowserPhones.class);

  private static final String CONTEXT = "rf-phone";
  private static final String FAMILY = "rf-phone/auth";

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /// 32 characters of 62 are 190 bits.
  private static final int LENGTH = 32;

  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(2);
  private static final Duration WRITTEN_LOOK = Duration.ofMillis(20);

  private final AmiActions ami;
  private final Duration life;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final CountDownLatch stopping = new CountDownLatch(1);

  /// When each password ends. Bounded by the site's agents.
  private final Map<AgentId, Instant> ends = new HashMap<>();

  private boolean cleared;

  /// @param life how long a password holds
  /// @param random a `java.security.SecureRandom`, except in tests
  public BrowserPhones(AmiActions ami, Duration life, RandomGenerator random, InstantSource clock) {
    this.ami = ami;
    this.life = life;
    this.random = random;
    this.clock = clock;
  }

  /// With what a page registers.
  ///
  /// @param user the SIP user
  /// @param expires when the password ends
  public record Login(String user, String secret, Instant expires) {
    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }

  /// The SIP user of an agent's phone in the browser.
  public static String user(AgentId agent) {
    return AgentDevice.browserUser(agent.value());
  }

  public void start() {
    Thread.ofVirtual().name("browser-phones").start(this::endOld);
  }

  /// A new password, which ends the one before; Asterisk knows it when this returns.
  ///
  /// @param agent one of the site's
  /// @throws IOException when Asterisk is away
  public Login open(AgentId agent) throws IOException {
    return open(agent, secret());
  }

  /// The same with a password that was agreed on elsewhere.
  ///
  /// @param secret letters and digits, [#LENGTH] at least
  public synchronized Login open(AgentId agent, String secret) throws IOException {
    if (secret.length() < LENGTH || !secret.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)) {
      throw new IllegalArgumentException("a password must be letters and digits, 32 at least");
    }
    String user = user(agent);
    // Those of an earlier run of ours are nobody's any more.
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("_RF_CLEAR", cleared ? "0" : "1");
    variables.put("_RF_USER", user);
    variables.put("_RF_SECRET", secret);
    if (!ami.runLocally(CONTEXT, "s", variables)) {
      throw new IOException("Asterisk refused to take the phone's password");
    }
    awaitWritten("/" + FAMILY + "/" + user, secret);
    cleared = true;
    Instant until = clock.instant().plus(life);
    ends.put(agent, until);
    log.atInfo()
        .addKeyValue("agent", agent)
        .addKeyValue("until", until)
        .log("browser phone opened");
    return new Login(user, secret, until);
  }

  private void awaitWritten(String key, String secret) throws IOException {
    long tries = WRITTEN_WITHIN.dividedBy(WRITTEN_LOOK);
    try {
      for (long i = 0; i < tries; i++) {
        if (ami.database(FAMILY).getOrDefault(key, "").contains(secret)) {
          return;
        }
        if (stopping.await(WRITTEN_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("Asterisk did not take the phone's password");
  }

  /// Ends an agent's password, if there is one.
  public synchronized void close(AgentId agent) {
    if (!ends.containsKey(agent)) {
      return;
    }
    try {
      Map<String, String> variables = new LinkedHashMap<>();
      variables.put("_RF_USER", user(agent));
      if (ami.runLocally(CONTEXT, "s", variables)) {
        ends.remove(agent);
        log.atInfo().addKeyValue("agent", agent).log("browser phone closed");
        return;
      }
    } catch (IOException away) {
      log.atDebug().addKeyValue("agent", agent).log("Asterisk is away");
    }
    // Tried again as overdue.
    ends.put(agent, Instant.EPOCH);
  }

  private void endOld() {
    try {
      while (!stopping.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        sweep();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends what is overdue.
  synchronized void sweep() {
    Instant now = clock.instant();
    for (AgentId agent : Map.copyOf(ends).keySet()) {
      if (!now.isBefore(ends.getOrDefault(agent, Instant.MAX))) {
        close(agent);
      }
    }
  }

  private synchronized String secret() {
    StringBuilder secret = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return secret.toString();
  }

  @Override
  public void close() {
    stopping.countDown();
  }
}
