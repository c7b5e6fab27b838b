package org.ringfence.simulator.chance;

import java.util.SplittableRandom;

/// Draws keyed by what they are for, never taken from one stream: the same person does the same in
/// two runs that differ elsewhere, so runs compare person by person (common random numbers).
///
/// A key is hashed to 64 bits with FNV-1a over its UTF-16 units and mixed by MurmurHash3's
/// finalizer; `SplittableRandom` makes as many independent numbers of it as are wanted.
public final class Draws {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final long seed;

  public Draws(long seed) {
    this.seed = seed;
  }

  /// The numbers of one purpose.
  ///
  /// @param who the plan or the agent
  /// @param count the attempt or the offer
  /// @param purpose a word that no other draw of this pair uses
  public SplittableRandom of(String who, long count, String purpose) {
    long hash = mix(seed ^ FNV_OFFSET);
    hash = hashed(hash, who);
    hash = mix(hash ^ count);
    hash = hashed(hash, purpose);
    return new SplittableRandom(mix(hash));
  }

  /// A number in [0, 1).
  public double uniform(String who, long count, String purpose) {
    return of(who, count, purpose).nextDouble();
  }

  /// A standard normal number.
  public double normal(String who, long count, String purpose) {
    return of(who, count, purpose).nextGaussian();
  }

  private static long hashed(long start, String text) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return mix(hash ^ text.length());
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
