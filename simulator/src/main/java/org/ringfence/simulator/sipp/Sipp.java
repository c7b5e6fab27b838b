package org.ringfence.simulator.sipp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Starts SIPp against one Asterisk on loopback.
///
/// Callers come from the trunk's address, agents' phones from addresses of their own; each process
/// has its own folder, SIP port and media ports.
public final class Sipp {

  /// The address that the shipped trunk accepts callers from.
  public static final String TRUNK_ADDRESS = "127.0.0.2";

  /// Where agents' phones live.
  public static final String AGENT_ADDRESS = "127.0.0.3";

  private static final int MEDIA_PORT_BASE = 40_000;
  private static final int MEDIA_PORTS_PER_PROCESS = 16;
  private static final int MEDIA_SLOTS = 1_200;

  private final Path folder;
  private final int asteriskPort;
  private final AtomicInteger processes = new AtomicInteger();

  /// Several runs on one machine begin at different places.
  private final AtomicInteger mediaSlot =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 37 % MEDIA_SLOTS));

  /// @param folder where scenarios, plans and logs go
  /// @param asteriskPort Asterisk's SIP port on 127.0.0.1
  public Sipp(Path folder, int asteriskPort) {
    this.folder = folder;
    this.asteriskPort = asteriskPort;
  }

  /// Whether SIPp is installed; false means that calls cannot be played here.
  public static boolean isInstalled() {
    try {
      Process probe =
          new ProcessBuilder("sipp", "-v")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return probe.waitFor(5, TimeUnit.SECONDS);
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Plays callers.
  ///
  /// @param perSecond how many start each second
  /// @param stay how long a caller stays after the last key, unless we hang up first
  public SippProcess callers(List<PlannedCall> calls, double perSecond, Duration stay)
      throws IOException {
    return callers(calls, perSecond, stay, Tone.ulaw(Duration.ofSeconds(2), 440));
  }

  /// Plays callers from whom no sound comes, and media all the same.
  public SippProcess silentCallers(List<PlannedCall> calls, double perSecond, Duration stay)
      throws IOException {
    return callers(calls, perSecond, stay, Tone.silence(Duration.ofSeconds(2)));
  }

  /// Plays callers from whom a second of sound comes each 20 s, the first time after 19 s.
  public SippProcess lateSpeakers(List<PlannedCall> calls, double perSecond, Duration stay)
      throws IOException {
    ByteArrayOutputStream sound = new ByteArrayOutputStream();
    sound.writeBytes(Tone.silence(Duration.ofSeconds(19)));
    sound.writeBytes(Tone.ulaw(Duration.ofSeconds(1), 440));
    return callers(calls, perSecond, stay, sound.toByteArray());
  }

  /// Plays callers from whom a sound comes again and again.
  ///
  /// @param ulaw the sound, 8,000 samples a second
  public SippProcess callers(List<PlannedCall> calls, double perSecond, Duration stay, byte[] ulaw)
      throws IOException {
    Map<String, String> values =
        Map.of("stayMillis", Long.toString(stay.toMillis()), "audio", "tone.ul");
    return plan("caller.xml", calls, perSecond, values, ulaw);
  }

  /// Plays callers who hang up at the first sign of life, mostly before the answer.
  public SippProcess cancelling(List<PlannedCall> calls, double perSecond) throws IOException {
    return plan("caller-cancels.xml", calls, perSecond, Map.of(), new byte[0]);
  }

  private SippProcess plan(
      String scenario,
      List<PlannedCall> calls,
      double perSecond,
      Map<String, String> values,
      byte[] ulaw)
      throws IOException {
    Path own = ownFolder("callers");
    write(own, scenario, values);
    Files.write(own.resolve("tone.ul"), ulaw);
    List<String> plan = new ArrayList<>();
    plan.add("SEQUENTIAL");
    calls.forEach(call -> plan.add(call.csv()));
    Files.write(own.resolve("plan.csv"), plan, StandardCharsets.ISO_8859_1);
    // SIPp takes whole calls per period only.
    int periodMillis = perSecond >= 20 ? 1_000 : (int) Math.max(1, Math.round(1_000 / perSecond));
    int perPeriod = perSecond >= 20 ? (int) Math.round(perSecond) : 1;
    return start(
        own,
        scenario,
        TRUNK_ADDRESS,
        0,
        List.of(
            "-inf",
            "plan.csv",
            "-m",
            Integer.toString(calls.size()),
            "-r",
            Integer.toString(perPeriod),
            "-rp",
            Integer.toString(periodMillis),
            "-l",
            Integer.toString(Math.max(10, calls.size()))));
  }

  /// Registers agents' phones and lets them answer: after `answer`, for `talk`.
  ///
  /// @param secrets each agent's SIP user and secret
  /// @param port the phones' SIP port, one per call of this method
  public SippProcess phones(Map<String, String> secrets, int port, Duration answer, Duration talk)
      throws IOException, InterruptedException {
    register(secrets, port);
    Path own = ownFolder("phones");
    write(
        own,
        "agent.xml",
        Map.of(
            "answerMillis",
            Long.toString(answer.toMillis()),
            "talkMillis",
            Long.toString(talk.toMillis())));
    return start(own, "agent.xml", AGENT_ADDRESS, port, List.of("-aa", "-rtp_echo"));
  }

  private void register(Map<String, String> secrets, int port)
      throws IOException, InterruptedException {
    Path own = ownFolder("register");
    write(own, "register.xml", Map.of());
    List<String> plan = new ArrayList<>();
    plan.add("SEQUENTIAL");
    secrets.forEach((user, secret) ->
        plan.add(user + ";[authentication username=" + user + " password=" + secret + "]"));
    Files.write(own.resolve("plan.csv"), plan, StandardCharsets.ISO_8859_1);
    try (SippProcess registering =
        start(
            own,
            "register.xml",
            AGENT_ADDRESS,
            port,
            List.of("-inf", "plan.csv", "-m", Integer.toString(secrets.size()), "-r", "50"))) {
      if (!registering.await(Duration.ofSeconds(20)) || registering.process().exitValue() != 0) {
        throw new IOException("the agents' phones could not register: " + registering.errors());
      }
    }
  }

  private SippProcess start(
      Path own, String scenario, String address, int port, List<String> options)
      throws IOException {
    int number = processes.getAndIncrement();
    int media = freeMediaPort(address);
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            "sipp", "127.0.0.1:" + asteriskPort, "-sf", scenario, "-i", address, "-mi", address));
    if (port > 0) {
      command.addAll(List.of("-p", Integer.toString(port)));
    }
    command.addAll(
        List.of(
            "-mp",
            Integer.toString(media),
            "-nostdin",
            "-trace_err",
            "-error_file",
            "errors.log",
            "-trace_logs",
            "-log_file",
            "outcomes.log",
            "-cid_str",
            "%u-" + number + "-%p@%s"));
    command.addAll(options);
    Process process =
        new ProcessBuilder(command)
            .directory(own.toFile())
            .redirectErrorStream(true)
            .redirectOutput(own.resolve("screen.log").toFile())
            .start();
    return new SippProcess(process, own);
  }

  /// A port with free neighbours: SIPp takes its media ports as they are and ends when one is
  /// taken.
  private int freeMediaPort(String address) throws IOException {
    for (int tries = 0; tries < MEDIA_SLOTS; tries++) {
      int slot = Math.floorMod(mediaSlot.getAndIncrement(), MEDIA_SLOTS);
      int port = MEDIA_PORT_BASE + slot * MEDIA_PORTS_PER_PROCESS;
      if (isFree(address, port) && isFree(address, port + 2)) {
        return port;
      }
    }
    throw new IOException("no free media port from " + MEDIA_PORT_BASE + " on " + address);
  }

  private static boolean isFree(String address, int port) throws IOException {
    try (DatagramSocket probe = new DatagramSocket(null)) {
      probe.bind(new InetSocketAddress(address, port));
      return true;
    } catch (SocketException taken) {
      return false;
    }
  }

  private Path ownFolder(String kind) throws IOException {
    return Files.createDirectories(
        folder.resolve(kind + "-" + processes.get() + "-" + asteriskPort));
  }

  private static void write(Path own, String scenario, Map<String, String> values)
      throws IOException {
    try (InputStream in = Sipp.class.getResourceAsStream("/sipp/" + scenario)) {
      if (in == null) {
        throw new IllegalStateException("scenario " + scenario + " is not in the jar");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace("@{" + value.getKey() + "}", value.getValue());
      }
      Files.writeString(own.resolve(scenario), text);
    }
  }
}
