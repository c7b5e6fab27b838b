package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.accounts.AccountBook;
import org.ringfence.desktop.accounts.AccountDesk;
import org.ringfence.desktop.accounts.Accounts;
import org.ringfence.desktop.accounts.Identity;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.site.SiteBook;

/// What an administrator does to accounts on the page. Passwords are not among it: who is new or
/// forgot one comes by a link.
final class AdminAccountRoutes {

  /// Long enough to be passed on, short enough to be worth nothing tomorrow.
  static final Duration LINK = Duration.ofHours(4);

  private static final int MAX_NAME_CHARACTERS = 32;
  private static final Map<String, Role> ROLES = roles();

  private final Accounts accounts;
  private final SiteBook site;
  private final InstantSource clock;

  AdminAccountRoutes(Accounts accounts, SiteBook site, InstantSource clock) {
    this.accounts = accounts;
    this.site = site;
    this.clock = clock;
  }

  private static Map<String, Role> roles() {
    Map<String, Role> roles = new LinkedHashMap<>();
    for (Role role : Role.values()) {
      if (role != Role.SERVICE) {
        roles.put(role.word(), role);
      }
    }
    return roles;
  }

  /// @param outside whether the person comes by a provider
  /// @param own whether it is the account of who asks
  record AccountView(
      String name,
      String role,
      @Nullable String agent,
      boolean password,
      boolean outside,
      boolean own) {}

  record TokenView(String name, String role, @Nullable String agent, Instant expires) {}

  /// A link that signs in once.
  ///
  /// @param path what follows the address of the pages
  record LinkView(String account, String path, Instant expires) {}

  List<AccountView> accounts(Identity asking) throws IOException {
    return book(asking).accounts().stream()
        .map(account ->
            new AccountView(
                account.name(),
                account.role().word(),
                account.agent(),
                account.passwordHash() != null,
                account.subject() != null,
                account.name().equals(asking.name())))
        .toList();
  }

  List<TokenView> tokens(Identity asking) throws IOException {
    return book(asking).tokens().stream()
        .map(token ->
            new TokenView(token.name(), token.role().word(), token.agent(), token.expires()))
        .toList();
  }

  private AccountBook book(Identity asking) throws IOException {
    return accounts.desk(asking, null).book();
  }

  /// `{"name":…,"role":…,"agent":…}`: answers a link for the person.
  void add(Context request) throws IOException {
    JsonFields fields = JsonFields.of(request, Set.of("name", "role", "agent"));
    String name = fields.neededText("name", MAX_NAME_CHARACTERS);
    Right right = right(fields);
    fields.finish();
    AccountDesk desk = desk(request);
    change(() -> desk.add(name, JsonFields.good(right.role()), right.agent(), null));
    answerLink(request, desk, name);
  }

  /// `{"role":…,"agent":…}`: the account's sessions end.
  void role(Context request) throws IOException {
    String name = notOwn(request);
    JsonFields fields = JsonFields.of(request, Set.of("role", "agent"));
    Right right = right(fields);
    fields.finish();
    AccountDesk desk = desk(request);
    change(() -> desk.role(name, JsonFields.good(right.role()), right.agent()));
    done(request, name);
  }

  /// `{}`: a link that signs the account in once.
  void link(Context request) throws IOException {
    String name = request.pathParam("name");
    JsonFields.of(request, Set.of()).finish();
    answerLink(request, desk(request), name);
  }

  /// `{}`
  void remove(Context request) throws IOException {
    String name = notOwn(request);
    JsonFields.of(request, Set.of()).finish();
    AccountDesk desk = desk(request);
    change(() -> desk.remove(name));
    done(request, name);
  }

  private record Right(@Nullable Role role, @Nullable String agent) {}

  private Right right(JsonFields fields) {
    @Nullable Role role = fields.word("role", ROLES, "one of " + String.join(", ", ROLES.keySet()));
    String agent = fields.text("agent", MAX_NAME_CHARACTERS);
    boolean known = site.agents().containsKey(agent);
    if (role == Role.AGENT && !known) {
      fields.wrong("agent", "must be the id of an agent");
    } else if (role != Role.AGENT && !agent.isEmpty()) {
      fields.wrong("agent", "belongs to the role agent only");
    }
    return new Right(role, agent.isEmpty() ? null : agent);
  }

  /// Nobody shuts the last door behind oneself.
  private static String notOwn(Context request) {
    String name = request.pathParam("name");
    if (name.equals(Gate.identity(request).name())) {
      throw new Refusal(
          409, "state", "This is your own account; another administrator can change it.");
    }
    return name;
  }

  private AccountDesk desk(Context request) {
    return accounts.desk(Gate.identity(request), Gate.address(request));
  }

  private void answerLink(Context request, AccountDesk desk, String name) throws IOException {
    String[] secret = new String[1];
    change(() -> secret[0] = desk.link(name, LINK));
    Json.noStore(request);
    Json.answer(
        request, 200, new LinkView(name, "/sign-in#link=" + secret[0], clock.instant().plus(LINK)));
  }

  private static void done(Context request, String name) {
    Json.noStore(request);
    Json.answer(request, 200, Map.of("changed", name));
  }

  /// Something that writes the accounts.
  @FunctionalInterface
  private interface Change {
    void make() throws IOException;
  }

  private void change(Change change) throws IOException {
    try {
      change.make();
    } catch (IllegalArgumentException refused) {
      throw new Refusal(409, "state", sentence(String.valueOf(refused.getMessage())));
    }
    accounts.refresh();
  }

  private static String sentence(String message) {
    return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
  }
}
