package org.ringfence.gateway.ivr;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringfence.gateway.ivr.IvrNode.Ask;
import org.ringfence.gateway.ivr.IvrNode.Bye;
import org.ringfence.gateway.ivr.IvrNode.Choice;
import org.ringfence.gateway.ivr.IvrNode.Exit;
import org.ringfence.gateway.ivr.IvrNode.Hours;
import org.ringfence.gateway.ivr.IvrNode.Join;
import org.ringfence.gateway.ivr.IvrNode.Say;

/// The walk of one caller through a flow: a state, an input and the circumstances give a step.
///
/// ```
///                        wrong key, tries left
///                          ┌──────┐
/// (start) ──► (Hours) ──► Ask ◄───┘ ── key or silence ──► Say ──► … ──► Join | Bye
/// ```
///
/// Nodes that only choose are passed within one step. A key that comes right after a question was
/// left by silence answers that question, if it is one of its keys, and leads on from there. It
/// never throws for what a caller does or a token says: a state that this flow does not know begins
/// at the start, and silence always leads on.
public final class IvrWalk {

  /// Before anybody could have heard the first choice of a question, a key is the late answer to
  /// the one before.
  static final Duration LATE = Duration.ofSeconds(2);

  private final IvrFlow flow;

  public IvrWalk(IvrFlow flow) {
    this.flow = flow;
  }

  public IvrFlow flow() {
    return flow;
  }

  /// A step, and how the caller came to it.
  ///
  /// @param question the name of the node whose answer the input was, or empty; silence at an aside
  ///   is no answer
  /// @param moves the nodes that were entered, in order; none when a question is asked again
  public record Turn(Step step, Optional<String> question, List<Move> moves) {
    public Turn {
      moves = List.copyOf(moves);
    }
  }

  public Turn next(IvrState state, Input input, Circumstances now) {
    Optional<IvrNode> here = flow.find(state.at());
    return switch (here.orElse(null)) {
      case null -> begin(state, now);
      case Ask ask -> answer(ask, state, input, now);
      case Say say -> enter(state, say.exits().getFirst(), List.of(), now, Optional.empty());
      case Hours hours -> enter(state, hours.exit(now.now()), List.of(), now, Optional.empty());
      case Join join ->
          new Turn(
              new Step.Join(state.wanting(join.destination()), List.of()),
              Optional.empty(),
              List.of());
      case Bye _ -> new Turn(new Step.Bye(state, List.of()), Optional.empty(), List.of());
    };
  }

  /// The step of a caller who was led away after the last one, by a challenge, and comes back: the
  /// node that was entered last says its prompts now.
  public Turn resumed(IvrState state, Circumstances now) {
    return switch (flow.find(state.at()).orElse(null)) {
      case null -> begin(state, now);
      case Hours hours -> enter(state, hours.exit(now.now()), List.of(), now, Optional.empty());
      case IvrNode node -> new Turn(speak(node, state, List.of()), Optional.empty(), List.of());
    };
  }

  private Turn begin(IvrState state, Circumstances now) {
    List<Prompt> first = new ArrayList<>();
    if (now.emergency()) {
      first.addAll(flow.emergency().prompts());
    }
    if (state.verdict().equals("announce")) {
      first.addAll(flow.announce());
    }
    String start = now.emergency() ? flow.emergency().next() : flow.start();
    return enter(state.entered(""), new Exit("", "", start), first, now, Optional.empty());
  }

  private Turn answer(Ask ask, IvrState state, Input input, Circumstances now) {
    Optional<String> question = Optional.of(ask.name());
    Choice chosen = ask.silence();
    String by = Exit.SILENCE;
    String left = "";
    if (input instanceof Input.Key(char digit, Duration after)) {
      if (after.compareTo(LATE) < 0
          && flow.find(state.left()).orElse(null) instanceof Ask missed
          && missed.keys().containsKey(digit)) {
        return answer(missed, state.entered(missed.name()), input, now);
      }
      Choice byKey = ask.keys().get(digit);
      if (byKey != null) {
        chosen = byKey;
        by = Character.toString(digit);
      } else if (state.tries() + 1 < ask.tries()) {
        IvrState again = state.triedAgain();
        List<String> prompts = paths(again, flow.again(), ask.prompts());
        return new Turn(new Step.Ask(again, prompts, ask.seconds(), 1), question, List.of());
      }
    } else {
      left = ask.name();
      if (ask.aside()) {
        question = Optional.empty();
      }
    }
    Exit exit = new Exit(by, chosen.answer(), chosen.next());
    IvrState answered = state.answered(ask.name(), chosen.answer()).leaving(left);
    return enter(answered, exit, List.of(), now, question);
  }

  /// Goes on to the first node that speaks.
  private Turn enter(
      IvrState before, Exit by, List<Prompt> first, Circumstances now, Optional<String> question) {
    List<Move> moves = new ArrayList<>();
    Exit exit = by;
    IvrState state = before;
    IvrNode node = node(exit.next());
    moves.add(new Move(state.at(), exit.by(), node.name()));
    while (node instanceof Hours hours) {
      exit = hours.exit(now.now());
      node = node(exit.next());
      moves.add(new Move(hours.name(), exit.by(), node.name()));
    }
    state = state.entered(node.name());
    if (node instanceof Join join) {
      state = state.wanting(join.destination());
    } else if (node instanceof Ask) {
      state = state.leaving(before.left());
    }
    return new Turn(speak(node, state, first), question, moves);
  }

  private Step speak(IvrNode node, IvrState state, List<Prompt> first) {
    List<String> prompts = paths(state, first, node.prompts());
    return switch (node) {
      case Ask ask -> new Step.Ask(state, prompts, ask.seconds(), 1);
      case Say _ -> new Step.Say(state, prompts);
      case Join _ -> new Step.Join(state, prompts);
      case Bye _ -> new Step.Bye(state, prompts);
      case Hours hours -> throw new IllegalStateException(hours.name() + " says nothing");
    };
  }

  private IvrNode node(String name) {
    return flow.find(name)
        .orElseThrow(() -> new IllegalStateException("flow without node " + name));
  }

  private List<String> paths(IvrState state, List<Prompt> first, List<Prompt> then) {
    Language language = flow.language(state);
    List<String> paths = new ArrayList<>();
    first.forEach(prompt -> paths.add(prompt.path(language)));
    then.forEach(prompt -> paths.add(prompt.path(language)));
    return paths;
  }
}
