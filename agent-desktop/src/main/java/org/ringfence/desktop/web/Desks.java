package org.ringfence.desktop.web;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.accounts.Identity;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.site.Site;
import org.ringfence.site.SiteBook;

/// Whose desk a request is about, and whether who asks may be there.
final class Desks {

  private final SiteBook site;

  Desks(SiteBook site) {
    this.site = site;
  }

  /// The agent of the path. An agent's account comes to its own desk only.
  ///
  /// @throws Refusal 403 or 404
  Site.Agent of(Context request) {
    Identity asking = Gate.identity(request);
    String id = request.pathParam("id");
    if (asking.role() == Role.AGENT && !asking.isAt(id)) {
      throw elsewhere();
    }
    return known(id);
  }

  /// The agent of the path, who alone may ask.
  ///
  /// @throws Refusal 403 or 404
  Site.Agent own(Context request) {
    String id = request.pathParam("id");
    if (!Gate.identity(request).isAt(id)) {
      throw elsewhere();
    }
    return known(id);
  }

  private static Refusal elsewhere() {
    return new Refusal(403, "role", "This is another agent's desk.");
  }

  /// @throws Refusal 404
  Site.Agent known(String id) {
    Site.@Nullable Agent agent = site.agents().get(id);
    if (agent == null) {
      throw new Refusal(404, "path", "There is no such agent.");
    }
    return agent;
  }
}
