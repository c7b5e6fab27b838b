package org.ringfence.desktop.reports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.settings.SettingsReader;

/// Where reports are put at their time of day.
///
/// @param path null for nowhere
public record ReportFolder(@Nullable Path path) {

  public static final ReportFolder NONE = new ReportFolder(null);

  /// Reads the section `reports`; problems are noted there.
  public static ReportFolder from(SettingsReader section) {
    String folder = section.textOrEmpty("folder");
    if (folder.isEmpty()) {
      return NONE;
    }
    Path path = Path.of(folder);
    if (!path.isAbsolute()) {
      section.problem("folder", "must be an absolute path, or empty");
      return NONE;
    }
    return new ReportFolder(path);
  }

  public Optional<Path> find() {
    return Optional.ofNullable(path);
  }

  /// Writes a file as a whole, for its owner only; one of the same name is replaced.
  ///
  /// @param name of letters, digits, points and dashes
  void write(String name, String text) throws IOException {
    Path folder = find().orElseThrow(() -> new IOException("there is no folder for reports"));
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    Path fresh = folder.resolve("." + name + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
    Files.move(
        fresh,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
