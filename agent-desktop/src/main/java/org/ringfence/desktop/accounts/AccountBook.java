package org.ringfence.desktop.accounts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AccessKind;
import org.ringfence.events.AccessRecorded;

/// All accounts, tokens and links, as they are kept. Changing it makes another one, with an entry
/// for the trail in it.
///
/// @param changes all changes of accounts so far: what [Account#changes] is counted by
/// @param untold entries that the web has not said on the bus yet; the oldest go when there are
///   more than [#MOST_UNTOLD]
public record AccountBook(
    List<Account> accounts,
    List<ApiToken> tokens,
    List<SignInLink> links,
    long changes,
    List<AccessRecorded> untold) {

  static final int MOST_ACCOUNTS = 2_000;
  static final int MOST_TOKENS = 200;
  static final int MOST_LINKS = 200;
  static final int MOST_UNTOLD = 1_000;

  static final AccountBook EMPTY = new AccountBook(List.of(), List.of(), List.of(), 0, List.of());

  public AccountBook {
    accounts = List.copyOf(accounts);
    tokens = List.copyOf(tokens);
    links = List.copyOf(links);
    untold = List.copyOf(untold.subList(Math.max(0, untold.size() - MOST_UNTOLD), untold.size()));
    if (accounts.size() > MOST_ACCOUNTS) {
      throw new IllegalArgumentException("there are " + MOST_ACCOUNTS + " accounts; remove some");
    }
    if (tokens.size() > MOST_TOKENS) {
      throw new IllegalArgumentException("there are " + MOST_TOKENS + " tokens; remove some");
    }
  }

  public Optional<Account> find(String name) {
    return accounts.stream().filter(account -> account.name().equals(name)).findFirst();
  }

  Account get(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException("there is no account \"" + name + "\""));
  }

  Optional<ApiToken> findToken(String hash) {
    return tokens.stream().filter(token -> token.hash().equals(hash)).findFirst();
  }

  AccountBook add(String name, Role role, @Nullable String agent, @Nullable String hash, By by) {
    requireFree(name);
    Account added = new Account(name, role, agent, hash, changes + 1);
    return with(with(accounts, added), by.entry(AccessKind.ACCOUNT_ADDED, name, null, added));
  }

  AccountBook role(String name, Role role, @Nullable String agent, By by) {
    Account before = get(name);
    Account after = before.changed(role, agent, before.passwordHash(), changes + 1);
    return with(replaced(before, after), by.entry(AccessKind.ROLE_CHANGED, name, before, after));
  }

  /// The account of somebody whom a provider knows, made or changed by its word; the same book when
  /// that says nothing new.
  ///
  /// @throws IllegalArgumentException when the name is somebody else's here
  AccountBook outside(String subject, String name, Role role, @Nullable String agent, By by) {
    Optional<Account> known = findSubject(subject);
    if (known.isEmpty()) {
      requireFree(name);
      Account added = new Account(name, role, agent, null, changes + 1, null, subject);
      return with(with(accounts, added), by.entry(AccessKind.ACCOUNT_ADDED, name, null, added));
    }
    Account before = known.get();
    boolean same = before.role() == role && Objects.equals(before.agent(), agent);
    return same ? this : role(before.name(), role, agent, by);
  }

  Optional<Account> findSubject(String subject) {
    return accounts.stream().filter(account -> subject.equals(account.subject())).findFirst();
  }

  AccountBook password(String name, String hash, By by) {
    Account before = get(name);
    Account after = before.changed(before.role(), before.agent(), hash, changes + 1);
    return with(
        replaced(before, after), by.entry(AccessKind.PASSWORD_CHANGED, name, null, (String) null));
  }

  /// Ends all sessions of the account: nothing of it changes but its count.
  AccountBook signOutEverywhere(String name, By by) {
    Account before = get(name);
    Account after =
        before.changed(before.role(), before.agent(), before.passwordHash(), changes + 1);
    return with(replaced(before, after), by.entry(AccessKind.SIGNED_OUT, name, null, "everywhere"));
  }

  /// Who chooses a language has the same rights as before, so no session ends.
  AccountBook language(String name, String language) {
    Account before = get(name);
    return new AccountBook(
        replaced(before, before.speaking(language)), tokens, links, changes, untold);
  }

  AccountBook remove(String name, By by) {
    Account before = get(name);
    return with(
            without(accounts, before::equals),
            by.entry(AccessKind.ACCOUNT_REMOVED, name, before.rights(), null))
        .withLinks(without(links, link -> link.account().equals(name)));
  }

  AccountBook link(String name, String hash, Instant expires, By by) {
    get(name);
    List<SignInLink> open = without(links, link -> !link.expires().isAfter(by.at()));
    List<SignInLink> newest = open.subList(Math.max(0, open.size() + 1 - MOST_LINKS), open.size());
    return with(accounts, by.entry(AccessKind.LINK_MADE, name, null, "until " + expires))
        .withLinks(with(newest, new SignInLink(name, hash, expires)));
  }

  AccountBook withoutLink(String hash) {
    return withLinks(without(links, link -> link.hash().equals(hash)));
  }

  AccountBook addToken(ApiToken token, By by) {
    requireFree(token.name());
    return new AccountBook(
        accounts,
        with(tokens, token),
        links,
        changes,
        with(
            untold,
            by.entry(
                AccessKind.TOKEN_ADDED,
                token.name(),
                null,
                token.rights() + " until " + token.expires())));
  }

  AccountBook removeToken(String name, By by) {
    ApiToken removed =
        tokens.stream()
            .filter(token -> token.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no token \"" + name + "\""));
    return new AccountBook(
        accounts,
        without(tokens, removed::equals),
        links,
        changes,
        with(untold, by.entry(AccessKind.TOKEN_REMOVED, name, removed.rights(), null)));
  }

  AccountBook told(List<AccessRecorded> said) {
    return new AccountBook(accounts, tokens, links, changes, without(untold, said::contains));
  }

  /// Who makes a change, and when.
  record By(String author, Instant at, @Nullable String address) {
    AccessRecorded entry(AccessKind kind, String subject, @Nullable Account before, Account after) {
      return entry(kind, subject, before == null ? null : before.rights(), after.rights());
    }

    AccessRecorded entry(
        AccessKind kind, String subject, @Nullable String before, @Nullable String after) {
      return new AccessRecorded(at, kind, author, subject, before, after, address);
    }
  }

  private void requireFree(String name) {
    if (find(name).isPresent() || tokens.stream().anyMatch(token -> token.name().equals(name))) {
      throw new IllegalArgumentException("there is an account or a token \"" + name + "\" already");
    }
  }

  private List<Account> replaced(Account before, Account after) {
    return accounts.stream().map(each -> each.equals(before) ? after : each).toList();
  }

  private AccountBook with(List<Account> changed, AccessRecorded entry) {
    return new AccountBook(changed, tokens, links, changes + 1, with(untold, entry));
  }

  private AccountBook withLinks(List<SignInLink> changed) {
    return new AccountBook(accounts, tokens, changed, changes, untold);
  }

  private static <T> List<T> with(List<T> list, T more) {
    List<T> longer = new ArrayList<>(list);
    longer.add(more);
    return longer;
  }

  private static <T> List<T> without(List<T> list, Predicate<T> gone) {
    return list.stream().filter(gone.negate()).toList();
  }
}
