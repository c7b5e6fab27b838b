package org.ringfence.gateway.ami;

import java.time.Duration;
import org.asteriskjava.manager.event.BridgeEnterEvent;
import org.asteriskjava.manager.event.ChannelTalkingStartEvent;
import org.asteriskjava.manager.event.ChannelTalkingStopEvent;
import org.asteriskjava.manager.event.DtmfEndEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.HoldEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.NewChannelEvent;
import org.asteriskjava.manager.event.NewStateEvent;
import org.asteriskjava.manager.event.OriginateResponseEvent;
import org.asteriskjava.manager.event.PeerStatusEvent;
import org.asteriskjava.manager.event.UnholdEvent;
import org.jspecify.annotations.Nullable;

/// What we want to know of what AMI says.
public sealed interface AmiEvent {

  /// A leg exists.
  record LegCreated(String uniqueId, String channel) implements AmiEvent {}

  /// The phone of a leg that we call rings.
  record LegRang(String uniqueId, String channel) implements AmiEvent {}

  record LegAnswered(String uniqueId, String channel) implements AmiEvent {}

  /// A leg came into a bridge, of which a waiting room is one too.
  record LegBridged(String uniqueId, String channel, String bridge) implements AmiEvent {}

  /// The phone of a leg put the other side on hold, or took it off.
  record LegHeld(String uniqueId, String channel, boolean held) implements AmiEvent {}

  /// @param cause the Q.850 cause
  /// @param number the caller's, as the trunk delivered it; empty when there is none
  /// @param dialed the extension that the leg was in, which for a call from the trunk that was not
  ///   let in is what it dialed
  record LegHungUp(String uniqueId, String channel, int cause, String number, String dialed)
      implements AmiEvent {}

  /// An Originate came to its end without a leg, or with one.
  ///
  /// @param actionId the id that the Originate was sent with
  /// @param reason a control frame's number as in Asterisk's `frame.h`; 0 when there was no leg
  record OriginateEnded(String actionId, boolean success, int reason) implements AmiEvent {}

  /// A phone came or went.
  ///
  /// @param device such as `PJSIP/anna`
  record PhoneChanged(String device, boolean reachable) implements AmiEvent {}

  /// A sound begins on a channel that is listened to.
  record SoundStarted(String uniqueId) implements AmiEvent {}

  /// @param lasted without the silence after which it counts as over
  record SoundEnded(String uniqueId, Duration lasted) implements AmiEvent {}

  /// A key came from a channel; which one is not our business here.
  record KeyPressed(String uniqueId) implements AmiEvent {}

  int STATE_RINGING = 5;
  int STATE_UP = 6;

  /// The event, or null when it is none of ours or lacks what we need.
  static @Nullable AmiEvent of(ManagerEvent event) {
    return switch (event) {
      case NewChannelEvent made when named(made.getUniqueId(), made.getChannel()) ->
          new LegCreated(made.getUniqueId(), made.getChannel());
      case NewStateEvent state when named(state.getUniqueId(), state.getChannel()) ->
          ofState(state.getUniqueId(), state.getChannel(), state.getChannelState());
      case HangupEvent over when named(over.getUniqueId(), over.getChannel()) ->
          new LegHungUp(
              over.getUniqueId(),
              over.getChannel(),
              number(over.getCause()),
              text(over.getCallerIdNum()),
              text(over.getExten()));
      case BridgeEnterEvent in when named(in.getUniqueId(), in.getChannel()) ->
          new LegBridged(in.getUniqueId(), in.getChannel(), text(in.getBridgeUniqueId()));
      case HoldEvent hold when named(hold.getUniqueId(), hold.getChannel()) ->
          new LegHeld(hold.getUniqueId(), hold.getChannel(), true);
      case UnholdEvent hold when named(hold.getUniqueId(), hold.getChannel()) ->
          new LegHeld(hold.getUniqueId(), hold.getChannel(), false);
      case OriginateResponseEvent end when end.getActionId() != null ->
          new OriginateEnded(end.getActionId(), end.isSuccess(), number(end.getReason()));
      case ChannelTalkingStartEvent sound when sound.getUniqueId() != null ->
          new SoundStarted(sound.getUniqueId());
      case ChannelTalkingStopEvent sound when sound.getUniqueId() != null ->
          new SoundEnded(sound.getUniqueId(), millis(sound.getDuration()));
      case DtmfEndEvent key when key.getUniqueId() != null && key.isReceived() ->
          new KeyPressed(key.getUniqueId());
      case PeerStatusEvent phone when named(phone.getPeer(), phone.getPeerStatus()) ->
          ofPhone(phone.getPeer(), phone.getPeerStatus());
      default -> null;
    };
  }

  private static @Nullable AmiEvent ofState(String id, String channel, @Nullable Integer state) {
    return switch (number(state)) {
      case STATE_RINGING -> new LegRang(id, channel);
      case STATE_UP -> new LegAnswered(id, channel);
      default -> null;
    };
  }

  private static @Nullable AmiEvent ofPhone(String device, String status) {
    return switch (status) {
      case "Reachable", "Registered" -> new PhoneChanged(device, true);
      case "Unreachable", "Unregistered" -> new PhoneChanged(device, false);
      default -> null;
    };
  }

  private static boolean named(@Nullable String first, @Nullable String second) {
    return first != null && second != null;
  }

  private static int number(@Nullable Integer value) {
    return value == null ? 0 : value;
  }

  private static Duration millis(@Nullable Long value) {
    return value == null ? Duration.ZERO : Duration.ofMillis(value);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
