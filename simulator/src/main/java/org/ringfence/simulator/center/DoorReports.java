package org.ringfence.simulator.center;

import org.ringfence.bus.MessagePublisher;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;
import org.ringfence.gateway.door.RefusalTally;

/// Says what was refused at the door as the gateway does: in counts, once a second.
final class DoorReports {

  private static final double EVERY_SECONDS = 1;

  private final Schedule schedule;
  private final MessagePublisher bus;
  private final RefusalTally tally = new RefusalTally();

  DoorReports(Schedule schedule, MessagePublisher bus) {
    this.schedule = schedule;
    this.bus = bus;
  }

  /// A call was refused by a rule.
  void refused(RefuseAtDoor rule) {
    if (tally.isEmpty()) {
      schedule.in(EVERY_SECONDS, this::report);
    }
    tally.count(rule.line(), rule.campaign());
  }

  private void report() {
    tally.take(schedule.instant()).forEach(bus::publish);
  }
}
