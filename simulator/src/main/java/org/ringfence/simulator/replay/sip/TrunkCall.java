package org.ringfence.simulator.replay.sip;

import java.text.ParseException;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.ResponseEvent;
import javax.sip.SipException;
import javax.sip.header.CSeqHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One call of ours into the trunk.
///
/// ```
/// dialed ──2xx──▶ answered ──BYE of either──▶ over
///    └──────3xx-6xx, no answer, hang-up──────────┘
/// ```
public final class TrunkCall {

  /// Told on the stack's threads, each call at most one of [#refused] and [#hungUp].
  public interface Listener {
    /// @param mediaPort Asterisk's media port of this call
    void answered(int mediaPort);

    /// @param status SIP's status; 408 when nothing was heard at all
    void refused(int status);

    /// The other side hung up.
    void hungUp();
  }

  /// Nothing came back (RFC 3261, 21.4.9).
  public static final int TIMED_OUT = 408;

  private static final Logger log = LoggerFactory.getLogger(TrunkCall.class);

  private enum State {
    DIALED,
    ANSWERED,
    OVER
  }

  private final SipSide side;
  private final Listener listener;
  private final ClientTransaction invite;
  private @Nullable Dialog dialog;
  private State state = State.DIALED;

  TrunkCall(SipSide side, ClientTransaction invite, Listener listener) {
    this.side = side;
    this.invite = invite;
    this.listener = listener;
  }

  synchronized void response(ResponseEvent event) {
    int status = event.getResponse().getStatusCode();
    if (status < 200) {
      return;
    }
    if (status >= 300) {
      end(() -> listener.refused(status));
      return;
    }
    acknowledge(event);
  }

  private void acknowledge(ResponseEvent event) {
    Dialog made = event.getDialog();
    if (made == null) {
      return;
    }
    Response response = event.getResponse();
    try {
      long number = ((CSeqHeader) response.getHeader(CSeqHeader.NAME)).getSeqNumber();
      made.sendAck(made.createAck(number));
    } catch (SipException | InvalidArgumentException failed) {
      log.atDebug().setCause(failed).log("an answer could not be acknowledged");
    }
    dialog = made;
    made.setApplicationData(this);
    if (state == State.DIALED) {
      state = State.ANSWERED;
      listener.answered(SipSide.mediaPort(response));
    } else if (state == State.OVER) {
      // It was answered while we gave up.
      sayBye(made);
    }
  }

  synchronized void timedOut() {
    end(() -> listener.refused(TIMED_OUT));
  }

  synchronized void byeReceived() {
    end(listener::hungUp);
  }

  /// The caller hangs up, answered or not; the listener is not told.
  public synchronized void hangUp() {
    State before = state;
    state = State.OVER;
    if (before == State.ANSWERED && dialog != null) {
      sayBye(dialog);
    } else if (before == State.DIALED) {
      cancel();
    }
  }

  private void end(Runnable tell) {
    if (state != State.OVER) {
      state = State.OVER;
      tell.run();
    }
  }

  private void sayBye(Dialog over) {
    try {
      over.sendRequest(side.provider.getNewClientTransaction(over.createRequest(Request.BYE)));
    } catch (SipException failed) {
      log.atDebug().setCause(failed).log("a BYE could not be sent");
    }
  }

  private void cancel() {
    try {
      side.provider.getNewClientTransaction(invite.createCancel()).sendRequest();
    } catch (SipException failed) {
      log.atDebug().setCause(failed).log("a CANCEL could not be sent");
    }
  }

  void send() throws SipException {
    invite.setApplicationData(this);
    invite.sendRequest();
  }

  /// Asterisk asks again within the call, or whether we are there: yes, as before.
  static Response agree(SipSide side, Request request, int mediaPort) throws ParseException {
    Response yes = side.messages.createResponse(Response.OK, request);
    if (request.getMethod().equals(Request.INVITE)) {
      yes.addHeader(side.contact("c"));
      side.describe(yes, mediaPort);
    }
    return yes;
  }
}
