package org.ringfence.desktop.waits;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.BoardModel;
import org.ringfence.desktop.board.BoardViews.ClosureView;
import org.ringfence.desktop.board.BoardViews.QueueView;
import org.ringfence.desktop.board.BoardViews.RangeView;
import org.ringfence.desktop.health.HealthReport;
import org.ringfence.desktop.waits.PublicWait.Callbacks;
import org.ringfence.desktop.waits.PublicWait.Said;
import org.ringfence.desktop.waits.PublicWait.State;
import org.ringfence.desktop.waits.PublicWait.Wait;
import org.ringfence.events.WaitRange;
import org.ringfence.hours.Calendar;
import org.ringfence.site.Site;
import org.ringfence.site.SiteBook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// The published waits as they are sent.
///
/// One thread makes them, at most once in [#REST]; whoever asks takes what is there. So a crowd on
/// the page costs neither a lock of the board nor a database, and the bytes stay the same, and with
/// them the entity tag, while nothing changed.
public final class PublicWaits implements AutoCloseable {

  static final Duration REST = Duration.ofSeconds(1);

  /// A queue with callers in it reports every few seconds; a range older than this is told nobody.
  public static final Duration RANGE_TOO_OLD = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(PublicWaits.class);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final PublicWaitSettings settings;
  private final BoardModel board;
  private final HealthReport health;
  private final InstantSource clock;
  private final ZoneId zone;
  private final SiteBook site;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile Map<String, Published> published = Map.of();

  /// @param zone in which times are said where a queue's calendar has none of its own
  public PublicWaits(
      PublicWaitSettings settings,
      SiteBook site,
      BoardModel board,
      HealthReport health,
      ZoneId zone,
      InstantSource clock) {
    this.settings = settings;
    this.board = board;
    this.health = health;
    this.zone = zone;
    this.clock = clock;
    this.site = site;
  }

  private @Nullable Calendar hours(String queue) {
    return site.get().queues().stream()
        .filter(each -> each.name().value().equals(queue))
        .findFirst()
        .map(Site.Queue::hours)
        .orElse(null);
  }

  /// One answer.
  public static final class Answer {
    private final byte[] bytes;
    private final String etag;

    private Answer(byte[] bytes, String etag) {
      this.bytes = bytes;
      this.etag = etag;
    }

    /// The body as it is sent; it is shared and must not be changed.
    public byte[] bytes() {
      return bytes;
    }

    /// The entity tag as the header has it.
    public String etag() {
      return etag;
    }
  }

  /// What is sent of one queue.
  private record Published(PublicWait told, Answer json, Map<Tongue, Answer> pages) {}

  /// Begins to follow the board.
  public void start() {
    if (!settings.titles().isEmpty()) {
      refresh();
      Thread.ofVirtual().name("public-waits").start(this::follow);
    }
  }

  /// The JSON of a queue that is published.
  public Optional<Answer> findJson(String queue) {
    return Optional.ofNullable(published.get(queue)).map(Published::json);
  }

  /// The page of a queue that is published.
  public Optional<Answer> findPage(String queue, Tongue tongue) {
    return Optional.ofNullable(published.get(queue)).map(found -> found.pages.get(tongue));
  }

  private void follow() {
    try {
      while (!stopping.await(REST.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          refresh();
        } catch (RuntimeException failed) {
          log.atError().setCause(failed).log("the public waits were not renewed");
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  void refresh() {
    Instant now = clock.instant();
    boolean well = health.isReady();
    Map<String, Published> next = new HashMap<>();
    board
        .snapshot()
        .queues()
        .forEach(versioned -> {
          QueueView queue = versioned.item();
          @Nullable Map<Tongue, String> titles = settings.titles().get(queue.queue());
          if (titles != null) {
            PublicWait wait = wait(queue, titles, well, now);
            @Nullable Published before = published.get(queue.queue());
            next.put(
                queue.queue(),
                before != null && before.told.equals(wait) ? before : made(wait, queue.queue()));
          }
        });
    published = Map.copyOf(next);
  }

  private PublicWait wait(QueueView queue, Map<Tongue, String> titles, boolean well, Instant now) {
    @Nullable Calendar calendar = hours(queue.queue());
    @Nullable Instant byHand = closedByHand(queue, now);
    boolean open = byHand == null && (calendar == null || calendar.isOpen(now));
    State state = open ? State.OPEN : State.CLOSED;
    @Nullable Instant change = change(calendar, byHand, now);
    @Nullable Wait wait = state == State.OPEN && well ? range(queue, now) : null;
    Callbacks callbacks = new Callbacks(queue.callbacks(), queue.oldestCallbackSeconds() / 60);
    Map<String, Said> said = new TreeMap<>();
    titles.forEach((tongue, title) ->
        said.put(
            tongue.tag(),
            new WaitWords(tongue, zoneOf(queue.queue()))
                .say(title, state, change, wait, callbacks)));
    return new PublicWait(
        queue.queue(),
        state,
        now.truncatedTo(ChronoUnit.MINUTES),
        wait,
        state == State.CLOSED ? change : null,
        state == State.OPEN ? change : null,
        callbacks,
        said);
  }

  /// When the queue opens or closes next; null when that is not in sight. After a closure by hand
  /// its hours count again, and may be over by then.
  private static @Nullable Instant change(
      @Nullable Calendar hours, @Nullable Instant byHand, Instant now) {
    Instant from = byHand == null ? now : byHand;
    if (byHand != null && (hours == null || hours.isOpen(byHand))) {
      return byHand;
    }
    return hours == null ? null : hours.nextChange(from);
  }

  /// Until when an administrator closed the queue, whatever its hours; null when nobody did.
  private static @Nullable Instant closedByHand(QueueView queue, Instant now) {
    @Nullable ClosureView closure = queue.closure();
    return closure != null && closure.until().isAfter(now) ? closure.until() : null;
  }

  private ZoneId zoneOf(String queue) {
    @Nullable Calendar calendar = hours(queue);
    // A queue that never closes has a calendar without a place.
    return calendar == null || calendar.zone().getId().equals("Z") ? zone : calendar.zone();
  }

  private static @Nullable Wait range(QueueView queue, Instant now) {
    @Nullable Instant at = queue.at();
    @Nullable RangeView predicted = queue.predicted();
    boolean old = queue.waiting() > 0 && at != null && at.plus(RANGE_TOO_OLD).isBefore(now);
    if (old || predicted == null) {
      return null;
    }
    @Nullable WaitRange range =
        WaitRange.of(predicted.lowSeconds() / 60.0, predicted.highSeconds() / 60.0);
    return range == null
        ? null
        : new Wait(
            range.lowMinutes(),
            range.highMinutes() == WaitRange.ENDLESS ? null : range.highMinutes());
  }

  private Published made(PublicWait wait, String queue) {
    Map<Tongue, Answer> pages = new EnumMap<>(Tongue.class);
    for (Tongue tongue : Tongue.values()) {
      String html = WaitPage.html(wait, tongue, zoneOf(queue));
      pages.put(tongue, answer(html.getBytes(StandardCharsets.UTF_8)));
    }
    return new Published(wait, answer(MAPPER.writeValueAsBytes(wait)), pages);
  }

  private static Answer answer(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Answer(bytes, "\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {
    stopping.countDown();
  }
}
