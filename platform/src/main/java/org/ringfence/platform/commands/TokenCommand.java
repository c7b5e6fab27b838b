package org.ringfence.platform.commands;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.accounts.ApiToken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `token`: what programs show instead of signing in.
@Command(name = "token", description = "Tokens: what programs show instead of signing in.")
public final class TokenCommand {

  private static final int USUAL_DAYS = 365;

  @Command(name = "add", description = "Adds a token and prints it once.")
  int add(
      @Parameters(paramLabel = "NAME") String name,
      @Mixin RoleOptions role,
      @Option(names = "--days", description = "how long it lasts (default: 365)")
          @Nullable Integer days,
      @Mixin SettingsOptions options) {
    return AccountRefusals.run(
        options,
        (desk, settings) -> {
          Duration lasting = Duration.ofDays(days == null ? USUAL_DAYS : days);
          String token = desk.addToken(name, role.role(), role.agent(settings), lasting);
          System.out.println("Token " + name + ", shown only now: " + token);
          System.out.println("Send it as: Authorization: Bearer TOKEN");
        });
  }

  @Command(name = "list", description = "Lists all tokens.")
  int list(@Mixin SettingsOptions options) {
    return AccountRefusals.run(
        options,
        (desk, settings) -> {
          for (ApiToken token : desk.book().tokens()) {
            System.out.printf(
                "%-32s %-14s until %s%n", token.name(), token.role().word(), token.expires());
          }
        });
  }

  @Command(name = "remove", description = "Removes a token.")
  int remove(@Parameters(paramLabel = "NAME") String name, @Mixin SettingsOptions options) {
    return AccountRefusals.run(
        options,
        (desk, settings) -> {
          desk.removeToken(name);
          System.out.println("Token " + name + " was removed.");
        });
  }
}
