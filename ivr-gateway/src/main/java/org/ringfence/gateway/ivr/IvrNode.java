package org.ringfence.gateway.ivr;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;

/// One place in the flow.
public sealed interface IvrNode {

  String name();

  List<Prompt> prompts();

  /// The nodes that can follow.
  List<String> targets();

  /// Where an answer leads.
  ///
  /// @param answer what is remembered under the question's name; may be empty
  record Choice(String answer, String next) {}

  /// A question that is answered with one key.
  ///
  /// @param seconds silence after the prompts that counts as no answer
  /// @param tries how often it is asked in all when a wrong key is pressed
  /// @param silence what happens without an answer, or after the last wrong key
  record Ask(
      String name,
      List<Prompt> prompts,
      int seconds,
      int tries,
      Map<Character, Choice> keys,
      Choice silence)
      implements IvrNode {
    public Ask {
      prompts = List.copyOf(prompts);
      keys = new TreeMap<>(keys);
    }

    @Override
    public List<String> targets() {
      TreeMap<String, Boolean> targets = new TreeMap<>();
      keys.values().forEach(choice -> targets.put(choice.next(), true));
      targets.put(silence.next(), true);
      return List.copyOf(targets.keySet());
    }
  }

  /// Something to hear.
  record Say(String name, List<Prompt> prompts, String next) implements IvrNode {
    public Say {
      prompts = List.copyOf(prompts);
    }

    @Override
    public List<String> targets() {
      return List.of(next);
    }
  }

  /// The way into the line.
  ///
  /// @param queue the queue, or empty for the queue of the line that was called
  /// @param skills what the agent needs beside the language
  record Join(String name, List<Prompt> prompts, Optional<QueueName> queue, Set<Skill> skills)
      implements IvrNode {
    public Join {
      prompts = List.copyOf(prompts);
      skills = Set.copyOf(skills);
    }

    @Override
    public List<String> targets() {
      return List.of();
    }
  }

  /// The end of the call.
  record Bye(String name, List<Prompt> prompts) implements IvrNode {
    public Bye {
      prompts = List.copyOf(prompts);
    }

    @Override
    public List<String> targets() {
      return List.of();
    }
  }
}
