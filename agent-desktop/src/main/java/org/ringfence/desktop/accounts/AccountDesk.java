package org.ringfence.desktop.accounts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.accounts.AccountBook.By;
import org.ringfence.desktop.accounts.Passwords.Cost;

/// What the command line, or an administrator on the page, does to the accounts. A platform that
/// runs sees the command line's changes within a second.
///
/// Each change that cannot be made throws an `IllegalArgumentException` whose message says why, and
/// an `IOException` when the file cannot be read or written.
public final class AccountDesk {

  /// No token lasts longer.
  public static final Duration LONGEST_TOKEN = Duration.ofDays(730);

  /// No link lasts longer.
  public static final Duration LONGEST_LINK = Duration.ofDays(1);

  private final AccountFile file;
  private final Passwords passwords;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final String author;
  private final @Nullable String address;

  /// @param folder where accounts are kept
  /// @param random a `java.security.SecureRandom`, except in tests
  public AccountDesk(Path folder, RandomGenerator random, InstantSource clock) throws IOException {
    this(folder, random, clock, Cost.OWASP);
  }

  AccountDesk(Path folder, RandomGenerator random, InstantSource clock, Cost cost)
      throws IOException {
    this(
        new AccountFile(folder),
        new Passwords(cost, random),
        random,
        clock,
        Account.TERMINAL,
        null);
  }

  /// @param author whom the trail names
  /// @param address from where it is asked; null for on the machine itself
  AccountDesk(
      AccountFile file,
      Passwords passwords,
      RandomGenerator random,
      InstantSource clock,
      String author,
      @Nullable String address) {
    this.file = file;
    this.passwords = passwords;
    this.random = random;
    this.clock = clock;
    this.author = author;
    this.address = address;
  }

  public AccountBook book() throws IOException {
    return file.current();
  }

  /// A password that nobody chose.
  public String madeUpPassword() {
    return RandomSecrets.password(random);
  }

  /// @param password null for who comes by links only
  public void add(String name, Role role, @Nullable String agent, @Nullable String password)
      throws IOException {
    @Nullable String hash = password == null ? null : hash(password);
    file.change(book -> book.add(name, role, agent, hash, by()));
  }

  public void role(String name, Role role, @Nullable String agent) throws IOException {
    file.change(book -> book.role(name, role, agent, by()));
  }

  public void password(String name, String password) throws IOException {
    String hash = hash(password);
    file.change(book -> book.password(name, hash, by()));
  }

  public void remove(String name) throws IOException {
    file.change(book -> book.remove(name, by()));
  }

  /// What follows `/sign-in#link=` in an address that signs the account in once.
  public String link(String name, Duration lasting) throws IOException {
    requireAtMost(lasting, LONGEST_LINK);
    String secret = RandomSecrets.token(random);
    Instant expires = clock.instant().plus(lasting);
    file.change(book -> book.link(name, RandomSecrets.hash(secret), expires, by()));
    return secret;
  }

  /// The token itself, which is kept nowhere.
  public String addToken(String name, Role role, @Nullable String agent, Duration lasting)
      throws IOException {
    requireAtMost(lasting, LONGEST_TOKEN);
    String token = RandomSecrets.token(random);
    Instant expires = clock.instant().plus(lasting);
    file.change(book ->
        book.addToken(new ApiToken(name, role, agent, RandomSecrets.hash(token), expires), by()));
    return token;
  }

  public void removeToken(String name) throws IOException {
    file.change(book -> book.removeToken(name, by()));
  }

  private String hash(String password) {
    Passwords.requireGood(password);
    return passwords.hash(password);
  }

  private static void requireAtMost(Duration lasting, Duration longest) {
    if (!lasting.isPositive() || lasting.compareTo(longest) > 0) {
      throw new IllegalArgumentException("must last at most " + longest.toHours() + " h");
    }
  }

  private By by() {
    return new By(author, clock.instant(), address);
  }
}
