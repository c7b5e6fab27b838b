package org.ringfence.desktop.accounts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringfence.bus.MessagePublisher;
import org.ringfence.desktop.accounts.AccountBook.By;
import org.ringfence.desktop.accounts.Passwords.Cost;
import org.ringfence.events.AccessKind;
import org.ringfence.events.AccessRecorded;
import org.ringfence.events.PartyKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signs people in and knows who asks; says on the bus what happened about access.
///
/// The accounts are read again within [#LOOK] when the command line changed them.
public final class Accounts implements AutoCloseable {

  /// How often the file is looked at, and sessions are written.
  static final Duration LOOK = Duration.ofSeconds(1);

  /// The name by which this installation's own programs stand in the trail.
  public static final String INSTALLATION = "installation";

  private static final Logger log = LoggerFactory.getLogger(Accounts.class);

  private final AccountFile file;
  private final Sessions sessions;
  private final Passwords passwords;
  private final SignInPauses pauses = new SignInPauses();
  private final String installationHash;
  private final RandomGenerator random;
  private final MessagePublisher publisher;
  private final InstantSource clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile AccountBook book;

  /// @param folder where accounts and sessions are kept
  /// @param installationToken what this installation's own programs show; empty for none
  /// @param random a `java.security.SecureRandom`, except in tests
  /// @throws IOException when what is kept cannot be read; the message says what to do
  public Accounts(
      Path folder,
      AccountSettings settings,
      String installationToken,
      RandomGenerator random,
      MessagePublisher publisher,
      InstantSource clock)
      throws IOException {
    this(folder, settings, installationToken, random, publisher, clock, Cost.OWASP);
  }

  /// @param cost of a password that is wrong, for tests that must not wait
  Accounts(
      Path folder,
      AccountSettings settings,
      String installationToken,
      RandomGenerator random,
      MessagePublisher publisher,
      InstantSource clock,
      Cost cost)
      throws IOException {
    file = new AccountFile(folder);
    sessions = new Sessions(folder, settings);
    passwords = new Passwords(cost, random);
    installationHash = installationToken.isEmpty() ? "" : RandomSecrets.hash(installationToken);
    this.random = random;
    this.publisher = publisher;
    this.clock = clock;
    book = file.current();
  }

  /// Begins to look for changes and to say them.
  public void start() {
    Thread.ofVirtual().name("accounts").start(this::follow);
  }

