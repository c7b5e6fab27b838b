package org.ringfence.gateway.ivr;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ringfence.hours.Calendar;

/// One place in the flow. A node speaks, or only chooses where to go on.
public sealed interface IvrNode {

  String name();

  /// What is said on entering; nothing at a node that only chooses.
  List<Prompt> prompts();

  /// The kind as it is written in the file.
  default String kind() {
    return switch (this) {
      case Ask ask -> ask.aside() ? "aside" : "ask";
      case Say _ -> "say";
      case Hours _ -> "hours";
      case Join _ -> "join";
      case Bye _ -> "bye";
    };
  }

  /// The ways out, in the order of the file's kinds: keys, then silence.
  List<Exit> exits();

  /// A way out of a node.
  ///
  /// @param by a key, or one of the words below
  /// @param answer what is remembered under the node's name; may be empty
  record Exit(String by, String answer, String next) {

    public static final String SILENCE = "silence";
    public static final String ON = "next";
    public static final String OPEN = "open";
    public static final String CLOSED = "closed";
    public static final String HOLIDAY = "holiday";
  }

  /// Where an answer leads.
  ///
  /// @param answer what is remembered under the question's name; may be empty
  record Choice(String answer, String next) {}

  /// A question that is answered with one key.
  ///
  /// @param seconds silence after the prompts that counts as no answer
  /// @param tries how often it is asked in all when a wrong key is pressed
  /// @param aside concerns only a few, and is over at once for everybody else
  /// @param silence what happens without an answer, or after the last wrong key
  record Ask(
      String name,
      List<Prompt> prompts,
      int seconds,
      int tries,
      boolean aside,
      Map<Character, Choice> keys,
      Choice silence)
      implements IvrNode {
    public Ask {
      prompts = List.copyOf(prompts);
      keys = new TreeMap<>(keys);
    }

    @Override
    public List<Exit> exits() {
      List<Exit> exits = new ArrayList<>();
      keys.forEach(
          (key, choice) -> exits.add(new Exit(key.toString(), choice.answer(), choice.next())));
      exits.add(new Exit(Exit.SILENCE, silence.answer(), silence.next()));
      return exits;
    }
  }

  /// Something to hear.
  record Say(String name, List<Prompt> prompts, String next) implements IvrNode {
    public Say {
      prompts = List.copyOf(prompts);
    }

    @Override
    public List<Exit> exits() {
      return List.of(new Exit(Exit.ON, "", next));
    }
  }

  /// Chooses by opening hours.
  ///
  /// @param calendarName as the settings name it
  /// @param holiday on a date that has no hours; `closed` is every other time without
  record Hours(
      String name,
      String calendarName,
      Calendar calendar,
      String open,
      String closed,
      String holiday)
      implements IvrNode {

    @Override
    public List<Prompt> prompts() {
      return List.of();
    }

    @Override
    public List<Exit> exits() {
      return List.of(
          new Exit(Exit.OPEN, "", open),
          new Exit(Exit.CLOSED, "", closed),
          new Exit(Exit.HOLIDAY, "", holiday));
    }

    Hours with(Map<String, Calendar> calendars) {
      Calendar now = calendars.getOrDefault(calendarName, calendar);
      return new Hours(name, calendarName, now, open, closed, holiday);
    }

    Exit exit(Instant now) {
      if (calendar.isOpen(now)) {
        return exits().getFirst();
      }
      return calendar.isHoliday(now) ? exits().getLast() : exits().get(1);
    }
  }

  /// The way into the line.
  record Join(String name, List<Prompt> prompts, Destination destination) implements IvrNode {
    public Join {
      prompts = List.copyOf(prompts);
    }

    @Override
    public List<Exit> exits() {
      return List.of();
    }
  }

  /// The end of the call.
  record Bye(String name, List<Prompt> prompts) implements IvrNode {
    public Bye {
      prompts = List.copyOf(prompts);
    }

    @Override
    public List<Exit> exits() {
      return List.of();
    }
  }
}
