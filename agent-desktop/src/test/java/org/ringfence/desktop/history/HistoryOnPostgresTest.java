package org.ringfence.desktop.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ringfence.desktop.Examples;
import org.ringfence.desktop.health.ComponentHealth.State;
import org.ringfence.events.Topic;

@Tag("postgres")
class HistoryOnPostgresTest extends HistoryContract {

  private static PostgresCluster cluster;

  @BeforeAll
  static void start() {
    cluster = new PostgresCluster();
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @Override
  HistorySettings settings() throws Exception {
    return settings(cluster.newDatabase(), PostgresCluster.USER, cluster.passwordFile().toString());
  }

  @Test
  void a_server_that_dies_is_told_and_nothing_is_lost_or_doubled() throws Exception {
    HistorySettings settings = settings();
    WrittenHistory.Log log = new WrittenHistory.Log();
    log.say(day().messages);
    try (WrittenHistory whole = new WrittenHistory(settings(), log);
        WrittenHistory cut = new WrittenHistory(settings, log)) {
      whole.readOn();
      cut.follower().positions();
      cut.follower().take(log.of(Topic.SCREENING).subList(0, 5));

      cluster.kill();
      assertThatThrownBy(() -> cut.readOn()).isInstanceOf(Exception.class);
      cut.now = Examples.NOON.plus(Duration.ofHours(3));
      assertThat(cut.history.health().state()).isEqualTo(State.DEGRADED);
      assertThat(cut.history.health().detail()).contains("behind by 4 h");

      cluster.restart();
      cut.now = Examples.NOON;
      Awaitility.await()
          .ignoreExceptions()
          .until(() -> {
            cut.readOn();
            return true;
          });
      assertThat(cut.dump()).isEqualTo(whole.dump());
      assertThat(cut.history.health().state()).isEqualTo(State.UP);
    }
  }
}
