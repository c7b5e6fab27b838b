package org.ringfence.platform.commands;

import java.io.IOException;
import org.ringfence.desktop.accounts.AccountDesk;
import org.ringfence.platform.run.Installation;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.settings.SettingsException;

/// Runs one change of the accounts and says on the terminal why it was refused.
final class AccountRefusals {

  private AccountRefusals() {}

  /// What is done with the accounts.
  @FunctionalInterface
  interface Change {
    void at(AccountDesk desk, PlatformSettings settings) throws IOException;
  }

  /// @return the exit code
  static int run(SettingsOptions options, Change change) {
    try {
      PlatformSettings settings = options.read();
      change.at(Installation.in(settings).accountDesk(), settings);
      return ExitCode.OK;
    } catch (SettingsException wrong) {
      System.err.println(wrong.getMessage());
      return ExitCode.CONFIGURATION;
    } catch (IllegalArgumentException refused) {
      System.err.println("ringfence: " + refused.getMessage());
      return ExitCode.CONFIGURATION;
    } catch (IOException failed) {
      System.err.println("ringfence: " + failed.getMessage());
      return ExitCode.FAILED;
    }
  }
}
