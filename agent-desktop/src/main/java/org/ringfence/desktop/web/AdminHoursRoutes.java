package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.HoursPlan;
import org.ringfence.events.LineCommand;
import org.ringfence.events.PoolName;
import org.ringfence.events.SiteChange;
import org.ringfence.events.SiteChange.HoursChanged;
import org.ringfence.hours.Calendar;
import org.ringfence.hours.Span;
import org.ringfence.site.SiteBook;

/// What an administrator does to opening hours: another week, holidays, days with other hours.
final class AdminHoursRoutes {

  private static final int MOST_CHARACTERS = 1_200;
  private static final int MOST_ZONE_CHARACTERS = 64;
  private static final int MOST_DAY_CHARACTERS = 120;
  private static final Set<String> KNOWN = known();

  private final SiteBook site;
  private final SettingChanges changes;
  private final InstantSource clock;

  AdminHoursRoutes(SiteBook site, SettingChanges changes, InstantSource clock) {
    this.site = site;
    this.changes = changes;
    this.clock = clock;
  }

  private static Set<String> known() {
    Set<String> known = new HashSet<>(Set.of("timeZone", "dates", "reason", "asConfigured"));
    for (DayOfWeek day : DayOfWeek.values()) {
      known.add(field(day));
    }
    return known;
  }

  private static String field(DayOfWeek day) {
    return day.name().toLowerCase(Locale.ROOT);
  }

  /// Opening hours and how they are at this moment.
  ///
  /// @param next when it opens or closes, or null when that is not in sight
  /// @param week by day, in lower case, as `08:00-12:00 13:00-17:00`; empty for closed
  /// @param dates the days with other hours, and these; empty for closed
  /// @param changed whether they are others than in the settings file
  record HoursView(
      String name,
      String timeZone,
      boolean open,
      @Nullable Instant next,
      Map<String, String> week,
      Map<String, String> dates,
      boolean changed) {}

  List<HoursView> all(Instant now) {
    Set<String> changed = new HashSet<>();
    for (SiteChange change : site.changes()) {
      if (change instanceof HoursChanged hours && hours.hours() != null) {
        changed.add(hours.calendar());
      }
    }
    return new TreeMap<>(site.get().calendars())
        .entrySet().stream()
            .map(each -> view(each.getKey(), each.getValue(), changed.contains(each.getKey()), now))
            .toList();
  }

  private static HoursView view(String name, Calendar calendar, boolean changed, Instant now) {
    HoursPlan plan = calendar.plan();
    Map<String, String> week = new TreeMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(field(day), String.join(" ", plan.week().getOrDefault(day, List.of())));
    }
    Map<String, String> dates = new TreeMap<>();
    plan.dates().forEach((date, spans) -> dates.put(date.toString(), String.join(" ", spans)));
    return new HoursView(
        name,
        plan.timeZone(),
        calendar.isOpen(now),
        calendar.nextChange(now),
        week,
        dates,
        changed);
  }

  /// `{"timeZone":"America/Chicago","monday":"08:00-12:00 13:00-17:00",…,"dates":"2026-12-25;
  /// 2026-12-24 08:00-12:00","reason":…}`, or `{"asConfigured":true,"reason":…}`.
  void change(Context request) {
    String name = request.pathParam("calendar");
    @Nullable Calendar before = site.get().calendars().get(name);
    if (before == null) {
      throw new Refusal(404, "path", "There are no opening hours of this name.");
    }
    JsonFields fields = JsonFields.of(request, KNOWN);
    @Nullable HoursPlan plan = fields.flag("asConfigured") ? null : plan(fields);
    String reason = fields.neededText("reason", DefenceRoutes.MAX_REASON_CHARACTERS);
    fields.finish();
    for (PoolName pool : site.get().pools()) {
      changes.ask(
          new LineCommand.ChangeHours(
              name, clock.instant(), pool, plan, SettingChanges.author(request), reason));
    }
    String after = plan == null ? "as in ringfence.conf" : said(plan);
    changes.tell(request, "hours " + name, said(before.plan()), after + " (" + reason + ")");
    SettingChanges.asked(request, "ChangeHours");
  }

  private static HoursPlan plan(JsonFields fields) {
    String zone = fields.neededText("timeZone", MOST_ZONE_CHARACTERS);
    if (!zone.isEmpty() && !Calendar.isZone(zone)) {
      fields.wrong("timeZone", "must be a time zone of the IANA database, such as America/Chicago");
    }
    Map<DayOfWeek, List<String>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, spans(fields, field(day), fields.text(field(day), MOST_DAY_CHARACTERS)));
    }
    SortedMap<LocalDate, List<String>> dates = dates(fields);
    boolean never = week.values().stream().allMatch(List::isEmpty);
    if (never && dates.values().stream().allMatch(List::isEmpty)) {
      fields.wrong("monday", "is closed as all other days; close the queue until a time instead");
    }
    return new HoursPlan(zone, week, dates);
  }

  private static SortedMap<LocalDate, List<String>> dates(JsonFields fields) {
    TreeMap<LocalDate, List<String>> dates = new TreeMap<>();
    for (String entry : fields.text("dates", MOST_CHARACTERS).split(";", -1)) {
      String[] parts = entry.strip().split("\\s+", 2);
      if (parts[0].isEmpty()) {
        continue;
      }
      @Nullable LocalDate date = date(parts[0]);
      if (date == null) {
        fields.wrong("dates", "must begin with a day each, such as 2026-12-25, parted by ;");
      } else {
        dates.put(date, spans(fields, "dates", parts.length > 1 ? parts[1] : ""));
      }
    }
    return dates;
  }

  private static @Nullable LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException malformed) {
      return null;
    }
  }

  private static List<String> spans(JsonFields fields, String field, String text) {
    List<String> words =
        List.of(text.split("[\\s,]+", -1)).stream().filter(word -> !word.isEmpty()).toList();
    try {
      return Span.inOrder(words.stream().map(Span::parse).toList()).stream()
          .map(Span::toString)
          .toList();
    } catch (IllegalArgumentException wrong) {
      fields.wrong(
          field,
          "must be hours such as 08:00-12:00 13:00-17:00 that do not overlap, or nothing for closed;"
              + " hours over midnight stand on both days");
      return List.of();
    }
  }

  private static String said(HoursPlan plan) {
    StringBuilder said = new StringBuilder(plan.timeZone());
    plan.week()
        .forEach((day, spans) -> {
          if (!spans.isEmpty()) {
            said.append(", ").append(field(day)).append(' ').append(String.join(" ", spans));
          }
        });
    plan.dates()
        .forEach((date, spans) ->
            said.append(", ")
                .append(date)
                .append(' ')
                .append(spans.isEmpty() ? "closed" : String.join(" ", spans)));
    return said.toString();
  }
}
