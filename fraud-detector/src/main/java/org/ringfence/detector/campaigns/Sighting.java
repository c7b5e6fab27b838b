package org.ringfence.detector.campaigns;

import org.jspecify.annotations.Nullable;

/// One attempt that looks like a campaign's.
///
/// @param numberHash keyed hash of the number and its attestation, or null when none was shown
/// @param languageSeconds when the language key came, or null
/// @param keyedSince whether anything was keyed after the language
/// @param heard whether any sound came
/// @param questionsOver whether it came to the end of the questions, so that the two above count
public record Sighting(
    long atMillis,
    @Nullable Long numberHash,
    @Nullable Double languageSeconds,
    boolean keyedSince,
    boolean heard,
    boolean questionsOver) {}
