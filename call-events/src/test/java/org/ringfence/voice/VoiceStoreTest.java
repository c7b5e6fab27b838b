package org.ringfence.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.QueueName;

final class VoiceStoreTest {

  private static final Instant NOW = Instant.parse("2026-11-01T15:00:00Z");

  @TempDir Path folder;

  private VoiceStore store(int mostFiles, long leastFreeBytes) {
    return new VoiceStore(new VoiceRules(folder, Duration.ofDays(30), mostFiles, leastFreeBytes));
  }

  private static VoiceNote note(String id, Instant at, String number) {
    return new VoiceNote(
        id,
        at,
        new LineId("16515550100"),
        new QueueName("enrollment"),
        PhoneNumber.of(number),
        "en",
        null);
  }

  private static void leave(VoiceStore store, VoiceNote note, int seconds) throws IOException {
    Path sound = store.begin(note).orElseThrow();
    Files.write(sound, new byte[44 + seconds * 16_000]);
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    }
  }

  @Test
  void whatWasLeftIsListedTheNewestFirstWithItsLength() throws IOException {
    VoiceStore store = store(10, 0);
    leave(store, note("rf1-1.1", NOW.minusSeconds(60), "+16125550101"), 12);
    leave(store, note("rf1-2.1", NOW, "+16125550102"), 3);
    store.begin(note("rf1-3.1", NOW, "+16125550103"));

    assertThat(store.list())
        .extracting(kept -> kept.note().id())
        .containsExactly("rf1-2.1", "rf1-1.1");
    assertThat(store.list().getLast().length()).isEqualTo(Duration.ofSeconds(12));
    assertThat(store.find("rf1-1.1").orElseThrow().note().caller())
        .isEqualTo(PhoneNumber.of("+16125550101"));
    assertThat(store.find("../rf1-1.1")).isEmpty();
  }

  @Test
  void afterItsTimeSoundAndNoteAreGoneFromTheDisk() throws IOException {
    VoiceStore store = store(10, 0);
    leave(store, note("old", NOW.minus(Duration.ofDays(31)), "+16125550101"), 5);
    leave(store, note("young", NOW.minus(Duration.ofDays(29)), "+16125550101"), 5);

    assertThat(store.sweep(NOW)).isEqualTo(1);

    assertThat(store.list()).extracting(kept -> kept.note().id()).containsExactly("young");
    assertThat(files()).isEqualTo(2);
    assertThat(folder.resolve("old.wav")).doesNotExist();
    assertThat(folder.resolve("old.json")).doesNotExist();
  }

  @Test
  void soundThatNobodyKnowsAndNotesWithoutSoundGoToo() throws IOException {
    VoiceStore store = store(10, 0);
    Path orphan = Files.write(folder.resolve("rf1-9.9.wav"), new byte[50_000]);
    Files.setLastModifiedTime(orphan, FileTime.from(NOW.minus(Duration.ofHours(5))));
    store.begin(note("silent", NOW.minus(Duration.ofHours(5)), "+16125550101"));
    store.begin(note("talking-now", NOW, "+16125550101"));

    store.sweep(NOW);

    assertThat(files()).isEqualTo(1);
    assertThat(folder.resolve("talking-now.json")).exists();
  }

  @Test
  void aCallersDataIsErasedInWhateverFormTheNumberIsGiven() throws IOException {
    VoiceStore store = store(10, 0);
    leave(store, note("a", NOW, "16125550101"), 5);
    leave(store, note("b", NOW, "+16125550102"), 5);

    assertThat(store.erase(PhoneNumber.of("+16125550101"))).isEqualTo(1);

    assertThat(store.list()).extracting(kept -> kept.note().id()).containsExactly("b");
    assertThat(folder.resolve("a.wav")).doesNotExist();
  }

  @Test
  void nothingMoreIsBegunWhenThereAreManyOrTheDiskIsNearlyFull() throws IOException {
    VoiceStore few = store(1, 0);
    leave(few, note("a", NOW, "+16125550101"), 5);
    assertThat(few.hasRoom()).isFalse();
    assertThat(few.begin(note("b", NOW, "+16125550101"))).isEmpty();
    assertThat(store(10, Long.MAX_VALUE).hasRoom()).isFalse();
    assertThat(new VoiceStore(VoiceRules.NONE).hasRoom()).isFalse();
    assertThat(few.list()).hasSize(1);
  }
}
