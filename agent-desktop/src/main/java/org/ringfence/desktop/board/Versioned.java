package org.ringfence.desktop.board;

import java.util.List;

/// An item of the board and the board's version at which it last changed, so that a page is sent
/// only what it does not have.
public record Versioned<T>(long version, T item) {

  /// The items that changed after a version.
  static <T> List<T> since(long version, List<Versioned<T>> all) {
    return all.stream()
        .filter(versioned -> versioned.version() > version)
        .map(Versioned::item)
        .toList();
  }
}
