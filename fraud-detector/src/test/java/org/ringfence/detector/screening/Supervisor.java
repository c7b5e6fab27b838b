package org.ringfence.detector.screening;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.detector.screening.LineUnderTest.Call;
import org.ringfence.events.CallLabel;
import org.ringfence.events.CampaignId;
import org.ringfence.events.Defence;
import org.ringfence.events.DefenceCommand.LabelCall;
import org.ringfence.events.DefenceCommand.ListNumber;
import org.ringfence.events.DefenceCommand.ReleaseCampaign;
import org.ringfence.events.DefenceCommand.ReleaseNumber;
import org.ringfence.events.DefenceCommand.SwitchAnnouncement;
import org.ringfence.events.DefenceCommand.SwitchDefence;
import org.ringfence.events.DefenceCommand.UnlistNumber;
import org.ringfence.events.ListKind;
import org.ringfence.events.Message;
import org.ringfence.events.PhoneNumber;

/// Somebody at the desk of a line, and the agents who sit beside; each word is answered at once.
record Supervisor(LineUnderTest line) {

  static final String NAME = "sue";
  static final String REASON = "looked into it";

  List<Message> lists(String number, ListKind list, @Nullable Instant expires) {
    return line.apply(
        new ListNumber(
            PhoneNumber.of(number), line.now(), LineUnderTest.LINE, NAME, list, REASON, expires));
  }

  List<Message> unlists(String number) {
    return line.apply(
        new UnlistNumber(PhoneNumber.of(number), line.now(), LineUnderTest.LINE, NAME, REASON));
  }

  List<Message> releases(String number) {
    return line.apply(
        new ReleaseNumber(PhoneNumber.of(number), line.now(), LineUnderTest.LINE, NAME, REASON));
  }

  List<Message> releases(CampaignId campaign) {
    return line.apply(new ReleaseCampaign(campaign, line.now(), LineUnderTest.LINE, NAME, REASON));
  }

  List<Message> switches(Defence to) {
    return line.apply(new SwitchDefence(to, line.now(), LineUnderTest.LINE, NAME, REASON));
  }

  List<Message> announces(boolean on, @Nullable Instant until) {
    return line.apply(
        new SwitchAnnouncement(on, line.now(), LineUnderTest.LINE, NAME, REASON, until));
  }

  /// An agent says what a call was that showed a number.
  List<Message> labels(String agent, Call call, PhoneNumber shown, CallLabel label) {
    return line.apply(
        new LabelCall(call.id(), line.now(), LineUnderTest.LINE, agent, shown, label));
  }
}
