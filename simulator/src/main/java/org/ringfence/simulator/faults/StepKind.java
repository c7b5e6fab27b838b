package org.ringfence.simulator.faults;

/// What a step of a script does. Its details (how long, how many) follow from the step's salt.
enum StepKind {
  CALLER_ARRIVES,
  /// Somebody whose call is over, served or not, calls once more.
  CALLER_CALLS_AGAIN,
  CALLER_HANGS_UP,
  /// Who waits wishes to be called back.
  CALLER_WANTS_CALLBACK,
  AGENT_READY,
  AGENT_PAUSED,
  AGENT_SIGNED_OUT,
  /// Ends the talk, if there is one.
  AGENT_HANGS_UP,
  /// The agent's phone or network breaks during a talk.
  AGENT_LEG_BREAKS,
  /// The agent passes the caller on, who keeps the place.
  AGENT_TRANSFERS,
  /// For a while the agent lets it ring, or declines.
  AGENT_CARELESS,
  /// The phone's registration goes.
  PHONE_GONE,
  PHONE_BACK,
  /// For a while the phone is registered but does not answer any more.
  PHONE_DEAD,
  /// Everything that the gateway knows is lost, and so is what is said while it is away.
  GATEWAY_DIES,
  /// The AMI connection breaks for a while; its events are gone.
  AMI_BREAKS,
  /// AMI's events come seconds late, so that AGI tells the same earlier.
  AMI_SLOW,
  /// Every channel is gone at once and nobody says so; half of the callers call again.
  ASTERISK_CRASHES,
  /// What the gateway publishes comes seconds late, and other producers overtake it.
  BUS_SLOW,
  /// The broker is away for longer than the gateway's producer tries.
  BUS_LOSES,
  /// Records come twice, the second time a little later.
  BUS_DOUBLES,
  /// What the cores decide comes seconds late.
  DECISIONS_SLOW,
  /// The process dies in the middle of the next record.
  LINE_HOST_CRASHES,
  /// Another process takes the partition; the old one works on for a while without knowing it.
  LINE_HOST_MOVES,
  /// The process stands still for a while.
  LINE_HOST_STALLS,
  SCREENING_HOST_CRASHES,
  SCREENING_HOST_MOVES,
  SCREENING_HOST_STALLS;

  /// Whether this is a fault of our own machinery, and not what callers, agents and phones do.
  boolean isFault() {
    return compareTo(GATEWAY_DIES) >= 0;
  }

  /// Whether it may keep the detector from hearing how a call ended, or tell it of an arrival once
  /// more after the end. Such a call is followed until newer ones push it out, which is bounded.
  boolean mayHideTheEndOfACall() {
    return switch (this) {
      case GATEWAY_DIES, AMI_BREAKS, ASTERISK_CRASHES, BUS_LOSES, BUS_DOUBLES -> true;
      default -> false;
    };
  }
}
