package org.ringfence.platform.commands;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.platform.run.Installation;
import org.ringfence.platform.settings.PlatformSettings;
import picocli.CommandLine.Option;

/// What an account or a token is for.
final class RoleOptions {

  @Option(
      names = "--role",
      required = true,
      description = "agent, read-only, supervisor, administrator; for tokens also service")
  private String role = "";

  @Option(names = "--agent", description = "for the role agent: whose desk, as in agents.conf")
  private @Nullable String agent;

  Role role() {
    return Role.find(role)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "the role must be one of "
                    + Arrays.stream(Role.values())
                        .map(Role::word)
                        .collect(Collectors.joining(", "))));
  }

  @Nullable String agent(PlatformSettings settings) throws IOException {
    if (agent != null
        && Installation.in(settings).site().agents().stream()
            .noneMatch(each -> each.id().value().equals(agent))) {
      throw new IllegalArgumentException(
          "there is no agent \"" + agent + "\", neither in agents.conf nor added on the page");
    }
    return agent;
  }
}
