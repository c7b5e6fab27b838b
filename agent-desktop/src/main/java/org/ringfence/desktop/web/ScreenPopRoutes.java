package org.ringfence.desktop.web;

import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.accounts.Accounts;
import org.ringfence.desktop.board.BoardModel;
import org.ringfence.desktop.board.Contact;
import org.ringfence.desktop.hooks.ScreenPop;
import org.ringfence.events.AgentId;
import org.ringfence.site.SiteBook;

/// Where an agent's page finds the customer system's page for the call. The address is made here,
/// so that a page is sent a caller's whole number only where the operator's template has it; such a
/// look stands in the trail, once a call.
final class ScreenPopRoutes {

  private final ScreenPop template;
  private final BoardModel board;
  private final Desks desks;
  private final Accounts accounts;
  private final Map<String, String> lookedAt = new HashMap<>();

  ScreenPopRoutes(ScreenPop template, BoardModel board, SiteBook site, Accounts accounts) {
    this.template = template;
    this.board = board;
    desks = new Desks(site);
    this.accounts = accounts;
  }

  /// @param wanted whether there is a customer system at all
  /// @param url null while no phone rings and nobody talks
  record Address(boolean wanted, @Nullable String url) {}

  void address(Context request) {
    AgentId agent = desks.of(request).id();
    Optional<Contact> contact = board.findContact(agent);
    Optional<String> url = contact.flatMap(found -> template.address(values(found)));
    if (url.isPresent() && template.tellsNumber()) {
      look(request, agent, contact.orElseThrow());
    }
    Json.noStore(request);
    Json.answer(request, 200, new Address(template.isWanted(), url.orElse(null)));
  }

  private static Map<String, String> values(Contact contact) {
    String number = contact.caller().map(known -> known.number().normalized().raw()).orElse("");
    return Map.of(
        "call",
        contact.call().value(),
        "queue",
        contact.queue(),
        "language",
        contact.language(),
        ScreenPop.NUMBER,
        number);
  }

  private void look(Context request, AgentId agent, Contact contact) {
    String call = contact.call().value();
    synchronized (lookedAt) {
      // One entry for each agent of the site.
      if (call.equals(lookedAt.put(agent.value(), call))) {
        return;
      }
    }
    accounts.numberSeen(Gate.identity(request), call, Gate.address(request));
  }
}
