package org.ringfence.gateway.calls;

import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision;
import org.ringfence.events.LineDecision.DialCallback;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.RecordingOrdered;
import org.ringfence.events.LineDecision.StopCallback;
import org.ringfence.events.LineDecision.TicketTransferred;
import org.ringfence.events.LineDecision.WithdrawOffer;

/// The calls of one Asterisk. Several gateways hear the same decisions, and each carries out those
/// that concern its own: another's channels it cannot see, and would call them gone.
///
/// @param systemName Asterisk's `systemname`, with which its calls' ids begin; empty where there is
///   only one, whose are all
public record OwnCalls(String systemName) {

  public boolean has(CallId call) {
    return systemName.isEmpty() || call.value().startsWith(systemName + "-");
  }

  /// Whether a command is to be carried out here; what is no command may be heard by everybody.
  public boolean concernedBy(LineDecision decision) {
    return switch (decision) {
      case OfferCall order -> has(order.call());
      case WithdrawOffer order -> has(order.call());
      case TicketTransferred order -> has(order.call());
      case RecordingOrdered order -> has(order.call());
      case DialCallback order -> has(order.call());
      case StopCallback order -> has(order.call());
      default -> true;
    };
  }
}
