package org.ringfence.gateway.ivr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringfence.gateway.ivr.IvrNode.Ask;
import org.ringfence.gateway.ivr.IvrNode.Bye;
import org.ringfence.gateway.ivr.IvrNode.Choice;
import org.ringfence.gateway.ivr.IvrNode.Join;
import org.ringfence.gateway.ivr.IvrNode.Say;

/// The walk of one caller through a flow: a state and an input give a step.
///
/// ```
///            wrong key, tries left
///              ┌──────┐
/// (start) ──► Ask ◄───┘ ── key or silence ──► Say ──► … ──► Join | Bye
/// ```
///
/// It never throws for what a caller does or a token says: a state that this flow does not know
/// begins at the start, and silence always leads on.
public final class IvrWalk {

  private final IvrFlow flow;

  public IvrWalk(IvrFlow flow) {
    this.flow = flow;
  }

  /// A step, and the question that the input answered.
  ///
  /// @param question the name of the node that was being asked, or empty
  public record Turn(Step step, Optional<String> question) {}

  public Turn next(IvrState state, Input input) {
    Optional<IvrNode> here = flow.find(state.at());
    if (here.isEmpty()) {
      List<Prompt> first = state.verdict().equals("announce") ? flow.announce() : List.of();
      return new Turn(enter(flow.start(), state, first), Optional.empty());
    }
    return switch (here.get()) {
      case Ask ask -> new Turn(answer(ask, state, input), Optional.of(ask.name()));
      case Say say -> new Turn(enter(say.next(), state, List.of()), Optional.empty());
      case Join join -> new Turn(new Step.Join(state, List.of()), Optional.empty());
      case Bye bye -> new Turn(new Step.Bye(state, List.of()), Optional.empty());
    };
  }

  /// The step of a caller who was led away after the last one, by a challenge, and comes back: the
  /// node that was entered last says its prompts now.
  public Step resumed(IvrState state) {
    return flow.find(state.at()).isEmpty()
        ? next(state, new Input.Silence()).step()
        : enter(state.at(), state, List.of());
  }

  private Step answer(Ask ask, IvrState state, Input input) {
    Choice chosen = ask.silence();
    if (input instanceof Input.Key(char digit)) {
      Choice byKey = ask.keys().get(digit);
      if (byKey != null) {
        chosen = byKey;
      } else if (state.tries() + 1 < ask.tries()) {
        IvrState again = state.triedAgain();
        return new Step.Ask(again, paths(again, flow.again(), ask.prompts()), ask.seconds(), 1);
      }
    }
    return enter(chosen.next(), state.answered(ask.name(), chosen.answer()), List.of());
  }

  private Step enter(String name, IvrState before, List<Prompt> first) {
    IvrNode node =
        flow.find(name).orElseThrow(() -> new IllegalStateException("flow without node " + name));
    IvrState state = before.entered(name);
    List<String> prompts = paths(state, first, node.prompts());
    return switch (node) {
      case Ask ask -> new Step.Ask(state, prompts, ask.seconds(), 1);
      case Say say -> new Step.Say(state, prompts);
      case Join join -> new Step.Join(state, prompts);
      case Bye bye -> new Step.Bye(state, prompts);
    };
  }

  private List<String> paths(IvrState state, List<Prompt> first, List<Prompt> then) {
    Language language = flow.language(state);
    List<String> paths = new ArrayList<>();
    first.forEach(prompt -> paths.add(prompt.path(language)));
    then.forEach(prompt -> paths.add(prompt.path(language)));
    return paths;
  }
}
