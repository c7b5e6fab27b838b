package org.ringfence.desktop.accounts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// The browsers that are signed in. A session is found by the SHA-256 of the id that the cookie
/// holds; the id itself is kept nowhere.
final class Sessions {

  /// More than a person has browsers; the one used least lately goes.
  static final int MOST_OF_ONE_ACCOUNT = 10;

  static final int MOST = 5_000;

  private static final Logger log = LoggerFactory.getLogger(Sessions.class);

  /// A session.
  ///
  /// @param key the SHA-256 of its id
  /// @param changes the account's count when it was made
  record Session(String key, String account, long changes, Instant begun, Instant used) {
    Session usedAt(Instant at) {
      return new Session(key, account, changes, begun, at);
    }
  }

  private record Kept(List<Session> sessions) {}

  private final AccountSettings settings;
  private final PrivateFile file;
  private final Map<String, Session> byKey = new LinkedHashMap<>();
  private boolean changed;

  Sessions(Path folder, AccountSettings settings) throws IOException {
    this.settings = settings;
    file = new PrivateFile(folder.resolve("sessions.json"));
    for (Session session : read()) {
      byKey.put(session.key(), session);
    }
  }

  /// A damaged file costs people a sign-in, and nothing more.
  private List<Session> read() throws IOException {
    Optional<byte[]> json = file.read();
    if (json.isEmpty()) {
      return List.of();
    }
    try {
      @Nullable Kept kept = AccountFile.MAPPER.readValue(json.get(), Kept.class);
      return kept == null ? List.of() : kept.sessions();
    } catch (JacksonException | NullPointerException damaged) {
      log.atWarn().log("the kept sessions cannot be read; everybody must sign in again");
      return List.of();
    }
  }

  synchronized void open(String key, Account account, Instant now) {
    byKey.values().removeIf(session -> isOver(session, now));
    drop(account.name(), MOST_OF_ONE_ACCOUNT - 1);
    if (byKey.size() >= MOST) {
      leastLately(byKey).ifPresent(byKey::remove);
    }
    byKey.put(key, new Session(key, account.name(), account.changes(), now, now));
    changed = true;
  }

  private void drop(String account, int kept) {
    List<Session> own =
        byKey.values().stream()
            .filter(session -> session.account().equals(account))
            .sorted(Comparator.comparing(Session::used).reversed())
            .toList();
    own.stream().skip(kept).forEach(session -> byKey.remove(session.key()));
  }

  private static Optional<String> leastLately(Map<String, Session> sessions) {
    return sessions.values().stream().min(Comparator.comparing(Session::used)).map(Session::key);
  }

  /// The session of that key, which is used by this.
  synchronized Optional<Session> use(String key, Instant now) {
    @Nullable Session session = byKey.get(key);
    if (session == null) {
      return Optional.empty();
    }
    if (isOver(session, now)) {
      byKey.remove(key);
      changed = true;
      return Optional.empty();
    }
    // Kept by the minute: it is on the disk for restarts only.
    if (Duration.between(session.used(), now).compareTo(Duration.ofMinutes(1)) >= 0) {
      changed = true;
    }
    Session used = session.usedAt(now);
    byKey.put(key, used);
    return Optional.of(used);
  }

  private boolean isOver(Session session, Instant now) {
    return !session.used().plus(settings.idle()).isAfter(now)
        || !session.begun().plus(settings.longest()).isAfter(now);
  }

  synchronized void end(String key) {
    changed |= byKey.remove(key) != null;
  }

  /// Writes what changed, if anything did.
  void keep() {
    List<Session> all;
    synchronized (this) {
      if (!changed) {
        return;
      }
      changed = false;
      all = List.copyOf(byKey.values());
    }
    try {
      file.replace(AccountFile.MAPPER.writeValueAsBytes(new Kept(all)));
    } catch (IOException full) {
      synchronized (this) {
        changed = true;
      }
      log.atWarn().setCause(full).log("sessions cannot be kept; after a restart all sign in again");
    }
  }
}
