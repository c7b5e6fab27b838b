package org.ringfence.platform.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.accounts.AccountDesk;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.platform.run.Installation;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.site.Site;

/// Who looks at the demonstration: links that sign a browser in, so that nobody types a password.
final class DemoAccounts {

  private static final String SUPERVISOR = "demo";

  /// A link may be opened until some time after the last call.
  private static final Duration LONGER = Duration.ofMinutes(10);

  private final PlatformSettings settings;
  private final AccountDesk desk;
  private final PrintStream out;

  DemoAccounts(PlatformSettings settings, Installation installation, PrintStream out)
      throws IOException {
    this.settings = settings;
    desk = installation.accountDesk();
    this.out = out;
  }

  /// Makes the accounts at the first demonstration, and prints links that work once each.
  void tell(Duration length) throws IOException {
    Site.Agent agent = settings.site().agents().getFirst();
    String id = agent.id().value();
    out.println();
    out.println("  Open these in a browser; each signs in once:");
    out.println("  the live board: " + link(SUPERVISOR, Role.SUPERVISOR, null, length));
    out.println("  the page of " + agent.name() + ": " + link(id, Role.AGENT, id, length));
    out.println("  (one browser is one person: use a private window for the second)");
  }

  private String link(String name, Role role, @Nullable String agent, Duration length)
      throws IOException {
    if (desk.book().find(name).isEmpty()) {
      desk.add(name, role, agent, null);
    }
    return settings.web().url() + "sign-in#link=" + desk.link(name, length.plus(LONGER));
  }
}
