package org.ringfence.bus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.ringfence.events.Topic;

/// Makes the topics that are absent.
public final class Topics {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Topics() {}

  /// @throws IllegalStateException when the cluster cannot be reached or refuses, saying which and
  ///   why
  public static void ensure(BusConnection connection) {
    try (Admin admin = Admin.create(connection.clientProperties())) {
      Set<String> present = admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      List<NewTopic> absent = new ArrayList<>();
      for (Topic topic : Topic.values()) {
        if (!present.contains(topic.topicName())) {
          absent.add(newTopic(connection, topic));
        }
      }
      admin.createTopics(absent).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof TopicExistsException) {
        return;
      }
      throw new IllegalStateException(
          explain(connection, Objects.requireNonNullElse(failed.getCause(), failed)), failed);
    } catch (TimeoutException late) {
      throw new IllegalStateException(explain(connection, late), late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while topics were made", interrupted);
    }
  }

  private static NewTopic newTopic(BusConnection connection, Topic topic) {
    Optional<Short> replication =
        connection.replication() < 0 ? Optional.empty() : Optional.of(connection.replication());
    return new NewTopic(topic.topicName(), Optional.of(connection.partitions()), replication)
        .configs(
            topic.keepsLast()
                ? Map.of("cleanup.policy", "compact")
                : Map.of("retention.ms", Long.toString(topic.retention().toMillis())));
  }

  private static String explain(BusConnection connection, Throwable cause) {
    return "The Kafka cluster at "
        + connection.bootstrapServers()
        + " cannot be used: "
        + cause
        + ". Check kafka.bootstrap.servers and kafka.client-properties.";
  }
}
