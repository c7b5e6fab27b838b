package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ringfence.events.Message;

/// A call's story names no event by its class.
class StoryWordsTest {

  /// A message about one of these stands in a call's story.
  private static final Set<String> ABOUT_A_CALL = Set.of("call", "ticket", "offer");

  private static Stream<Class<?>> kinds(Class<?> of) {
    return of.isSealed()
        ? Stream.of(of.getPermittedSubclasses()).flatMap(StoryWordsTest::kinds)
        : Stream.of(of);
  }

  private static boolean isAboutACall(Class<?> kind) {
    return Stream.of(kind.getRecordComponents())
        .map(RecordComponent::getName)
        .anyMatch(ABOUT_A_CALL::contains);
  }

  @Test
  void every_message_about_a_call_has_words() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/web/words-story.js")) {
      String words = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<String> kinds =
          kinds(Message.class)
              .filter(StoryWordsTest::isAboutACall)
              .map(Class::getSimpleName)
              .toList();
      assertThat(kinds).contains("TicketPlaced");
      assertThat(kinds).filteredOn(kind -> !words.contains(" " + kind + ": (")).isEmpty();
    }
  }
}
