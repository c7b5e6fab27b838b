package org.ringfence.desktop.waits;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.waits.PublicWait.Callbacks;
import org.ringfence.desktop.waits.PublicWait.Said;
import org.ringfence.desktop.waits.PublicWait.State;
import org.ringfence.desktop.waits.PublicWait.Wait;

/// How the public is told the wait, in one language.
final class WaitWords {

  private final Tongue tongue;
  private final ZoneId zone;
  private final DateTimeFormatter moment;

  WaitWords(Tongue tongue, ZoneId zone) {
    this.tongue = tongue;
    this.zone = zone;
    String pattern = tongue == Tongue.ES ? "EEEE d 'de' MMMM, H:mm" : "EEEE, MMMM d, h:mm a";
    moment = DateTimeFormatter.ofPattern(pattern, tongue.locale());
  }

  Said say(
      String title,
      State state,
      @Nullable Instant change,
      @Nullable Wait wait,
      Callbacks callbacks) {
    return new Said(
        title,
        state == State.OPEN ? open(change) : closed(change),
        state == State.OPEN ? wait(wait) : "",
        callbacks.waiting() == 0 ? "" : callbacks(callbacks));
  }

  private String open(@Nullable Instant closes) {
    if (closes == null) {
      return in("Open now.", "Abierto ahora.");
    }
    return in("Open now, until ", "Abierto ahora, hasta el ") + at(closes) + ".";
  }

  private String closed(@Nullable Instant opens) {
    if (opens == null) {
      return in("Closed.", "Cerrado.");
    }
    return in("Closed. Opens ", "Cerrado. Abre el ") + at(opens) + ".";
  }

  private String wait(@Nullable Wait wait) {
    if (wait == null) {
      return in(
          "We cannot say at this moment how long the wait is.",
          "En este momento no podemos decir cuánto dura la espera.");
    }
    int low = wait.lowMinutes();
    @Nullable Integer high = wait.highMinutes();
    if (high == null) {
      return in("More than " + low + " minutes", "Más de " + low + " minutos");
    }
    if (high == 1) {
      return in("Less than a minute", "Menos de un minuto");
    }
    return low == 0
        ? in("Less than " + high + " minutes", "Menos de " + high + " minutos")
        : in(
            "Between " + low + " and " + high + " minutes",
            "Entre " + low + " y " + high + " minutos");
  }

  private String callbacks(Callbacks callbacks) {
    int callers = callbacks.waiting();
    long minutes = Math.max(1, callbacks.longestMinutes());
    String people =
        callers == 1
            ? in("1 caller is", "1 persona espera")
            : in(callers + " callers are", callers + " personas esperan");
    String time =
        minutes == 1 ? in("1 minute", "1 minuto") : in(minutes + " minutes", minutes + " minutos");
    return people
        + in(
            " to be called back; the first of them has waited ",
            " que se le devuelva la llamada; la primera lleva ")
        + time
        + in(".", " de espera.");
  }

  /// With the zone's name: who reads it may be elsewhere.
  private String at(Instant instant) {
    ZonedDateTime local = instant.atZone(zone);
    return moment.format(local) + " (" + zone.getDisplayName(TextStyle.FULL, tongue.locale()) + ")";
  }

  /// What stands before the range.
  String heading() {
    return in("Waiting time for who calls now", "Tiempo de espera para quien llama ahora");
  }

  String asOf(Instant instant) {
    DateTimeFormatter time =
        DateTimeFormatter.ofPattern(tongue == Tongue.ES ? "H:mm" : "h:mm a", tongue.locale());
    return in("As of ", "A las ") + time.format(instant.atZone(zone));
  }

  String again() {
    return in("Look again", "Actualizar");
  }

  String note() {
    return in(
        "This is the range that callers hear. Four of five callers wait within it.",
        "Es el mismo tiempo que oye quien llama. Cuatro de cada cinco personas esperan dentro de él.");
  }

  private String in(String english, String spanish) {
    return tongue == Tongue.ES ? spanish : english;
  }
}
