package org.ringfence.desktop.history;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class ReportsOnPostgresTest extends ReportsContract {

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
}
