package org.ringfence.desktop.web;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;

/// The page that has each agent's phone. Bounded by the site's agents.
final class PhoneOwners {

  /// A page that has its agent's phone.
  ///
  /// @param serial no other has it, and no earlier one of the same page
  /// @param since when the page got the phone, by the clock of the page's node
  record Owner(String page, String serial, Instant since) {}

  private final Map<AgentId, Owner> byAgent = new ConcurrentHashMap<>();

  Optional<Owner> find(AgentId agent) {
    return Optional.ofNullable(byAgent.get(agent));
  }

  Optional<Owner> find(AgentId agent, String page) {
    return find(agent).filter(owner -> owner.page.equals(page));
  }

  boolean has(AgentId agent, String page) {
    return find(agent, page).isPresent();
  }

  void put(AgentId agent, Owner owner) {
    byAgent.put(agent, owner);
  }

  /// @return whether it was this page's
  boolean remove(AgentId agent, String page) {
    @Nullable Owner owner = byAgent.get(agent);
    return owner != null && owner.page.equals(page) && byAgent.remove(agent, owner);
  }
}
