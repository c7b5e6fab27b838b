# The level of sound, from the columns of `sox ... -t dat -`: seconds, sample in -1..1, 8,000 samples a second.
# Given `want` (dBm0) and `most` (dBFS), writes the gain in dB that brings it to `want` unless its peak would pass `most`,
# and the active level in dBm0 after and before that.
#
# The active level is the mean power of the frames that hold speech, after the idea of ITU-T P.56 (method B): a frame is
# active when it is less than 15.9 dB below the active level, which is found by repetition. Frames are 20 ms, and pauses
# within words are not bridged as P.56's hangover of 200 ms does, so pauses never pull the level down.
# A sine of full scale is +3.17 dBm0 in mu-law (ITU-T G.711), and its mean square is half.
/^;/ { next }
{
  n++
  square += $2 * $2
  size = $2 < 0 ? -$2 : $2
  if (size > peak) peak = size
  if (n % 160 == 0) { power[frames++] = square / 160; square = 0 }
}
END {
  for (i = 0; i < frames; i++) sum += power[i]
  level = frames ? sum / frames : 0
  for (round = 0; round < 20; round++) {
    count = 0; sum = 0
    for (i = 0; i < frames; i++) if (power[i] >= level * 0.0257) { sum += power[i]; count++ }
    next_level = count ? sum / count : 0
    if (next_level == level) break
    level = next_level
  }
  raw = db(2 * level, 10) + 3.17
  gain = want - raw
  if (db(peak, 20) + gain > most) gain = most - db(peak, 20)
  printf "%.1f %.1f %.1f\n", gain, raw + gain, raw
}
function db(x, factor) { return x > 0 ? factor * log(x) / log(10) : -99 }
