package org.ringfence.gateway.ami;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.asteriskjava.manager.EventTimeoutException;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.CoreShowChannelsAction;
import org.asteriskjava.manager.action.EventGeneratingAction;
import org.asteriskjava.manager.action.GetVarAction;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.MixMonitorMuteAction;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.action.QueueStatusAction;
import org.asteriskjava.manager.action.RedirectAction;
import org.asteriskjava.manager.action.SetVarAction;
import org.asteriskjava.manager.action.StopMixMonitorAction;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.QueueMemberEvent;
import org.asteriskjava.manager.event.ResponseEvent;
import org.asteriskjava.manager.response.GetVarResponse;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;
import org.jspecify.annotations.Nullable;

/// What we do to Asterisk. Each action waits for its response at most for the time that the
/// settings allow.
///
/// An action that Asterisk refuses, most often because the channel is gone, is a value; an
/// [IOException] means that AMI is away or silent.
public final class AmiActions {

  /// Refused Originates of a scratch leg are of no interest beyond this.
  private static final long LOCAL_LEG_TIMEOUT_MILLIS = 2_000;

  private static final int STATUS_UNKNOWN = 0;
  private static final int STATUS_INVALID = 4;
  private static final int STATUS_UNAVAILABLE = 5;

  private final AmiLink link;

  AmiActions(AmiLink link) {
    this.link = link;
  }

  public boolean isUp() {
    return link.isUp();
  }

  public boolean setGlobal(String name, String value) throws IOException {
    return accepted(new SetVarAction(name, value));
  }

  /// A global variable; an empty text when it was never set since Asterisk was started.
  public String global(String name) throws IOException {
    ManagerResponse response = send(new GetVarAction(name));
    String value = response instanceof ManagerError ? null : response.getAttribute("value");
    return text(response instanceof GetVarResponse variable ? variable.getValue() : text(value));
  }

  public boolean setVariable(String channel, String name, String value) throws IOException {
    return accepted(new SetVarAction(channel, name, value));
  }

  /// A variable of a channel; empty when the channel is gone.
  public Optional<String> variable(String channel, String name) throws IOException {
    ManagerResponse response = send(new GetVarAction(channel, name));
    if (response instanceof ManagerError) {
      return Optional.empty();
    }
    String value =
        response instanceof GetVarResponse variable
            ? variable.getValue()
            : response.getAttribute("value");
    return Optional.of(value == null ? "" : value);
  }

  public boolean originate(OriginateOrder order) throws IOException {
    OriginateAction action = new OriginateAction();
    action.setActionId(order.id());
    action.setChannelId(order.id());
    action.setChannel(order.device());
    action.setContext(order.context());
    action.setExten(order.extension());
    action.setPriority(1);
    action.setTimeout(order.timeout().toMillis());
    action.setCallerId(order.callerId());
    action.setVariables(new LinkedHashMap<>(order.variables()));
    action.setAsync(true);
    return accepted(action);
  }

  /// Runs an extension of the dialplan on a leg that is nobody's.
  public boolean runLocally(String context, String extension) throws IOException {
    return runLocally(context, extension, Map.of());
  }

  /// @param variables names with `_` before them, or the leg would not inherit them; no value has a
  ///   comma
  public boolean runLocally(String context, String extension, Map<String, String> variables)
      throws IOException {
    OriginateAction action = new OriginateAction();
    action.setChannel("Local/" + extension + "@" + context + "/n");
    action.setApplication("NoOp");
    action.setVariables(new LinkedHashMap<>(variables));
    action.setTimeout(LOCAL_LEG_TIMEOUT_MILLIS);
    action.setAsync(true);
    return accepted(action);
  }

  public boolean hangup(String channel) throws IOException {
    return accepted(new HangupAction(channel));
  }

  /// Ends what MixMonitor records of a channel; the file is closed a moment later.
  public boolean stopRecording(String channel) throws IOException {
    StopMixMonitorAction action = new StopMixMonitorAction();
    action.setChannel(channel);
    return accepted(action);
  }

  /// Has MixMonitor write silence instead of what is said, or end that.
  public boolean muteRecording(String channel, boolean muted) throws IOException {
    MixMonitorMuteAction action = new MixMonitorMuteAction();
    action.setChannel(channel);
    action.setDirection("both");
    action.setState(muted ? 1 : 0);
    return accepted(action);
  }

  public boolean redirect(String channel, String context, String extension) throws IOException {
    return accepted(new RedirectAction(channel, context, extension, 1));
  }

  /// Every channel that exists.
  public List<ChannelSeen> channels() throws IOException {
    List<ChannelSeen> channels = new ArrayList<>();
    for (ResponseEvent event : list(new CoreShowChannelsAction())) {
      if (event instanceof CoreShowChannelEvent seen && seen.getUniqueid() != null) {
        channels.add(
            new ChannelSeen(
                seen.getUniqueid(),
                text(seen.getChannel()),
                text(seen.getContext()),
                text(seen.getCallerIdNum()),
                text(seen.getBridgeid()),
                Integer.valueOf(AmiEvent.STATE_UP).equals(seen.getChannelState()),
                variables(seen)));
      }
    }
    return channels;
  }

  private static Map<String, String> variables(CoreShowChannelEvent seen) {
    Map<String, String> variables = new LinkedHashMap<>();
    Map<String, String> sent = seen.getChannelVariables();
    if (sent != null) {
      sent.forEach((name, value) -> variables.put(name, text(value)));
    }
    return variables;
  }

  /// Which agents' phones can be reached, by device (`PJSIP/anna`): those that Asterisk has a
  /// contact for.
  ///
  /// Read from the members of the safety queue, which are all agents' phones; listing endpoints
  /// itself takes a right that we do not want.
  public Map<String, Boolean> phones() throws IOException {
    Map<String, Boolean> phones = new LinkedHashMap<>();
    for (ResponseEvent event : list(new QueueStatusAction())) {
      if (event instanceof QueueMemberEvent member
          && member.getLocation() != null
          && member.getStatus() != null) {
        phones.put(member.getLocation(), isReachable(member.getStatus()));
      }
    }
    return phones;
  }

  /// The device states of `devicestate.h`.
  private static boolean isReachable(int status) {
    return switch (status) {
      case STATUS_UNKNOWN, STATUS_INVALID, STATUS_UNAVAILABLE -> false;
      default -> true;
    };
  }

  /// A family of Asterisk's database, by full key (`/rf-gone/…`).
  public Map<String, String> database(String family) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    for (ResponseEvent event : list(new DbGetTreeAction(family))) {
      if (event instanceof DbGetTreeResponseEvent entry && entry.getKey() != null) {
        entries.put(entry.getKey(), text(entry.getVal()));
      }
    }
    return entries;
  }

  private List<ResponseEvent> list(EventGeneratingAction action) throws IOException {
    try {
      return new ArrayList<>(link.connection().sendEventGeneratingAction(action).getEvents());
    } catch (EventTimeoutException tooSlow) {
      throw new IOException("AMI did not list everything in time", tooSlow);
    } catch (IllegalStateException notConnected) {
      throw new IOException(notConnected);
    }
  }

  private boolean accepted(ManagerAction action) throws IOException {
    return !(send(action) instanceof ManagerError);
  }

  private ManagerResponse send(ManagerAction action) throws IOException {
    try {
      ManagerResponse response = link.connection().sendAction(action);
      if (response == null) {
        throw new IOException("AMI went away before it answered");
      }
      return response;
    } catch (TimeoutException silent) {
      throw new IOException("AMI did not answer in time", silent);
    } catch (IllegalStateException notConnected) {
      throw new IOException(notConnected);
    }
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
