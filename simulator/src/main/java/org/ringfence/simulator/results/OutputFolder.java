package org.ringfence.simulator.results;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A folder for results: new, empty, or with an earlier run's files. What else is in a folder is
/// never mixed with results.
public final class OutputFolder {

  private OutputFolder() {}

  /// Makes the folder when it is not there.
  ///
  /// @param own the files that may be in it and are replaced
  /// @throws DirectoryNotEmptyException when it holds others
  /// @throws NotDirectoryException when it is a file
  public static void open(Path folder, String... own) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    Files.createDirectories(folder);
    Set<String> known = Set.of(own);
    try (Stream<Path> files = Files.list(folder)) {
      List<String> others =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !known.contains(name))
              .sorted()
              .toList();
      if (!others.isEmpty()) {
        throw new DirectoryNotEmptyException(folder + " (it holds " + others.getFirst() + ")");
      }
    }
  }
}
