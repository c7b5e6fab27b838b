package org.ringfence.simulator.replay.sip;

import org.ringfence.simulator.plans.CallerPlan.Signalling;

/// What a caller's INVITE shows.
///
/// @param name the display name, by which the test finds the call again; nothing in the product
///   reads it
/// @param dialed our number as the trunk sends it
/// @param mediaPort where the caller hears
public record Invitation(String name, Signalling signalling, String dialed, int mediaPort) {}
