package org.ringfence.simulator.replay.sip;

import java.text.ParseException;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One call that rings an agent's phone.
public final class PhoneCall {

  private static final Logger log = LoggerFactory.getLogger(PhoneCall.class);

  private enum State {
    RINGING,
    TALKING,
    OVER
  }

  private final SipSide side;
  private final ServerTransaction invite;
  private final String agent;
  private final String tag;
  private State state = State.RINGING;

  PhoneCall(SipSide side, ServerTransaction invite, String agent, String tag) {
    this.side = side;
    this.invite = invite;
    this.agent = agent;
    this.tag = tag;
  }

  public String agent() {
    return agent;
  }

  /// Asterisk's media port of this call.
  public int remoteMediaPort() {
    return SipSide.mediaPort(invite.getRequest());
  }

  void ring() throws ParseException, SipException, InvalidArgumentException {
    invite.sendResponse(response(Response.RINGING));
  }

  /// The agent picks up; false when it no longer rings.
  public synchronized boolean answer(int mediaPort) {
    if (state != State.RINGING) {
      return false;
    }
    try {
      Response ok = response(Response.OK);
      ok.addHeader(side.contact(agent));
      side.describe(ok, mediaPort);
      invite.sendResponse(ok);
      state = State.TALKING;
      return true;
    } catch (ParseException | SipException | InvalidArgumentException failed) {
      log.atDebug().setCause(failed).log("a phone could not be answered");
      return false;
    }
  }

  /// The agent hangs up.
  public synchronized void hangUp() {
    State before = state;
    state = State.OVER;
    try {
      if (before == State.TALKING) {
        Dialog dialog = invite.getDialog();
        dialog.sendRequest(
            side.provider.getNewClientTransaction(dialog.createRequest(Request.BYE)));
      } else if (before == State.RINGING) {
        invite.sendResponse(response(Response.BUSY_HERE));
      }
    } catch (ParseException | SipException | InvalidArgumentException failed) {
      log.atDebug().setCause(failed).log("a phone could not be hung up");
    }
  }

  /// The ringing was withdrawn; true when it still rang.
  synchronized boolean cancelled() {
    if (state != State.RINGING) {
      return false;
    }
    state = State.OVER;
    try {
      invite.sendResponse(response(Response.REQUEST_TERMINATED));
    } catch (ParseException | SipException | InvalidArgumentException failed) {
      log.atDebug().setCause(failed).log("a withdrawn call could not be ended");
    }
    return true;
  }

  /// The other side hung up; true when it was not over.
  synchronized boolean ended() {
    boolean was = state != State.OVER;
    state = State.OVER;
    return was;
  }

  private Response response(int status) throws ParseException {
    Response response = side.messages.createResponse(status, invite.getRequest());
    ((ToHeader) response.getHeader(ToHeader.NAME)).setTag(tag);
    return response;
  }
}
