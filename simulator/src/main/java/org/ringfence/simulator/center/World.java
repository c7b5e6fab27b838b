package org.ringfence.simulator.center;

import java.util.List;
import org.ringfence.events.CallId;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Skill;
import org.ringfence.events.Stage;
import org.ringfence.gateway.calls.Place;
import org.ringfence.gateway.ivr.IvrState;
import org.ringfence.gateway.ivr.IvrWalk;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.gateway.scripts.PlaceReader;
import org.ringfence.simulator.chance.Draws;
import org.ringfence.simulator.results.AttemptResult;

/// What calls, people and agents of the virtual center share.
interface World {

  Schedule schedule();

  Draws draws();

  IvrWalk walk();

  PlaceReader places();

  /// The languages that callers are offered, the default first.
  List<Language> languages();

  /// The language that a caller has chosen so far.
  Language language(IvrState state);

  double promptSeconds(List<String> prompts);

  double tickSeconds();

  /// Calls that hold a port, refused ones included.
  int portsInUse();

  /// The verdict that the detector has just given.
  VerdictReached verdict(CallId call, Stage stage);

  /// The place with this need instead of those that the flow's keys say.
  Place needing(Place wanted, Skill need);

  /// A call is over and its port free.
  void ended(CallId call, int cause);

  void record(AttemptResult result);

  /// A person or machine calls.
  void call(Person person, int attempt);

  /// A plan is done.
  void planDone();
}
