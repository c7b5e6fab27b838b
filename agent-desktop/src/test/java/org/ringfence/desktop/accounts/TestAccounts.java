package org.ringfence.desktop.accounts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.desktop.accounts.Accounts.SignIn;
import org.ringfence.desktop.accounts.Passwords.Cost;

/// One account and one token for each role, with hashes that cost little.
///
/// Accounts: `ana` (agent ana), `rob` (read-only), `sue` (supervisor), `ada` (administrator), all
/// with [#PASSWORD]. Tokens have the role's name and `-token`.
public final class TestAccounts {

  public static final String PASSWORD = "four words that are long";

  public static final AccountSettings SETTINGS =
      new AccountSettings(Duration.ofMinutes(30), Duration.ofHours(10));

  private static final Cost CHEAP = new Cost(64, 1, 1);

  public final Accounts accounts;
  public final AccountDesk desk;

  /// Where they are kept.
  public final Path folder;

  private final Map<Role, String> tokens = new EnumMap<>(Role.class);

  public TestAccounts(MessagePublisher publisher, InstantSource clock) {
    this(temporary(), publisher, clock);
    try {
      String cheap = new Passwords(CHEAP, new SecureRandom()).hash(PASSWORD);
      AccountFile file = new AccountFile(folder);
      AccountBook.By by = new AccountBook.By("terminal", clock.instant(), null);
      file.change(book ->
          book.add("ana", Role.AGENT, "ana", cheap, by)
              .add("rob", Role.READ_ONLY, null, cheap, by)
              .add("sue", Role.SUPERVISOR, null, cheap, by)
              .add("ada", Role.ADMINISTRATOR, null, cheap, by));
      for (Role role : Role.values()) {
        @Nullable String agent = role == Role.AGENT ? "ana" : null;
        tokens.put(role, desk.addToken(role.word() + "-token", role, agent, Duration.ofDays(700)));
      }
      file.change(book -> book.told(book.untold()));
      accounts.look();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// What is in the folder already.
  public TestAccounts(Path folder, MessagePublisher publisher, InstantSource clock) {
    this.folder = folder;
    try {
      desk = new AccountDesk(folder, new SecureRandom(), clock, CHEAP);
      accounts = new Accounts(folder, SETTINGS, "", new SecureRandom(), publisher, clock, CHEAP);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Path temporary() {
    try {
      Path made = Files.createTempDirectory("accounts");
      made.toFile().deleteOnExit();
      return made;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public String token(Role role) {
    return String.valueOf(tokens.get(role));
  }

  /// What the cookie of a browser holds that this account just signed in on.
  public String session(String account) {
    return ((SignIn.Done) accounts.signIn(account, PASSWORD, "127.0.0.1")).id();
  }
}
