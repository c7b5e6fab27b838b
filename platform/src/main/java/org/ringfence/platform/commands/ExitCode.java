package org.ringfence.platform.commands;

/// Why the process ended, as `sysexits.h` numbers it; the launcher and systemd go by it.
public final class ExitCode {

  public static final int OK = 0;

  /// Trying again may help.
  public static final int FAILED = 1;

  /// `EX_CONFIG`: a human must look; the launcher does not try again.
  public static final int CONFIGURATION = 78;

  private ExitCode() {}
}
