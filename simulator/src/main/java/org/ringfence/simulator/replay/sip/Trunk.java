package org.ringfence.simulator.replay.sip;

import java.io.IOException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.address.Address;
import javax.sip.header.CSeqHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.Header;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.ringfence.events.Attestation;
import org.ringfence.events.Privacy;
import org.ringfence.simulator.plans.CallerPlan.Signalling;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The carrier's side of the trunk: places calls as a caller plan describes them.
///
/// Attestation travels as `P-Attestation-Indicator` (3GPP TS 24.229), or as the `verstat` parameter
/// when it failed (ATIS-1000074); a withheld number as `Privacy: id` with an anonymous From, and in
/// `P-Asserted-Identity` what the network knows all the same (RFC 3323, RFC 3325); the fingerprint
/// as User-Agent and as the order of the optional headers.
public final class Trunk implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Trunk.class);
  private static final String ANONYMOUS = "anonymous.invalid";
  private static final int MAX_FORWARDS = 70;
  private static final String PLAIN = "-_.!~*'()+";

  private final SipSide side;
  private final int mediaPort;

  /// @param address the trunk's, that Asterisk knows it by
  /// @param asteriskPort Asterisk's SIP port on 127.0.0.1
  /// @param mediaPort where all callers hear
  public Trunk(String address, int asteriskPort, int mediaPort) throws IOException {
    this.mediaPort = mediaPort;
    this.side = new SipSide("trunk", address, asteriskPort, new Ears());
  }

  /// Places a call.
  ///
  /// @throws IOException when the stack could not send it
  public TrunkCall dial(Invitation invitation, TrunkCall.Listener listener) throws IOException {
    try {
      Request request = request(invitation);
      ClientTransaction transaction = side.provider.getNewClientTransaction(request);
      TrunkCall call = new TrunkCall(side, transaction, listener);
      call.send();
      return call;
    } catch (ParseException | InvalidArgumentException | SipException failed) {
      throw new IOException("a call could not be placed: " + failed.getMessage(), failed);
    }
  }

  private Request request(Invitation invitation)
      throws ParseException, InvalidArgumentException, SipException {
    Signalling shown = invitation.signalling();
    boolean anonymous = shown.privacy() == Privacy.ID || !shown.number().isPresent();
    Address from =
        anonymous
            ? address(invitation.name(), "anonymous", ANONYMOUS)
            : address(invitation.name(), escaped(shown.number().raw()), side.address);
    FromHeader fromHeader = side.headers.createFromHeader(from, tag(invitation.name()));
    if (shown.attestation() == Attestation.FAILED) {
      fromHeader.setParameter("verstat", "TN-Validation-Failed");
    }
    ViaHeader via = side.headers.createViaHeader(side.address, side.port, "udp", null);
    Request request =
        side.messages.createRequest(
            side.asterisk(invitation.dialed()),
            Request.INVITE,
            side.provider.getNewCallId(),
            side.headers.createCSeqHeader(1L, Request.INVITE),
            fromHeader,
            side.headers.createToHeader(
                side.addresses.createAddress(side.asterisk(invitation.dialed())), null),
            new ArrayList<>(List.of(via)),
            side.headers.createMaxForwardsHeader(MAX_FORWARDS));
    request.addHeader(side.contact("c"));
    for (Header header : lookOf(invitation)) {
      request.addHeader(header);
    }
    side.describe(request, invitation.mediaPort());
    return request;
  }

  /// The headers that make up a caller's look, turned by the fingerprint.
  private List<Header> lookOf(Invitation invitation) throws ParseException {
    Signalling shown = invitation.signalling();
    List<Header> look = new ArrayList<>();
    look.add(side.headers.createUserAgentHeader(List.of(shown.fingerprint())));
    look.add(side.headers.createHeader("Supported", "norefersub"));
    look.add(side.headers.createHeader("Accept", "application/sdp"));
    switch (shown.attestation()) {
      case A, B, C ->
          look.add(
              side.headers.createHeader(
                  "P-Attestation-Indicator", shown.attestation().name().toUpperCase(Locale.ROOT)));
      case UNSIGNED, FAILED -> {}
    }
    if (shown.privacy() == Privacy.ID) {
      look.add(side.headers.createHeader("Privacy", "id"));
      if (shown.number().isPresent()) {
        Address known = address(invitation.name(), escaped(shown.number().raw()), side.address);
        look.add(side.headers.createHeader("P-Asserted-Identity", known.toString()));
      }
    }
    Collections.rotate(look, Math.floorMod(shown.fingerprint().hashCode(), look.size()));
    return look;
  }

  private Address address(String name, String user, String host) throws ParseException {
    Address address = side.addresses.createAddress(side.addresses.createSipURI(user, host));
    address.setDisplayName(name);
    return address;
  }

  private static String tag(String name) {
    return "t" + name;
  }

  /// The user part of a SIP address (RFC 3261, 25.1): what may not stand there is escaped.
  static String escaped(String user) {
    StringBuilder escaped = new StringBuilder();
    for (byte each : user.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
      char character = (char) (each & 0xff);
      boolean plain =
          character < 0x80
              && (Character.isLetterOrDigit(character) || PLAIN.indexOf(character) >= 0);
      escaped.append(plain ? String.valueOf(character) : String.format("%%%02X", each & 0xff));
    }
    return escaped.toString();
  }

  @Override
  public void close() {
    side.close();
  }

  private final class Ears implements SipListener {

    @Override
    public void processResponse(ResponseEvent event) {
      CSeqHeader sequence = (CSeqHeader) event.getResponse().getHeader(CSeqHeader.NAME);
      if (!sequence.getMethod().equals(Request.INVITE)) {
        return;
      }
      ClientTransaction transaction = event.getClientTransaction();
      if (transaction != null && transaction.getApplicationData() instanceof TrunkCall call) {
        call.response(event);
      }
    }

    @Override
    public void processRequest(RequestEvent event) {
      Request request = event.getRequest();
      if (request.getMethod().equals(Request.ACK)) {
        return;
      }
      try {
        ServerTransaction transaction = event.getServerTransaction();
        if (transaction == null) {
          transaction = side.provider.getNewServerTransaction(request);
        }
        transaction.sendResponse(TrunkCall.agree(side, request, mediaPort));
      } catch (ParseException | SipException | InvalidArgumentException failed) {
        log.atDebug().setCause(failed).log("a request could not be answered");
      }
      Dialog dialog = event.getDialog();
      if (request.getMethod().equals(Request.BYE)
          && dialog != null
          && dialog.getApplicationData() instanceof TrunkCall call) {
        call.byeReceived();
      }
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
      if (!event.isServerTransaction()
          && event.getClientTransaction().getApplicationData() instanceof TrunkCall call) {
        call.timedOut();
      }
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
      log.atDebug().log("SIP could not be sent");
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}
  }

  /// Whether a final status means that no port was free.
  public static boolean isBusy(int status) {
    return status == Response.BUSY_HERE
        || status == Response.SERVICE_UNAVAILABLE
        || status == Response.BUSY_EVERYWHERE
        || status == Response.TEMPORARILY_UNAVAILABLE;
  }

  /// Whether a final status means that the call was refused by the defence.
  public static boolean isRejected(int status) {
    return status == Response.DECLINE;
  }
}
