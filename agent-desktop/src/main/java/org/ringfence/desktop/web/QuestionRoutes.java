package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.questions.QuestionsDesk;
import org.ringfence.desktop.questions.QuestionsDesk.Mistake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The questions that callers are asked: picture, counts, reload, emergency message.
final class QuestionRoutes {

  /// Checking a flow takes a moment of a processor; hands need no more.
  static final int MOST_PER_MINUTE = 30;

  private static final Logger log = LoggerFactory.getLogger(QuestionRoutes.class);
  private static final Map<String, Boolean> SWITCH = Map.of("on", true, "off", false);

  private final @Nullable QuestionsDesk desk;
  private final InstantSource clock;
  private final RateLimit limit = new RateLimit(MOST_PER_MINUTE, Duration.ofMinutes(1));

  /// @param desk null where no calls are led, as in a web alone
  QuestionRoutes(@Nullable QuestionsDesk desk, InstantSource clock) {
    this.desk = desk;
    this.clock = clock;
  }

  /// What an answer to a reload says.
  record Reloaded(String flow, List<Mistake> mistakes) {}

  void questions(Context request) {
    Json.noStore(request);
    Json.answer(request, 200, desk().questions());
  }

  void picture(Context request) {
    Json.noStore(request);
    // A picture that is opened by itself brings its own style, and nothing else.
    request.header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    request.contentType("image/svg+xml").result(desk().picture());
  }

  void reload(Context request) {
    JsonFields fields = JsonFields.of(request, Set.of());
    String author = Gate.identity(request).name();
    fields.finish();
    take();
    List<Mistake> mistakes = desk().reload();
    log.atInfo()
        .addKeyValue("author", author)
        .addKeyValue("mistakes", mistakes.size())
        .log("reload of the flow asked");
    Json.noStore(request);
    Json.answer(
        request, mistakes.isEmpty() ? 200 : 422, new Reloaded(desk().questions().flow(), mistakes));
  }

  void switchEmergency(Context request) {
    JsonFields fields = JsonFields.of(request, Set.of("to"));
    @Nullable Boolean on = fields.word("to", SWITCH, "on or off");
    String author = Gate.identity(request).name();
    fields.finish();
    take();
    boolean wanted = JsonFields.good(on);
    desk().switchEmergency(wanted);
    log.atInfo()
        .addKeyValue("author", author)
        .addKeyValue("on", wanted)
        .log("emergency message switched");
    questions(request);
  }

  private synchronized void take() {
    Instant now = clock.instant();
    Duration wait = limit.untilNext(now);
    if (!wait.isZero()) {
      throw Refusal.tooFast("Too many wishes about the questions within a minute.", wait);
    }
    limit.take(now);
  }

  private QuestionsDesk desk() {
    if (desk == null) {
      throw new Refusal(404, "questions", "No calls are led here.");
    }
    return desk;
  }
}
