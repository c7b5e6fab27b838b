package org.ringfence.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A single KRaft node, broker and controller, in this JVM.
///
/// It listens on loopback only and asks for a password even there; its folder is readable by its
/// owner alone. A restart after `kill -9` waits for the old registration to expire, which is why
/// the broker session is short.
public final class EmbeddedBroker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final String META = "meta.properties";

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /// Where and how the broker runs.
  ///
  /// @param folder the broker's own folder; made when absent
  /// @param clusterIdFile remembers which cluster the folder belongs to, outside the folder
  /// @param user the only user
  /// @param password its password
  public record Place(
      Path folder,
      Path clusterIdFile,
      int port,
      int controllerPort,
      String user,
      String password) {}

  /// Starts the broker; returns when it takes records.
  ///
  /// @throws BrokerException when the ports are taken, the folder is damaged, in use, full or of
  ///   another cluster
  public static EmbeddedBroker start(Place place) {
    requireFreePort(place.port(), "kafka.embedded.port");
    requireFreePort(place.controllerPort(), "kafka.embedded.controller-port");
    try {
      format(place);
    } catch (IOException failed) {
      throw new BrokerException(
          false,
          "The broker's folder "
              + place.folder()
              + " cannot be prepared: "
              + failed.getMessage()
              + ". Is the disk full, or the folder not ours?",
          failed);
    }
    KafkaRaftServer server;
    try {
      server = new KafkaRaftServer(KafkaConfig.fromProps(properties(place), false), Time.SYSTEM);
      server.startup();
    } catch (Exception failed) {
      throw new BrokerException(false, explain(place, failed), failed);
    }
    log.atInfo().addKeyValue("port", place.port()).log("embedded broker started");
    return new EmbeddedBroker(server, "127.0.0.1:" + place.port());
  }

  /// `host:port` for clients.
  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Place place) throws IOException {
    Path folder = place.folder();
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Path meta = folder.resolve(META);
    if (Files.exists(meta)) {
      requireOurs(place, meta);
      return;
    }
    try (var entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new BrokerException(
            true,
            "The broker's folder "
                + folder
                + " holds files but no "
                + META
                + ". It is damaged or not a broker's folder. Move it away to start empty (callers on the line keep their"
                + " place through Asterisk), or restore it from a copy.",
            null);
      }
    }
    String clusterId = Uuid.randomUuid().toString();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      new Formatter()
          .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
          .setSupportedFeatures(List.copyOf(Feature.PRODUCTION_FEATURES))
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setClusterId(clusterId)
          .setNodeId(1)
          .setControllerListenerName("CONTROLLER")
          .setDirectories(List.of(folder.toString()))
          .setMetadataLogDirectory(folder.toString())
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception failed) {
      throw new IOException(String.valueOf(failed.getMessage()), failed);
    }
    Files.writeString(place.clusterIdFile(), clusterId);
  }

  private static void requireOurs(Place place, Path meta) throws IOException {
    Properties read = new Properties();
    try (var in = Files.newInputStream(meta)) {
      read.load(in);
    } catch (IllegalArgumentException garbage) {
      throw new BrokerException(
          true, meta + " is damaged; restore it or move the folder away", garbage);
    }
    String found = read.getProperty("cluster.id", "");
    if (found.isEmpty()) {
      throw new BrokerException(
          true,
          meta
              + " names no cluster.id: it is damaged. Restore it from a copy, or move the folder "
              + place.folder()
              + " away to start empty.",
          null);
    }
    if (!Files.exists(place.clusterIdFile())) {
      Files.writeString(place.clusterIdFile(), found);
    }
    String ours = Files.readString(place.clusterIdFile()).strip();
    if (!ours.equals(found)) {
      throw new BrokerException(
          true,
          "The broker's folder "
              + place.folder()
              + " belongs to the cluster "
              + found
              + ", but "
              + place.clusterIdFile()
              + " says "
              + ours
              + ". Was a folder copied from another machine? Put the right folder back, or remove both to start empty.",
          null);
    }
  }

  private static void requireFreePort(int port, String setting) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException taken) {
      throw new BrokerException(
          true,
          "Port "
              + port
              + " on 127.0.0.1 is taken by another program. Is Ringfence running already? Else set "
              + setting
              + " to a free port.",
          taken);
    }
  }

  private static String explain(Place place, Exception failed) {
    String said = String.valueOf(failed.getMessage());
    if (said.contains("lock")) {
      return "The broker's folder "
          + place.folder()
          + " is in use by another process. Is Ringfence running already on this data folder?";
    }
    return "The broker did not start on "
        + place.folder()
        + ": "
        + said
        + ". If the folder is damaged, restore it from a copy or move it away to start empty.";
  }

  private static Properties properties(Place place) {
    String login =
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
            + place.user()
            + "\" password=\""
            + place.password()
            + "\" user_"
            + place.user()
            + "=\""
            + place.password()
            + "\";";
    Properties p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", "1");
    p.put("controller.quorum.voters", "1@127.0.0.1:" + place.controllerPort());
    p.put(
        "listeners",
        "BROKER://127.0.0.1:" + place.port() + ",CONTROLLER://127.0.0.1:" + place.controllerPort());
    p.put("advertised.listeners", "BROKER://127.0.0.1:" + place.port());
    p.put("listener.security.protocol.map", "BROKER:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
    p.put("controller.listener.names", "CONTROLLER");
    p.put("inter.broker.listener.name", "BROKER");
    p.put("sasl.enabled.mechanisms", "PLAIN");
    p.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    p.put("sasl.mechanism.controller.protocol", "PLAIN");
    p.put("listener.name.broker.plain.sasl.jaas.config", login);
    p.put("listener.name.controller.plain.sasl.jaas.config", login);
    p.put("log.dirs", place.folder().toString());
    p.put("num.partitions", "1");
    p.put("default.replication.factor", "1");
    p.put("min.insync.replicas", "1");
    for (String internal :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      p.put(internal + ".num.partitions", "1");
      p.put(internal + ".replication.factor", "1");
    }
    p.put("transaction.state.log.min.isr", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("group.initial.rebalance.delay.ms", "0");
    p.put("group.min.session.timeout.ms", "1000");
    p.put("auto.create.topics.enable", "false");
    p.put("num.network.threads", "1");
    p.put("num.io.threads", "2");
    p.put("num.recovery.threads.per.data.dir", "2");
    p.put("log.cleaner.dedupe.buffer.size", "4194304");
    p.put("log.index.size.max.bytes", "1048576");
    p.put("log.segment.bytes", "67108864");
    // A restart after a crash waits for the old session to end, and asks again at each interval.
    p.put("broker.session.timeout.ms", "1500");
    p.put("broker.heartbeat.interval.ms", "300");
    return p;
  }
}
