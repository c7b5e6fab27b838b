package org.ringfence.desktop;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.ringfence.desktop.history.ToldCalls;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.events.CallLabel;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.TalkEnd;

/// A morning with people, machines, and callers who give up, for pages to be looked at.
final class MorningOfCalls {

  static final Instant OPENS = Instant.parse("2026-11-03T14:00:00Z");

  private MorningOfCalls() {}

  static void tell(FedHistory fed) throws Exception {
    tell(fed, OPENS);
  }

  static void tell(FedHistory fed, Instant opens) throws Exception {
    SplittableRandom random = new SplittableRandom(20_261_103);
    ToldCalls told = new ToldCalls();
    AgentId ben = new AgentId("ben");
    told.agent(Examples.ANA, opens.minusSeconds(300), AgentState.READY, null, "");
    told.agent(ben, opens.minusSeconds(200), AgentState.READY, null, "");
    for (int i = 0; i < 24; i++) {
      Instant at = opens.plusSeconds(i * 560L + random.nextInt(120));
      PhoneNumber number = PhoneNumber.of("+1612555" + (1_000 + random.nextInt(8_999)));
      String call = "rf1-" + at.getEpochSecond() + "." + i;
      boolean machine = random.nextInt(5) == 0;
      ToldCalls.Caller caller =
          machine ? told.machine(call, at, number) : told.caller(call, at, number);
      AgentId agent = i % 2 == 0 ? Examples.ANA : ben;
      if (random.nextInt(6) == 0) {
        caller.givesUp(Duration.ofSeconds(3 + random.nextInt(700)));
      } else {
        caller.answeredBy(
            agent,
            Duration.ofSeconds(4 + random.nextInt(600)),
            Duration.ofSeconds(machine ? 8 : 100 + random.nextInt(500)),
            Duration.ofSeconds(20 + random.nextInt(40)),
            random.nextBoolean() ? TalkEnd.AGENT_HUNG_UP : TalkEnd.CALLER_HUNG_UP);
        if (!machine && i % 5 != 0) {
          told.disposed(call, at.plusSeconds(690), i % 3 == 0 ? "follow-up" : "resolved");
        }
        if (machine) {
          told.label(call, at.plusSeconds(700), CallLabel.MACHINE);
        }
      }
    }
    told.messages.sort((one, other) -> one.at().compareTo(other.at()));
    fed.open();
    fed.say(told.messages);
  }
}
