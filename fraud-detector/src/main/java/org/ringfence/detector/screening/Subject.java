package org.ringfence.detector.screening;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.ringfence.detector.crowd.Crowd;
import org.ringfence.events.Stage;

/// What a signal may look at: one call at one stage, what is known about its number, and the crowd
/// it comes in.
///
/// @param history the number's, or null when the number has none (withheld, malformed, forgotten)
/// @param isKnownPerson whether the number is on the pass list
/// @param listed what the board's lists say of the number, or null
/// @param labelBalance what agents say of it ([LabelBook#balance])
/// @param machines how machines do at the challenge now
/// @param isRhythmic whether the campaign it looks like calls as regularly as a timer
/// @param sameLength after how many seconds that campaign's callers hang up, if always the same
record Subject(
    OpenCall call,
    @Nullable NumberHistory history,
    Stage stage,
    long nowMillis,
    Crowd crowd,
    boolean isKnownPerson,
    BoardList.@Nullable Entry listed,
    double labelBalance,
    MachinesAtChallenge machines,
    boolean isRhythmic,
    OptionalDouble sameLength) {}
