package org.ringfence.events;

/// One reason of a verdict.
///
/// @param signalClass the class of evidence
/// @param name the signal in kebab-case, such as `do-not-originate`
/// @param weight the capped log-likelihood ratio it adds, in nats; positive speaks for a machine
/// @param certain whether it alone suffices to reject
/// @param detail a sentence for people, without a full telephone number
public record Reason(
    SignalClass signalClass, String name, double weight, boolean certain, String detail) {}
