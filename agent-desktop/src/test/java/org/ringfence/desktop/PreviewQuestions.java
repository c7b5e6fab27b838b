package org.ringfence.desktop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ringfence.desktop.questions.QuestionsDesk;

/// The questions of [PagesPreview]: the picture that the documentation has, and some counts.
final class PreviewQuestions implements QuestionsDesk {

  private static final Path PICTURE = Path.of("../docs/images/ivr.svg");

  private boolean emergency;

  @Override
  public Questions questions() {
    return new Questions(
        "3f9a2c71",
        emergency,
        List.of(),
        List.of(new Node("language", "menu", 1_204), new Node("topic", "menu", 1_127)),
        List.of(
            new Way("", "", "language", 1_204),
            new Way("language", "1", "topic", 803),
            new Way("language", "2", "topic", 214),
            new Way("language", "silence", "topic", 110),
            new Way("topic", "1", "enrollment", 911)));
  }

  @Override
  public String picture() {
    try {
      return Files.readString(PICTURE);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public List<Mistake> reload() {
    return List.of();
  }

  @Override
  public void switchEmergency(boolean on) {
    emergency = on;
  }
}
