package org.ringfence.simulator.replay.media;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Every sound that a caller may recognise, found by one frame of it.
///
/// Prompts that are stored as µ-law leave Asterisk byte for byte and aligned to frames, so a hash
/// of the 160 bytes of a packet names the prompt and the place in it. Frames that occur in several
/// sounds, or several times in one, name nothing.
public final class SoundIndex {

  /// No sound of ours.
  public static final long UNKNOWN = -1;

  private static final int AMBIGUOUS = -2;
  private static final int EMPTY = -1;
  private static final int FRAME_BITS = 16;
  private static final int MAX_SOUNDS = 30_000;
  private static final int MAX_FRAMES = 1 << FRAME_BITS;
  private static final int MIN_TABLE = 1 << 10;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final List<String> names = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();
  private long[] keys = new long[MIN_TABLE];
  private int[] places = emptyPlaces(MIN_TABLE);
  private int used;

  /// Every prompt below a folder of `<language>/<id>.ulaw`, named so: `en/welcome`.
  ///
  /// @throws IOException when the folder cannot be read or holds none
  public static SoundIndex ofPrompts(Path folder) throws IOException {
    SoundIndex index = new SoundIndex();
    try (Stream<Path> files = Files.walk(folder, 2)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".ulaw")).sorted().toList()) {
        String path = folder.relativize(file).toString();
        index.add(path.substring(0, path.length() - ".ulaw".length()), Files.readAllBytes(file));
      }
    }
    if (index.names.isEmpty()) {
      throw new IOException("no prompts (*.ulaw) below " + folder);
    }
    return index;
  }

  /// Adds a sound and returns its number.
  public int add(String name, byte[] ulaw) {
    int sound = names.size();
    int frames = Math.min(MAX_FRAMES, ulaw.length / Ulaw.FRAME);
    if (sound >= MAX_SOUNDS) {
      throw new IllegalArgumentException("more than " + MAX_SOUNDS + " sounds");
    }
    names.add(name);
    lengths.add(frames);
    for (int frame = 0; frame < frames; frame++) {
      put(hash(ulaw, frame * Ulaw.FRAME), sound << FRAME_BITS | frame);
    }
    return sound;
  }

  public int size() {
    return names.size();
  }

  public String name(int sound) {
    return names.get(sound);
  }

  /// How long the sound is.
  public long nanos(int sound) {
    return lengths.get(sound) * Ulaw.FRAME_NANOS;
  }

  /// The sound and the place in it, for [#sound] and [#frame], or [#UNKNOWN].
  long find(byte[] bytes, int offset) {
    int place = places[slot(hash(bytes, offset))];
    return place < 0 ? UNKNOWN : place & 0xffff_ffffL;
  }

  static int sound(long found) {
    return (int) (found >>> FRAME_BITS);
  }

  static int frame(long found) {
    return (int) (found & (MAX_FRAMES - 1));
  }

  private void put(long hash, int place) {
    if (used * 2 >= keys.length) {
      grow();
    }
    int slot = slot(hash);
    if (places[slot] == EMPTY) {
      used++;
      keys[slot] = hash;
      places[slot] = place;
    } else {
      places[slot] = AMBIGUOUS;
    }
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldPlaces = places;
    keys = new long[oldKeys.length * 2];
    places = emptyPlaces(keys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldPlaces[i] != EMPTY) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        places[slot] = oldPlaces[i];
      }
    }
  }

  /// Where the hash is, or where it would go.
  private int slot(long hash) {
    int mask = keys.length - 1;
    int slot = (int) (hash ^ (hash >>> 32)) & mask;
    while (places[slot] != EMPTY && keys[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static int[] emptyPlaces(int size) {
    int[] places = new int[size];
    java.util.Arrays.fill(places, EMPTY);
    return places;
  }

  private static long hash(byte[] bytes, int offset) {
    long hash = 0x9e3779b97f4a7c15L;
    for (int i = 0; i < Ulaw.FRAME; i += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(bytes, offset + i)) * 0xff51afd7ed558ccdL;
      hash ^= hash >>> 29;
    }
    return hash;
  }
}
