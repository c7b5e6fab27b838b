package org.ringfence.simulator.replay.sip;

import gov.nist.core.CommonLogger;
import gov.nist.core.LogLevels;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.PeerUnavailableException;
import javax.sip.SipException;
import javax.sip.SipFactory;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.SipStack;
import javax.sip.address.Address;
import javax.sip.address.AddressFactory;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.HeaderFactory;
import javax.sip.message.Message;
import javax.sip.message.MessageFactory;

/// One SIP stack on one address over UDP, with Asterisk as its only peer.
final class SipSide implements AutoCloseable {

  private static final Pattern MEDIA_PORT = Pattern.compile("(?m)^m=audio (\\d{1,5}) ");
  private static final int THREADS = 4;
  private static final int SOCKET_BYTES = 1 << 22;

  static {
    // Before any class of the stack asks for log4j.
    CommonLogger.useLegacyLogger = true;
    CommonLogger.legacyLogger = new StackLog();
  }

  final AddressFactory addresses;
  final HeaderFactory headers;
  final MessageFactory messages;
  final SipProvider provider;
  final String address;
  final int port;
  final int asteriskPort;
  private final SipStack stack;

  /// @param name of the stack, one for each side in this process
  /// @param address ours, on a port of the system's choice
  /// @param asteriskPort Asterisk's SIP port on 127.0.0.1
  SipSide(String name, String address, int asteriskPort, SipListener listener) throws IOException {
    this.address = address;
    this.asteriskPort = asteriskPort;
    this.port = freePort(address);
    try {
      SipFactory factory = SipFactory.getInstance();
      factory.setPathName("gov.nist");
      stack = factory.createSipStack(properties(name));
      addresses = factory.createAddressFactory();
      headers = factory.createHeaderFactory();
      messages = factory.createMessageFactory();
      ListeningPoint point = stack.createListeningPoint(address, port, ListeningPoint.UDP);
      provider = stack.createSipProvider(point);
      provider.addSipListener(listener);
      stack.start();
    } catch (PeerUnavailableException missing) {
      throw new IllegalStateException("the SIP stack is not on the class path", missing);
    } catch (SipException | InvalidArgumentException | java.util.TooManyListenersException failed) {
      throw new IOException("no SIP on " + address + ": " + failed.getMessage(), failed);
    }
  }

  private static Properties properties(String name) {
    Properties properties = new Properties();
    properties.setProperty("javax.sip.STACK_NAME", name);
    properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "on");
    properties.setProperty("gov.nist.javax.sip.STACK_LOGGER", StackLog.class.getName());
    properties.setProperty(
        "gov.nist.javax.sip.TRACE_LEVEL", Integer.toString(LogLevels.TRACE_NONE));
    properties.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", Integer.toString(THREADS));
    properties.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
    properties.setProperty(
        "gov.nist.javax.sip.RECEIVE_UDP_BUFFER_SIZE", Integer.toString(SOCKET_BYTES));
    properties.setProperty(
        "gov.nist.javax.sip.SEND_UDP_BUFFER_SIZE", Integer.toString(SOCKET_BYTES));
    properties.setProperty("gov.nist.javax.sip.MAX_SERVER_TRANSACTIONS", "20000");
    properties.setProperty("gov.nist.javax.sip.AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
    properties.setProperty("gov.nist.javax.sip.DELIVER_UNSOLICITED_NOTIFY", "true");
    return properties;
  }

  private static int freePort(String address) throws IOException {
    try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(address, 0))) {
      return probe.getLocalPort();
    }
  }

  /// `sip:user@127.0.0.1:port`, Asterisk.
  SipURI asterisk(String user) throws ParseException {
    SipURI uri = addresses.createSipURI(user.isEmpty() ? null : user, "127.0.0.1");
    uri.setPort(asteriskPort);
    return uri;
  }

  ContactHeader contact(String user) throws ParseException {
    SipURI uri = addresses.createSipURI(user, address);
    uri.setPort(port);
    Address contact = addresses.createAddress(uri);
    return headers.createContactHeader(contact);
  }

  /// Puts an offer or an answer into a message: µ-law and telephone events.
  void describe(Message message, int mediaPort) throws ParseException {
    String sdp =
        String.join(
            "\r\n",
            "v=0",
            "o=- 1 1 IN IP4 " + address,
            "s=-",
            "c=IN IP4 " + address,
            "t=0 0",
            "m=audio " + mediaPort + " RTP/AVP 0 101",
            "a=rtpmap:0 PCMU/8000",
            "a=rtpmap:101 telephone-event/8000",
            "a=fmtp:101 0-15",
            "a=ptime:20",
            "");
    ContentTypeHeader type = headers.createContentTypeHeader("application", "sdp");
    message.setContent(sdp, type);
  }

  /// The other side's media port, or 0 when the message describes none.
  static int mediaPort(Message message) {
    byte[] content = message.getRawContent();
    if (content == null) {
      return 0;
    }
    Matcher line = MEDIA_PORT.matcher(new String(content, StandardCharsets.ISO_8859_1));
    int port = line.find() ? Integer.parseInt(line.group(1)) : 0;
    return port > 65_535 ? 0 : port;
  }

  @Override
  public void close() {
    stack.stop();
  }
}
