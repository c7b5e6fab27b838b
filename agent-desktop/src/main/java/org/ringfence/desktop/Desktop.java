package org.ringfence.desktop;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.bus.MessageReader;
import org.ringfence.desktop.accounts.Accounts;
import org.ringfence.desktop.board.BoardModel;
import org.ringfence.desktop.health.ComponentHealth;
import org.ringfence.desktop.health.HealthReport;
import org.ringfence.desktop.history.History;
import org.ringfence.desktop.hooks.Hooks;
import org.ringfence.desktop.phones.PhoneDesk;
import org.ringfence.desktop.prompts.PromptsDesk;
import org.ringfence.desktop.questions.QuestionsDesk;
import org.ringfence.desktop.web.WebServer;
import org.ringfence.events.Topic;
import org.ringfence.site.Site;
import org.ringfence.site.SiteBook;
import org.ringfence.voice.KeptSound;

/// The web of the platform: reads the bus into the board and serves it.
public final class Desktop implements AutoCloseable {

  private final DesktopSettings settings;
  private final MessageReader reader;
  private final BoardModel board;
  private final History history;
  private final Accounts accounts;
  private final WebServer server;
  private final Hooks hooks;
  private MessageReader.@Nullable Subscription subscription;
  private MessageReader.@Nullable Subscription changes;

  /// A web without a history.
  public Desktop(
      DesktopSettings settings,
      Site site,
      Accounts accounts,
      MessagePublisher publisher,
      MessageReader reader,
      PrometheusMeterRegistry meters,
      List<Supplier<ComponentHealth>> health,
      InstantSource clock) {
    this(
        settings,
        site,
        accounts,
        publisher,
        reader,
        History.none(site, clock),
        meters,
        health,
        clock);
  }

  /// A web where no calls are led and no sound is kept.
  public Desktop(
      DesktopSettings settings,
      Site site,
      Accounts accounts,
      MessagePublisher publisher,
      MessageReader reader,
      History history,
      PrometheusMeterRegistry meters,
      List<Supplier<ComponentHealth>> health,
      InstantSource clock) {
    this(
        settings,
        new SiteBook(site),
        accounts,
        publisher,
        reader,
        history,
        null,
        null,
        KeptSound.none(),
        null,
        meters,
        health,
        clock);
  }

  /// @param site whose agents and hours may change at any time
  /// @param accounts started and closed with the web
  /// @param history is started and closed with the web
  /// @param questions null where no calls are led
  /// @param prompts null where no calls are led
  /// @param sound what is kept of callers
  /// @param phones null where agents have desk phones alone
  /// @param health one supplier per part of the platform; each must answer at once
  public Desktop(
      DesktopSettings settings,
      SiteBook site,
      Accounts accounts,
      MessagePublisher publisher,
      MessageReader reader,
      History history,
      @Nullable QuestionsDesk questions,
      @Nullable PromptsDesk prompts,
      KeptSound sound,
      @Nullable PhoneDesk phones,
      PrometheusMeterRegistry meters,
      List<Supplier<ComponentHealth>> health,
      InstantSource clock) {
    this.settings = settings;
    this.reader = reader;
    this.history = history;
    this.accounts = accounts;
    board =
        new BoardModel(
            site.get(), settings.timeZone(), settings.history(), history.rules(), clock, meters);
    site.onChange(_ -> board.siteChanged(site.get()));
    List<Supplier<ComponentHealth>> parts = new ArrayList<>(health);
    if (history.isWanted()) {
      parts.add(history::health);
    }
    hooks =
        new Hooks(settings.outgoing().hooks(), reader, board, new SecureRandom(), meters, clock);
    if (hooks.isWanted()) {
      parts.add(hooks::health);
    }
    server =
        new WebServer(
            settings,
            site,
            board,
            history,
            accounts,
            questions,
            prompts,
            sound,
            phones,
            new HealthReport(parts, clock),
            publisher,
            meters,
            clock);
  }

  /// Listens first, so that a port that is taken is told before anything is read.
  ///
  /// @throws IOException when the port cannot be listened on; its message says what to do
  public void start() throws IOException {
    server.start();
    subscription = reader.readGathered("board", BoardModel.TOPICS, settings.history(), board);
    changes =
        reader.readGathered(
            "board-changes", BoardModel.CHANGE_TOPICS, Topic.VERDICTS.retention(), board.changes());
    accounts.start();
    history.start();
    hooks.start();
  }

  /// The port listened on.
  public int port() {
    return server.port();
  }

  /// Stops serving, then stops reading.
  @Override
  public void close() {
    server.close();
    hooks.close();
    if (subscription != null) {
      subscription.close();
    }
    if (changes != null) {
      changes.close();
    }
    history.close();
    accounts.close();
  }
}
