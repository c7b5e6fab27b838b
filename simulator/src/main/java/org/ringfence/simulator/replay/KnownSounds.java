package org.ringfence.simulator.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringfence.gateway.ivr.IvrFlow;
import org.ringfence.gateway.ivr.IvrNode;
import org.ringfence.gateway.ivr.Prompt;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.replay.media.SoundIndex;
import org.ringfence.simulator.replay.media.Tones;

/// What each sound means, read from the flow as the platform runs it, and the agents' tones.
final class KnownSounds {

  /// What is said in line (`config/prompts`), whatever the flow is.
  private static final Set<String> LINE_PROMPTS =
      Set.of(
          "your-number",
          "next-in-line",
          "in-line",
          "wait-unknown",
          "wait-longer",
          "thanks-for-waiting",
          "back-in-line");

  private static final Map<String, Meaning.RangeWord> RANGE_WORDS =
      Map.of(
          "wait-between", Meaning.RangeWord.BETWEEN,
          "wait-and", Meaning.RangeWord.AND,
          "wait-less-than", Meaning.RangeWord.LESS_THAN,
          "wait-more-than", Meaning.RangeWord.MORE_THAN,
          "wait-under-minute", Meaning.RangeWord.UNDER_A_MINUTE,
          "minutes", Meaning.RangeWord.MINUTES);

  private static final Set<String> CHALLENGES = Set.of("challenge", "challenge-again");
  private static final String NUMBER = "n-";
  private static final String THOUSAND = "n-thousand";
  private static final String CLOSED = "closed";
  private static final long CLOSED_NANOS = 4_000_000_000L;

  private final SoundIndex index;
  private final List<Meaning> meanings = new ArrayList<>();
  private long closedNanos = CLOSED_NANOS;

  private KnownSounds(SoundIndex index) {
    this.index = index;
  }

  /// @param prompts the folder of `<language>/<id>.ulaw` that Asterisk plays from
  static KnownSounds of(Path prompts, IvrFlow flow, List<AgentPlan> agents) throws IOException {
    KnownSounds known = new KnownSounds(SoundIndex.ofPrompts(prompts));
    Map<String, Meaning> byId = byId(flow);
    for (int sound = 0; sound < known.index.size(); sound++) {
      String name = known.index.name(sound);
      String id = name.substring(name.lastIndexOf('/') + 1);
      known.meanings.add(byId.getOrDefault(id, ofAnyFlow(id)));
      if (name.equals("en/" + CLOSED)) {
        known.closedNanos = known.index.nanos(sound);
      }
    }
    for (int number = 0; number < agents.size(); number++) {
      known.index.add("agent/" + agents.get(number).id().value(), Tones.agent(number));
      known.meanings.add(new Meaning.Agent(number));
    }
    return known;
  }

  private static Map<String, Meaning> byId(IvrFlow flow) {
    Map<String, Meaning> byId = new HashMap<>();
    for (IvrNode node : flow.nodes().values()) {
      if (node.prompts().isEmpty()) {
        continue;
      }
      Prompt first = node.prompts().getFirst();
      Prompt last = node.prompts().getLast();
      switch (node) {
        // No plan has a key for an aside.
        case IvrNode.Ask ask when ask.aside() ->
            byId.putIfAbsent(first.id(), new Meaning.Progress());
        case IvrNode.Ask ask ->
            byId.put(first.id(), new Meaning.Question(ask.name().equals(IvrFlow.LANGUAGE_NODE)));
        case IvrNode.Join _ -> byId.put(last.id(), new Meaning.Joining());
        case IvrNode.Say _, IvrNode.Bye _, IvrNode.Hours _ ->
            byId.putIfAbsent(first.id(), new Meaning.Progress());
      }
    }
    for (Prompt again : flow.again()) {
      byId.putIfAbsent(again.id(), new Meaning.Progress());
    }
    return byId;
  }

  private static Meaning ofAnyFlow(String id) {
    Meaning.RangeWord word = RANGE_WORDS.get(id);
    if (word != null) {
      return word;
    }
    if (CHALLENGES.contains(id)) {
      return new Meaning.Challenge();
    }
    if (id.equals(THOUSAND)) {
      return new Meaning.Spoken(1_000);
    }
    if (id.startsWith(NUMBER)) {
      String digits = id.substring(NUMBER.length()).replaceFirst("-.*$", "");
      return digits.matches("[0-9]{1,3}")
          ? new Meaning.Spoken(Integer.parseInt(digits))
          : new Meaning.Other();
    }
    return LINE_PROMPTS.contains(id) ? new Meaning.InLine() : new Meaning.Other();
  }

  SoundIndex index() {
    return index;
  }

  Meaning meaning(int sound) {
    return meanings.get(sound);
  }

  long nanos(int sound) {
    return index.nanos(sound);
  }

  /// How long somebody listens who is told that we are closed.
  long closedNanos() {
    return closedNanos;
  }
}