  private void follow() {
    try {
      do {
        look();
        sessions.keep();
      } while (!stopping.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Reads the accounts if they changed, and says what of that nobody heard yet.
  void look() {
    try {
      book = file.current();
      List<AccessRecorded> untold = book.untold();
      if (!untold.isEmpty()) {
        // Said twice rather than not at all, if we die in between.
        untold.forEach(publisher::publish);
        book = file.change(now -> now.told(untold));
      }
    } catch (IOException | RuntimeException damaged) {
      log.atWarn().setCause(damaged).log("the accounts cannot be read; those known stay");
    }
  }

  /// What a sign-in came to.
  public sealed interface SignIn {
    /// @param id what the browser's cookie holds from now on
    record Done(String id, Identity identity) implements SignIn {}

    /// Wrong, in whatever way.
    record Wrong() implements SignIn {}

    /// @param pause until the next try is looked at
    record TooFast(Duration pause) implements SignIn {}

    /// Others sign in at this moment.
    record Busy() implements SignIn {}
  }

  /// Signs in by name and password.
  ///
  /// @param address from where
  public SignIn signIn(String name, String password, String address) {
    Instant now = clock.instant();
    // What is no name at all is one name here: each costs memory.
    String known = Account.NAME.matcher(name).matches() ? name : "-";
    Duration wait = pauses.untilNext(known, address, now);
    if (wait.isPositive()) {
      return new SignIn.TooFast(wait);
    }
    look();
    Optional<Account> account = book.find(known);
    // Before the slow part, or many tries at once would all see the count before them.
    pauses.failed(known, address, now);
    Optional<Boolean> right =
        passwords.isRight(password, account.map(Account::passwordHash).orElse(null));
    if (right.isEmpty()) {
      pauses.uncount(known, address);
      return new SignIn.Busy();
    }
    if (!right.get() || account.isEmpty()) {
      // Not what was typed: people type passwords into the wrong field.
      String about = account.map(Account::name).orElse("no account");
      say(AccessKind.SIGN_IN_REFUSED, "", about, "password", address);
      return new SignIn.Wrong();
    }
    pauses.succeeded(known, address);
    return open(account.get(), "password", address);
  }

  /// Signs in by a link, which then is used up.
  public SignIn signInByLink(String secret, String address) {
    Instant now = clock.instant();
    Duration wait = pauses.untilNext("-", address, now);
    if (wait.isPositive()) {
      return new SignIn.TooFast(wait);
    }
    look();
    String hash = RandomSecrets.hash(secret);
    Optional<Account> account =
        book.links().stream()
            .filter(link -> link.hash().equals(hash) && link.expires().isAfter(now))
            .findFirst()
            .flatMap(link -> book.find(link.account()));
    if (account.isEmpty() || !useUp(hash)) {
      pauses.failed("-", address, now);
      say(AccessKind.SIGN_IN_REFUSED, "", "no account", "link", address);
      return new SignIn.Wrong();
    }
    return open(account.get(), "link", address);
  }

  /// Signs in whom a provider knows; the account is made or changed by the provider's word.
  ///
  /// @param subject issuer and subject; the account is found by it, whatever the name is now
  public SignIn signInOutside(
      String subject, String name, Role role, @Nullable String agent, String address) {
    look();
    By by = new By(Account.PROVIDER, clock.instant(), address);
    try {
      if (!book.outside(subject, name, role, agent, by).equals(book)) {
        book = file.change(now -> now.outside(subject, name, role, agent, by));
        look();
      }
    } catch (IllegalArgumentException taken) {
      log.atWarn()
          .addKeyValue("name", name)
          .setCause(taken)
          .log("no account for a provider's word");
      say(AccessKind.SIGN_IN_REFUSED, "", "no account", "provider", address);
      return new SignIn.Wrong();
    } catch (IOException full) {
      log.atWarn().setCause(full).log("the accounts cannot be written");
      return new SignIn.Busy();
    }
    return book.findSubject(subject)
        .map(account -> open(account, "provider", address))
        .orElseGet(SignIn.Wrong::new);
  }

  private boolean useUp(String hash) {
    try {
      boolean[] mine = {false};
      book =
          file.change(now -> {
            mine[0] = now.links().stream().anyMatch(link -> link.hash().equals(hash));
            return now.withoutLink(hash);
          });
      return mine[0];
    } catch (IOException full) {
      log.atWarn().setCause(full).log("a link cannot be used up, so it is not taken");
      return false;
    }
  }

  private SignIn open(Account account, String how, String address) {
    String id = RandomSecrets.token(random);
    String key = RandomSecrets.hash(id);
    sessions.open(key, account, clock.instant());
    sessions.keep();
    say(AccessKind.SIGNED_IN, account.name(), account.name(), how, address);
    return new SignIn.Done(id, new Identity(account.name(), account.role(), account.agent(), key));
  }

  /// 256 random bits as text.
  public String newSecret() {
    return RandomSecrets.token(random);
  }

  /// Who a cookie's session belongs to, while it holds.
  public Optional<Identity> findSession(String id) {
    return RandomSecrets.isToken(id) ? session(RandomSecrets.hash(id)) : Optional.empty();
  }

  private Optional<Identity> session(String key) {
    return sessions
        .use(key, clock.instant())
        .flatMap(session ->
            book.find(session.account()).filter(account -> account.changes() == session.changes()))
        .map(account -> new Identity(account.name(), account.role(), account.agent(), key));
  }

  /// Who a token belongs to, while it holds.
  public Optional<Identity> findToken(String token) {
    String hash = RandomSecrets.hash(token);
    if (hash.equals(installationHash)) {
      return Optional.of(new Identity(INSTALLATION, Role.SERVICE, null, null));
    }
    return book.findToken(hash)
        .filter(found -> found.expires().isAfter(clock.instant()))
        .map(found -> new Identity(found.name(), found.role(), found.agent(), null));
  }

  /// Whether who asked before still may: a page that stays open asks this again and again, which is
  /// use.
  public boolean stillHolds(Identity identity) {
    @Nullable String key = identity.session();
    if (key != null) {
      return session(key).filter(identity::equals).isPresent();
    }
    return identity.name().equals(INSTALLATION)
        || book.tokens().stream()
            .anyMatch(token ->
                token.name().equals(identity.name()) && token.expires().isAfter(clock.instant()));
  }

  /// What a page must show in a header when it changes something; it follows from the cookie's id,
  /// which other web pages cannot read.
  public static String guardToken(String id) {
    return RandomSecrets.hash("guard " + id);
  }

  /// Whether this is the [#guardToken] of the cookie's id.
  public static boolean isGuardToken(String id, @Nullable String shown) {
    return shown != null
        && MessageDigest.isEqual(
            guardToken(id).getBytes(StandardCharsets.US_ASCII),
            shown.getBytes(StandardCharsets.UTF_8));
  }

  public void signOut(Identity identity, String address) {
    if (identity.session() != null) {
      sessions.end(identity.session());
      sessions.keep();
      say(AccessKind.SIGNED_OUT, identity.name(), identity.name(), null, address);
    }
  }

  /// Ends all sessions of the one who asks.
  ///
  /// @throws IOException when that cannot be written down, and so is not done
  public void signOutEverywhere(Identity identity, String address) throws IOException {
    By by = new By(identity.name(), clock.instant(), address);
    book = file.change(now -> now.signOutEverywhere(identity.name(), by));
    signOut(identity, address);
  }

  /// Keeps in which language a person wants the pages.
  ///
  /// @throws IOException when that cannot be written down
  public void chooseLanguage(Identity identity, String language) throws IOException {
    book = file.change(now -> now.language(identity.name(), language));
  }

  /// The language tag that a person chose, or null.
  public @Nullable String language(Identity identity) {
    return book.find(identity.name()).map(Account::language).orElse(null);
  }

  /// What an administrator does to the accounts; the trail names who it was.
  public AccountDesk desk(Identity by, @Nullable String address) {
    return new AccountDesk(file, passwords, random, clock, by.name(), address);
  }

  /// Sees at once what a desk changed, and says it.
  public void refresh() {
    look();
  }

  /// Somebody changed something on the administration's page.
  public void settingChanged(
      Identity identity, String subject, @Nullable String before, String after, String address) {
    publisher.publish(
        new AccessRecorded(
            clock.instant(),
            AccessKind.SETTING_CHANGED,
            identity.name(),
            subject,
            before,
            after,
            address));
  }

  /// Somebody looked at the number of a call.
  public void numberSeen(Identity identity, String call, String address) {
    say(AccessKind.NUMBER_SEEN, identity.name(), call, null, address);
  }

  /// Somebody listens to an agent's talk, whisperers and those who barge in included.
  public void listened(Identity identity, String agent, PartyKind how, String address) {
    String word = how.name().toLowerCase(Locale.ROOT);
    say(AccessKind.LISTENED, identity.name(), agent, word, address);
  }

  private void say(
      AccessKind kind, String author, String subject, @Nullable String how, String address) {
    publisher.publish(
        new AccessRecorded(clock.instant(), kind, author, subject, null, how, address));
    log.atInfo()
        .addKeyValue("kind", kind)
        .addKeyValue("author", author)
        .addKeyValue("subject", subject)
        .addKeyValue("address", address)
        .log("access");
  }

  @Override
  public void close() {
    stopping.countDown();
    sessions.keep();
  }
}
