package org.ringfence.gateway.ivr;

/// One caller's way from a node to the next.
///
/// @param from the node that was left, or empty at the beginning
/// @param by what led on, as [IvrNode.Exit#by] says it; empty at the beginning
/// @param to the node that was entered
public record Move(String from, String by, String to) {}
