package org.ringfence.detector;

import java.nio.file.Path;
import org.ringfence.detector.crowd.UsualCallers;

/// The usual callers as they are shipped, for tests of any package.
public final class ShippedCallers {

  static final Path FILE = Path.of("../config/usual-callers.conf");

  private ShippedCallers() {}

  public static UsualCallers read() {
    return UsualCallersFile.read(FILE);
  }
}
