package org.ringfence.platform.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.ringfence.platform.settings.PlatformSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls without Asterisk: asks this process's own AGI server as the dialplan would, so that the
/// JVM learns which code is busy when calls come. What it learned goes into the start cache; only
/// the launcher asks for it, on an empty folder.
final class Rehearsal {

  private static final Logger log = LoggerFactory.getLogger(Rehearsal.class);
  private static final int AT_A_TIME = 4;
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final long PATIENCE_SECONDS = 60;

  private final InetSocketAddress agi;
  private final String ownNumber;
  private final String node;

  Rehearsal(PlatformSettings settings) {
    agi =
        new InetSocketAddress(settings.gateway().agi().address(), settings.gateway().agi().port());
    ownNumber = settings.site().lines().getFirst().number().raw();
    node = settings.node();
  }

  /// Plays so many calls; one that fails is passed over.
  void play(int calls) {
    try (ExecutorService players = Executors.newFixedThreadPool(AT_A_TIME)) {
      for (int i = 0; i < calls; i++) {
        int number = i;
        players.execute(() -> playOne(number));
      }
      players.shutdown();
      if (!players.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        players.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void playOne(int number) {
    String call = node + "-1." + number;
    // One in eight is let in and goes through the questions to the line; the others are refused.
    boolean person = number % 8 == 0;
    String caller = person ? "+1612555" + String.format("%04d", number % 10_000) : ownNumber;
    try {
      ask("arrival", call, caller, "none", "unsigned", ownNumber, "rehearsal");
      if (person) {
        ask("ivr", call, "", "");
        ask("ivr", call, "at=language", "1");
        ask("ivr", call, "at=purpose;a.language=en", "1");
        ask("join", call, "at=enroll;a.language=en;a.purpose=enroll", "1", ownNumber, caller);
        ask(
            "tick",
            call,
            "at=enroll;a.language=en;a.purpose=enroll",
            "1",
            ownNumber,
            caller,
            "T" + call);
      }
    } catch (IOException failed) {
      log.atDebug().addKeyValue("cause", failed.toString()).log("a rehearsed call failed");
    }
  }

  private void ask(String script, String call, String... arguments) throws IOException {
    StringBuilder request = new StringBuilder("agi_network: yes\n");
    request.append("agi_network_script: ").append(script).append('\n');
    request
        .append("agi_channel: PJSIP/trunk-")
        .append(call.substring(call.indexOf('.') + 1))
        .append('\n');
    request.append("agi_uniqueid: ").append(call).append('\n');
    request.append("agi_callerid: ").append(arguments[0]).append('\n');
    for (int i = 0; i < arguments.length; i++) {
      request.append("agi_arg_").append(i + 1).append(": ").append(arguments[i]).append('\n');
    }
    request.append('\n');
    try (Socket socket = new Socket()) {
      socket.connect(agi, TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      while (in.readLine() != null) {
        socket.getOutputStream().write("200 result=1\n".getBytes(StandardCharsets.US_ASCII));
      }
    }
  }
}
