package org.ringfence.platform.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The switch of the emergency message: a file in the data folder that is there or not.
///
/// So it stays over restarts, and can be switched while this process is down.
public final class EmergencySwitch {

  private final Path file;

  /// @param data the installation's data folder
  public EmergencySwitch(Path data) {
    file = data.resolve("emergency-message-on");
  }

  public boolean isOn() {
    return Files.exists(file);
  }

  public void switchTo(boolean on) throws IOException {
    if (on) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    } else {
      Files.deleteIfExists(file);
    }
  }
}
