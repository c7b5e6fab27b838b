package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.web.Refusal.FieldProblem;
import org.ringfence.site.Site;

/// The query of a request, read parameter by parameter. Whatever is wrong is gathered, so that
/// [#finish] names every wrong one at once; until then a wrong one reads as its default.
final class QueryFields {

  private final Context request;
  private final Set<String> known;
  private final List<FieldProblem> wrong = new ArrayList<>();

  QueryFields(Context request, Set<String> known) {
    this.request = request;
    this.known = known;
    for (String name : new TreeSet<>(request.queryParamMap().keySet())) {
      if (!known.contains(name)) {
        String shown = name.length() > 40 ? name.substring(0, 40) + "…" : name;
        wrong(shown, JsonFields.notAField(known));
      }
    }
  }

  void wrong(String field, String message) {
    wrong.add(new FieldProblem(field, message));
  }

  /// What was written, or null when nothing was.
  @Nullable String text(String field) {
    if (!known.contains(field)) {
      throw new IllegalArgumentException(field + " is not among the known parameters");
    }
    @Nullable String text = request.queryParam(field);
    return text == null || text.isEmpty() ? null : text;
  }

  /// A text for people, stripped; it must be there.
  String neededText(String field, int maxCharacters) {
    @Nullable String written = text(field);
    String text = written == null ? "" : written.strip();
    if (text.isEmpty()) {
      wrong(field, "is missing; it must be a text of 1 to " + maxCharacters + " characters");
    } else if (text.codePointCount(0, text.length()) > maxCharacters) {
      wrong(field, "must have at most " + maxCharacters + " characters");
    } else if (text.codePoints().anyMatch(Character::isISOControl)) {
      wrong(field, "must not have control characters");
    }
    return text;
  }

  /// A name of something, as ids are; null when nothing was written.
  @Nullable String token(String field, Pattern shape, String must) {
    @Nullable String text = text(field);
    if (text != null && !shape.matcher(text).matches()) {
      wrong(field, must);
      return null;
    }
    return text;
  }

  /// A queue of the site, or null for all.
  @Nullable String queue(Site site) {
    @Nullable String queue = text("queue");
    if (queue != null
        && site.queues().stream().noneMatch(known -> known.name().value().equals(queue))) {
      wrong("queue", "is not a queue of this site");
      return null;
    }
    return queue;
  }

  /// One of an enum's constants, in lower case with dashes.
  <E extends Enum<E>> E choice(String field, Class<E> type, E otherwise) {
    @Nullable String text = text(field);
    if (text == null) {
      return otherwise;
    }
    List<String> words = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String word = word(constant);
      if (word.equals(text)) {
        return constant;
      }
      words.add(word);
    }
    wrong(field, "must be one of " + String.join(", ", words));
    return otherwise;
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// A time in UTC, or a day of the site.
  Instant instant(String field, Instant otherwise, Instant now, ZoneId zone) {
    @Nullable String text = text(field);
    if (text == null) {
      return otherwise;
    }
    try {
      Instant at =
          text.length() <= 10
              ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
              : Instant.parse(text);
      // Years that no database knows, and no call center either.
      if (Duration.between(at, now).abs().toDays() < 36_600) {
        return at;
      }
    } catch (DateTimeException | ArithmeticException unreadable) {
      // Told below.
    }
    wrong(field, "must be a time in UTC such as 2026-11-03T18:00:00Z, or a day such as 2026-11-03");
    return otherwise;
  }

  /// @throws Refusal that names every wrong parameter
  void finish() {
    if (!wrong.isEmpty()) {
      throw new Refusal(400, "query", "The request has wrong parameters.", wrong);
    }
  }
}
