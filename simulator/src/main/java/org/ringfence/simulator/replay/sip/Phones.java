package org.ringfence.simulator.replay.sip;

import gov.nist.javax.sip.SipStackExt;
import gov.nist.javax.sip.clientauthutils.AccountManager;
import gov.nist.javax.sip.clientauthutils.UserCredentials;
import java.io.IOException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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
import javax.sip.address.SipURI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The agents' phones: they register with their secrets and are rung.
public final class Phones implements AutoCloseable {

  /// Told on the stack's threads.
  public interface Listener {
    /// The phone takes part from now on.
    void registered(String agent);

    void rings(PhoneCall call);

    /// It stopped ringing without an answer.
    void stopped(PhoneCall call);

    /// The other side hung up.
    void ended(PhoneCall call);
  }

  /// How long a registration lasts; the longest that Asterisk's configuration allows.
  public static final int EXPIRES_SECONDS = 3_600;

  private static final Logger log = LoggerFactory.getLogger(Phones.class);
  private static final int UNAUTHORIZED = 401;
  private static final int MAX_FORWARDS = 70;
  private static final int MAX_CHALLENGES = 3;

  private final SipSide side;
  private final Map<String, String> secrets;
  private final Listener listener;
  private final int mediaPort;
  private final AtomicLong tags = new AtomicLong();
  private final Map<String, Integer> challenges = new ConcurrentHashMap<>();

  /// @param address the phones'
  /// @param secrets by agent, the SIP user
  /// @param mediaPort from where all agents speak
  public Phones(
      String address,
      int asteriskPort,
      Map<String, String> secrets,
      int mediaPort,
      Listener listener)
      throws IOException {
    this.secrets = Map.copyOf(secrets);
    this.listener = listener;
    this.mediaPort = mediaPort;
    this.side = new SipSide("phones-" + address, address, asteriskPort, new Ears());
  }

  /// The port on which they are rung.
  public int port() {
    return side.port;
  }

  /// Registers a phone, or renews it; the listener is told when it is done.
  public void register(String agent) throws IOException {
    challenges.remove(agent);
    try {
      SipURI self = side.asterisk(agent);
      ViaHeader via = side.headers.createViaHeader(side.address, side.port, "udp", null);
      Request request =
          side.messages.createRequest(
              side.asterisk(""),
              Request.REGISTER,
              side.provider.getNewCallId(),
              side.headers.createCSeqHeader(1L, Request.REGISTER),
              side.headers.createFromHeader(
                  side.addresses.createAddress(self), "p" + tags.incrementAndGet()),
              side.headers.createToHeader(side.addresses.createAddress(self), null),
              new ArrayList<>(List.of(via)),
              side.headers.createMaxForwardsHeader(MAX_FORWARDS));
      request.addHeader(side.contact(agent));
      request.addHeader(side.headers.createExpiresHeader(EXPIRES_SECONDS));
      ClientTransaction transaction = side.provider.getNewClientTransaction(request);
      transaction.setApplicationData(agent);
      transaction.sendRequest();
    } catch (ParseException | InvalidArgumentException | SipException failed) {
      throw new IOException("phone " + agent + " cannot register: " + failed.getMessage(), failed);
    }
  }

  @Override
  public void close() {
    side.close();
  }

  private void registration(ResponseEvent event, String agent) {
    int status = event.getResponse().getStatusCode();
    if (status == Response.OK) {
      listener.registered(agent);
    } else if (status == UNAUTHORIZED
        && challenges.merge(agent, 1, Integer::sum) <= MAX_CHALLENGES) {
      authenticate(event, agent);
    } else if (status >= 300) {
      log.atWarn().addKeyValue("agent", agent).addKeyValue("status", status).log("not registered");
    }
  }

