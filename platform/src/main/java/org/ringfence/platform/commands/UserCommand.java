package org.ringfence.platform.commands;

import java.io.Console;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.accounts.Account;
import org.ringfence.desktop.accounts.AccountDesk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `user`: who may sign in. A platform that runs sees a change within a second, and ends the
/// sessions of an account that changed.
@Command(name = "user", description = "Accounts: who may sign in.")
public final class UserCommand {

  @Command(name = "add", description = "Adds an account; its password is typed or made up.")
  int add(
      @Parameters(paramLabel = "NAME") String name,
      @Mixin RoleOptions role,
      @Mixin PasswordOptions password,
      @Mixin SettingsOptions options) {
    return AccountRefusals.run(
        options,
        (desk, settings) -> {
          @Nullable String agent = role.agent(settings);
          desk.add(name, role.role(), agent, password.get(desk));
          System.out.println("Account " + name + " was added.");
        });
  }

  @Command(name = "list", description = "Lists all accounts.")
  int list(@Mixin SettingsOptions options) {
    return AccountRefusals.run(
        options,
        (desk, settings) -> {
          for (Account account : desk.book().accounts()) {
            System.out.printf(
                "%-32s %-14s %s%n",
                account.name(),
                account.role().word(),
                account.agent() == null ? "" : account.agent());
          }
        });
  }

  @Command(name = "role", description = "Gives an account another role; its sessions end.")
  int role(
      @Parameters(paramLabel = "NAME") String name,
      @Mixin RoleOptions role,
      @Mixin SettingsOptions options) {
    return AccountRefusals.run(
        options,
        (desk, settings) -> {
          desk.role(name, role.role(), role.agent(settings));
          System.out.println("Account " + name + " is " + role.role().word() + " now.");
        });
  }

  @Command(name = "password", description = "Gives an account another password; its sessions end.")
  int password(
      @Parameters(paramLabel = "NAME") String name,
      @Mixin PasswordOptions password,
      @Mixin SettingsOptions options) {
    return AccountRefusals.run(
        options,
        (desk, settings) -> {
          desk.password(name, password.get(desk));
          System.out.println("The password of " + name + " was changed.");
        });
  }

  @Command(name = "link", description = "Prints a link that signs an account in once.")
  int link(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--minutes", description = "how long it may be used (default: 15)")
          @Nullable Integer minutes,
      @Mixin SettingsOptions options) {
    return AccountRefusals.run(
        options,
        (desk, settings) -> {
          Duration lasting = Duration.ofMinutes(minutes == null ? 15 : minutes);
          System.out.println(settings.web().url() + "sign-in#link=" + desk.link(name, lasting));
        });
  }

  @Command(name = "remove", description = "Removes an account; its sessions end.")
  int remove(@Parameters(paramLabel = "NAME") String name, @Mixin SettingsOptions options) {
    return AccountRefusals.run(
        options,
        (desk, settings) -> {
          desk.remove(name);
          System.out.println("Account " + name + " was removed.");
        });
  }

  /// Where a password comes from: never from the arguments, which everybody on the machine sees.
  static final class PasswordOptions {

    @Option(names = "--made-up", description = "make a password up and print it once")
    private boolean madeUp;

    // It is null all the same where neither input nor output is a terminal (seen with JDK 25).
    @SuppressWarnings("SystemConsoleNull")
    String get(AccountDesk desk) {
      if (madeUp) {
        String password = desk.madeUpPassword();
        System.out.println("Password: " + password);
        return password;
      }
      @Nullable Console console = System.console();
      if (console == null || !console.isTerminal()) {
        throw new IllegalArgumentException(
            "a password is typed on a terminal; from a script use --made-up");
      }
      char @Nullable [] first = console.readPassword("Password: ");
      char @Nullable [] again = console.readPassword("Again: ");
      if (first == null || again == null || !Arrays.equals(first, again)) {
        throw new IllegalArgumentException("the two were not the same; nothing was changed");
      }
      return new String(first);
    }
  }
}
