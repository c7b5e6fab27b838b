package org.ringfence.desktop.history;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/// The database, opened when it is first needed and again after it was closed. The schema is
/// brought up to date each time it is opened.
final class HistoryDatabase implements AutoCloseable {

  static final int MOST_CONNECTIONS = 8;
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);
  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(60);

  /// The same SQL on both; and a file that is closed with its last connection, which a pool never
  /// lets happen, would take its cache with it.
  static final String H2_OPTIONS =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE";

  private final HistorySettings settings;
  private @Nullable HikariDataSource pool;
  private @Nullable Jdbi jdbi;

  HistoryDatabase(HistorySettings settings) {
    this.settings = settings;
  }

  /// @throws IOException when the password file cannot be read
  synchronized Jdbi open() throws IOException {
    if (jdbi != null) {
      return jdbi;
    }
    HikariDataSource opened = new HikariDataSource(config());
    try {
      Flyway.configure()
          .dataSource(opened)
          .locations("classpath:db/history")
          .table("ringfence_schema")
          .load()
          .migrate();
    } catch (RuntimeException failed) {
      opened.close();
      throw failed;
    }
    pool = opened;
    Jdbi made = Jdbi.create(opened);
    made.registerArgument(new InstantArgument());
    made.getConfig(SqlStatements.class).setQueryTimeout((int) LONGEST_STATEMENT.toSeconds());
    jdbi = made;
    return made;
  }

  /// The database when it is open, without waiting for it.
  synchronized @Nullable Jdbi findOpen() {
    return jdbi;
  }

  private HikariConfig config() throws IOException {
    HikariConfig config = new HikariConfig();
    config.setPoolName("history");
    config.setJdbcUrl(settings.isH2() ? settings.url() + H2_OPTIONS : settings.url());
    if (!settings.user().isEmpty()) {
      config.setUsername(settings.user());
    }
    if (!settings.passwordFile().isEmpty()) {
      config.setPassword(Files.readString(Path.of(settings.passwordFile())).strip());
    }
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_PATIENCE.toMillis());
    config.setInitializationFailTimeout(CONNECT_PATIENCE.toMillis());
    if (!settings.isH2()) {
      config.addDataSourceProperty("ApplicationName", "ringfence");
      config.addDataSourceProperty("reWriteBatchedInserts", "true");
      // A server that is gone without a word must not be waited for by the hour.
      config.addDataSourceProperty("socketTimeout", "90");
      config.addDataSourceProperty("tcpKeepAlive", "true");
    }
    return config;
  }

  @Override
  public synchronized void close() {
    jdbi = null;
    if (pool != null) {
      pool.close();
      pool = null;
    }
  }

  /// Instants as both databases take them exactly: with their offset, never by way of a local time.
  private static final class InstantArgument extends AbstractArgumentFactory<Instant> {

    InstantArgument() {
      super(Types.TIMESTAMP_WITH_TIMEZONE);
    }

    @Override
    protected Argument build(Instant value, ConfigRegistry config) {
      return (position, statement, context) ->
          statement.setObject(position, OffsetDateTime.ofInstant(value, ZoneOffset.UTC));
    }
  }
}
