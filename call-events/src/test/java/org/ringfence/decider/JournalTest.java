package org.ringfence.decider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

final class JournalTest {

  /// A store that can forget the writes after a point, as a crash does.
  private final KeyValueStore<String, byte[]> store = open();

  private static KeyValueStore<String, byte[]> open() {
    KeyValueStore<String, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("s"), Serdes.String(), Serdes.ByteArray())
            .withCachingDisabled()
            .withLoggingDisabled()
            .build();
    MockProcessorContext<String, byte[]> context = new MockProcessorContext<>();
    store.init(context.getStateStoreContext(), store);
    return store;
  }

  private static List<Long> offsets(Journal.Restored restored) {
    List<Long> offsets = new ArrayList<>();
    restored.entries().forEach(entry -> offsets.add(entry.offset()));
    return offsets;
  }

  @Test
  void afterASnapshotOnlyNewerEntriesAreReplayed() {
    Journal journal = new Journal(store, "main");
    for (int offset = 0; offset < 10; offset++) {
      journal.append(new Journal.Entry(offset, 0, ("m" + offset).getBytes(UTF_8)));
    }
    journal.writeSnapshot("ten".getBytes(UTF_8));
    journal.append(new Journal.Entry(10, 5, "m10".getBytes(UTF_8)));

    Journal again = new Journal(store, "main");
    Journal.Restored restored = again.restore();

    assertThat(new String(restored.snapshot(), UTF_8)).isEqualTo("ten");
    assertThat(offsets(restored)).containsExactly(10L);
    assertThat(again.covers(10)).isTrue();
    assertThat(again.covers(11)).isFalse();
    assertThat(Journal.keys(store)).containsExactly("main");
  }

  @Test
  void aSnapshotOfManyChunksComesBackWholeAndTwoKeysDoNotMix() {
    byte[] large = new byte[3 * Journal.CHUNK_BYTES + 7];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (i * 31);
    }
    Journal first = new Journal(store, "main");
    first.append(new Journal.Entry(4, 0, "m".getBytes(UTF_8)));
    first.writeSnapshot(large);
    new Journal(store, "other").append(new Journal.Entry(9, 0, "o".getBytes(UTF_8)));

    assertThat(new Journal(store, "main").restore().snapshot()).isEqualTo(large);
    assertThat(offsets(new Journal(store, "other").restore())).containsExactly(9L);
    assertThat(Journal.keys(store)).containsExactly("main", "other");
  }

  @Test
  void aSnapshotThatACrashInterruptedDoesNotCount() {
    Journal journal = new Journal(store, "main");
    journal.append(new Journal.Entry(0, 0, "m0".getBytes(UTF_8)));
    journal.writeSnapshot("first".getBytes(UTF_8));
    journal.append(new Journal.Entry(1, 0, "m1".getBytes(UTF_8)));
    byte[] marker = store.get("main\u0000snapshot");
    journal.writeSnapshot("second".getBytes(UTF_8));
    // Given the crash came before the last write, the marker
    store.put("main\u0000snapshot", marker);

    Journal.Restored restored = new Journal(store, "main").restore();

    assertThat(new String(restored.snapshot(), UTF_8)).isEqualTo("first");
    assertThat(offsets(restored)).containsExactly(1L);
  }
}