  private void authenticate(ResponseEvent event, String agent) {
    AccountManager accounts = (challenged, realm) -> new Account(agent, secret(agent));
    try {
      ClientTransaction again =
          ((SipStackExt) side.provider.getSipStack())
              .getAuthenticationHelper(accounts, side.headers)
              .handleChallenge(
                  event.getResponse(), event.getClientTransaction(), side.provider, 5, true);
      again.setApplicationData(agent);
      again.sendRequest();
    } catch (SipException failed) {
      log.atWarn().addKeyValue("agent", agent).setCause(failed).log("not registered");
    }
  }

  private String secret(String agent) {
    @Nullable String secret = secrets.get(agent);
    if (secret == null) {
      throw new IllegalArgumentException("no secret for " + agent);
    }
    return secret;
  }

  /// What JAIN-SIP asks for when it answers a challenge (RFC 3261, 22).
  private static final class Account implements UserCredentials {
    private final String name;
    private final String password;

    Account(String name, String password) {
      this.name = name;
      this.password = password;
    }

    @Override
    public String getUserName() {
      return name;
    }

    @Override
    public String getPassword() {
      return password;
    }

    @Override
    public String getSipDomain() {
      return "ringfence";
    }
  }

  private final class Ears implements SipListener {

    @Override
    public void processRequest(RequestEvent event) {
      Request request = event.getRequest();
      try {
        switch (request.getMethod()) {
          case Request.INVITE -> invited(event, request);
          case Request.CANCEL -> cancelled(event, request);
          case Request.BYE -> ended(event, request);
          case Request.ACK -> {}
          default -> agree(event, request);
        }
      } catch (ParseException | SipException | InvalidArgumentException failed) {
        log.atDebug().setCause(failed).log("a phone could not answer a request");
      }
    }

    private ServerTransaction transaction(RequestEvent event) throws SipException {
      ServerTransaction known = event.getServerTransaction();
      return known != null ? known : side.provider.getNewServerTransaction(event.getRequest());
    }

    private void invited(RequestEvent event, Request request)
        throws ParseException, SipException, InvalidArgumentException {
      if (event.getDialog() != null && event.getServerTransaction() == null) {
        agree(event, request);
        return;
      }
      ServerTransaction transaction = transaction(event);
      String agent = ((SipURI) request.getRequestURI()).getUser();
      PhoneCall call = new PhoneCall(side, transaction, agent, "a" + tags.incrementAndGet());
      transaction.setApplicationData(call);
      call.ring();
      Dialog dialog = transaction.getDialog();
      if (dialog != null) {
        dialog.setApplicationData(call);
      }
      listener.rings(call);
    }

    private void cancelled(RequestEvent event, Request request)
        throws ParseException, SipException, InvalidArgumentException {
      ServerTransaction cancel = transaction(event);
      cancel.sendResponse(side.messages.createResponse(Response.OK, request));
      Dialog dialog = event.getDialog();
      if (dialog != null && dialog.getApplicationData() instanceof PhoneCall call) {
        if (call.cancelled()) {
          listener.stopped(call);
        }
      }
    }

    private void ended(RequestEvent event, Request request)
        throws ParseException, SipException, InvalidArgumentException {
      transaction(event).sendResponse(side.messages.createResponse(Response.OK, request));
      Dialog dialog = event.getDialog();
      if (dialog != null && dialog.getApplicationData() instanceof PhoneCall call && call.ended()) {
        listener.ended(call);
      }
    }

    private void agree(RequestEvent event, Request request)
        throws ParseException, SipException, InvalidArgumentException {
      transaction(event).sendResponse(TrunkCall.agree(side, request, mediaPort));
    }

    @Override
    public void processResponse(ResponseEvent event) {
      CSeqHeader sequence = (CSeqHeader) event.getResponse().getHeader(CSeqHeader.NAME);
      ClientTransaction transaction = event.getClientTransaction();
      if (sequence.getMethod().equals(Request.REGISTER)
          && transaction != null
          && transaction.getApplicationData() instanceof String agent) {
        registration(event, agent);
      }
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
      log.atDebug().log("a phone got no answer");
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
      log.atDebug().log("a phone could not send");
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}
  }
}
