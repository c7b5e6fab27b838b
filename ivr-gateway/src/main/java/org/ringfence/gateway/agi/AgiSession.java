package org.ringfence.gateway.agi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiReader;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiWriter;
import org.asteriskjava.fastagi.command.SetVariableCommand;
import org.asteriskjava.fastagi.internal.FastAgiConnectionHandler;
import org.asteriskjava.fastagi.reply.AgiReply;
import org.ringfence.events.CallId;

/// One AGI connection, by asterisk-java's reader and writer of the protocol.
///
/// Its own `run()` is not used: it would set a second variable, log whole requests and keep the
/// channel in a thread-local.
final class AgiSession extends FastAgiConnectionHandler {

  /// More arguments than any script has.
  private static final int MAX_ARGUMENTS = 16;

  private final AgiReader reader;
  private final AgiWriter writer;

  AgiSession(BoundedAgiSocket socket) {
    super(
        (request, channel) -> {
          throw new IllegalStateException("sessions are not run by asterisk-java");
        },
        socket,
        (request, writer, reader) -> {
          throw new IllegalStateException("sessions are not run by asterisk-java");
        });
    this.reader = createReader();
    this.writer = createWriter();
  }

  @Override
  public void run() {
    throw new IllegalStateException("sessions are not run by asterisk-java");
  }

  /// Reads the request.
  ///
  /// @throws IllegalArgumentException when it is none
  AgiCall read(long startedAtNanos) throws AgiException {
    AgiRequest request = reader.readRequest();
    Map<String, String> fields = request.getRequest();
    String script = fields.getOrDefault("network_script", "");
    String channel = fields.getOrDefault("channel", "");
    if (script.isEmpty() || channel.isEmpty()) {
      throw new IllegalArgumentException("the request names no script or no channel");
    }
    // getArguments() would allocate as many as the greatest number that somebody sends.
    List<String> arguments = new ArrayList<>();
    for (int i = 1; i <= MAX_ARGUMENTS; i++) {
      arguments.add(fields.getOrDefault("arg_" + i, ""));
    }
    CallId call = new CallId(fields.getOrDefault("uniqueid", ""));
    return new AgiCall(
        script,
        call,
        channel,
        known(fields, "callerid"),
        known(fields, "dnid"),
        arguments,
        startedAtNanos);
  }

  private static String known(Map<String, String> fields, String name) {
    String value = fields.getOrDefault(name, "");
    return value.equals("unknown") ? "" : value;
  }

  /// Sets the variable and waits for Asterisk's word that it is set.
  ///
  /// @return false when Asterisk did not take it, as it does for a channel that is gone
  boolean write(AgiAnswer answer) throws AgiException {
    writer.sendCommand(new SetVariableCommand(answer.variable(), answer.value()));
    return reader.readReply().getStatus() == AgiReply.SC_SUCCESS;
  }
}
