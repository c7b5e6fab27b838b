package org.ringfence.platform.run;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.ringfence.broker.EmbeddedBroker;
import org.ringfence.bus.BusConnection;
import org.ringfence.platform.settings.PlatformSettings;

/// The broker without the services, on a data folder of its own. It listens on loopback only.
public final class LoneBroker implements AutoCloseable {

  private static final String CLIENT_PROPERTIES = "bus.properties";

  private final EmbeddedBroker broker;
  private final Path clientProperties;

  private LoneBroker(EmbeddedBroker broker, Path clientProperties) {
    this.broker = broker;
    this.clientProperties = clientProperties;
  }

  /// Starts it, and leaves what clients need for their login in the folder of secrets.
  ///
  /// @throws IOException when the disk is full or the data folder cannot be used
  /// @throws org.ringfence.broker.BrokerException when the broker cannot start
  public static LoneBroker start(PlatformSettings settings) throws IOException {
    Installation installation = Installation.in(settings);
    DataRoom.require(settings.data());
    KafkaExits.explain(settings.data());
    EmbeddedBroker broker = EmbeddedBroker.start(installation.brokerPlace());
    try {
      BusConnection login =
          BusConnection.embedded(
              broker.bootstrapServers(), installation.busUser(), installation.busPassword());
      Path file = settings.secretsFolder().resolve(CLIENT_PROPERTIES);
      write(login, file);
      return new LoneBroker(broker, file);
    } catch (IOException failed) {
      broker.close();
      throw failed;
    }
  }

  private static void write(BusConnection login, Path file) throws IOException {
    Properties properties = new Properties();
    properties.putAll(login.security());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (Writer out = Files.newBufferedWriter(fresh)) {
      properties.store(out, "for kafka.client-properties");
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /// The file that nodes name as `kafka.client-properties`.
  public Path clientProperties() {
    return clientProperties;
  }

  @Override
  public void close() {
    broker.close();
  }
}
