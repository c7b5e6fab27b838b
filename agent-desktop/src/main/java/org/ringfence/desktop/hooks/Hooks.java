package org.ringfence.desktop.hooks;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessageReader;
import org.ringfence.desktop.board.BoardModel;
import org.ringfence.desktop.board.KnownCaller;
import org.ringfence.desktop.health.ComponentHealth;
import org.ringfence.desktop.hooks.HookSender.Trouble;
import org.ringfence.events.Topic;

/// Tells customer systems what happens to calls, from the start of this process on. What waits to
/// be sent is lost when the process ends.
public final class Hooks implements AutoCloseable {

  private static final Set<Topic> TOPICS =
      Set.of(Topic.DECISIONS, Topic.ROUTING, Topic.SCREENING, Topic.VERDICTS);
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(3);

  private final HookSettings settings;
  private final MessageReader reader;
  private final HookWords words;
  private final RandomGenerator random;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final List<HookSender> senders = new ArrayList<>();
  private @Nullable HttpClient http;
  private MessageReader.@Nullable Subscription subscription;

  /// @param random makes the secrets
  public Hooks(
      HookSettings settings,
      MessageReader reader,
      BoardModel board,
      RandomGenerator random,
      MeterRegistry meters,
      InstantSource clock) {
    this.settings = settings;
    this.reader = reader;
    this.random = random;
    this.meters = meters;
    this.clock = clock;
    words = new HookWords(call -> board.findCaller(call).map(KnownCaller::number));
  }

  public boolean isWanted() {
    return !settings.targets().isEmpty();
  }

  /// @throws IOException when a target's secret can neither be read nor made
  public void start() throws IOException {
    if (!isWanted()) {
      return;
    }
    // Who answers with another address is not followed there: it may be on no list.
    http =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    for (HookSettings.Target target : settings.targets()) {
      HookSecret secret = HookSecret.of(settings.secretsFolder(), target.name(), random);
      HookSender sender = new HookSender(target, settings, secret, http, meters, clock);
      senders.add(sender);
      sender.start();
    }
    subscription =
        reader.read(
            "hooks",
            TOPICS,
            Duration.ZERO,
            (message, id) ->
                words
                    .of(message, id)
                    .ifPresent(made -> senders.forEach(sender -> sender.take(made))));
  }

  /// How the targets are; it never counts as down, because calls are served without them.
  public ComponentHealth health() {
    for (HookSender sender : senders) {
      @Nullable Trouble trouble = sender.trouble();
      if (trouble != null) {
        return ComponentHealth.degraded(
            "web hooks",
            "The web hook "
                + sender.name()
                + " does not take our messages since "
                + trouble.since()
                + ": "
                + trouble.why()
                + "."
                + (trouble.givenUp() == 0 ? "" : " " + trouble.givenUp() + " were given up."),
            "Calls are served all the same. Look at the system behind web.hooks.targets; what it has"
                + " not taken is sent again for a while.");
      }
    }
    return ComponentHealth.up("web hooks", "are taken");
  }

  @Override
  public void close() {
    if (subscription != null) {
      subscription.close();
    }
    senders.forEach(HookSender::close);
    if (http != null) {
      http.shutdownNow();
    }
  }
}
