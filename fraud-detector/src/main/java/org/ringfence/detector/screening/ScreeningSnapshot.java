package org.ringfence.detector.screening;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.detector.campaigns.CampaignBook;
import org.ringfence.detector.crowd.CallTraits;
import org.ringfence.detector.traffic.TrafficWatch;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallerSound;
import org.ringfence.events.CampaignId;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.Defence;
import org.ringfence.events.Mode;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Verdict;
import org.ringfence.events.VerdictThresholds;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The state of a [ScreeningDecider] as versioned JSON.
///
/// Numbers are packed ([NumberTable#packOnce()]) because there are thousands of them; all else is
/// readable. An open call holds its caller's number in full: the verdict at the end of the
/// questions must name it.
///
/// @param v the version of this format; a new field needs no new one, a changed meaning does
/// @param now the decider's clock, or [Long#MIN_VALUE] before the first message
/// @param announcingUntil null when the announcement is off
/// @param thresholds null as long as those of the settings hold
/// @param refused absent in snapshots of earlier programs
/// @param silent absent in snapshots of earlier programs
record ScreeningSnapshot(
    int v,
    long now,
    Pressure pressure,
    List<Call> calls,
    @Nullable List<Call> refused,
    String once,
    String repeated,
    @Nullable String crowd,
    @Nullable String passList,
    @Nullable Budget budget,
    @Nullable List<BoardList.Saved> board,
    LabelBook.@Nullable Saved labels,
    @Nullable List<DoorKeeper.Saved> door,
    CampaignBook.@Nullable Saved campaigns,
    @Nullable Defence defence,
    @Nullable Instant announcingUntil,
    TrafficWatch.@Nullable Saved traffic,
    MachinesAtChallenge.@Nullable Saved solved,
    @Nullable VerdictThresholds thresholds,
    @Nullable String silent) {

  static final int VERSION = 1;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  record Pressure(Mode mode, long amberPressed, long redPressed, String pressedBy, Surge surge) {}

  record Surge(long binStart, int open, int last, double learned, double amber, double red) {}

  /// Written without what is null: thousands are open in a flood, and of most little is known.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Call(
      String id,
      PhoneNumber caller,
      Attestation attestation,
      boolean languageKeyed,
      boolean keyedSince,
      int silences,
      boolean settled,
      boolean turnedAway,
      boolean joined,
      @Nullable Verdict atArrival,
      @Nullable Verdict atJoin,
      @Nullable Verdict atChallenge,
      @Nullable CallTraits traits,
      @Nullable CallerSound sound,
      @Nullable ChallengeResult challengeResult,
      @Nullable CampaignId campaign,
      @Nullable Boolean announced,
      @Nullable Boolean suspected,
      @Nullable Boolean challengedSurely,
      @Nullable Verdict atListening,
      @Nullable Boolean responded,
      @Nullable Boolean silentBefore) {}

  /// @param passed challenges that were passed lately, faded to `at`
  record Budget(double passed, long at) {}

  byte[] encode() {
    return MAPPER.writeValueAsBytes(this);
  }

  /// @throws IllegalStateException when it is no snapshot of a version that is known
  static ScreeningSnapshot decode(byte[] json) {
    try {
      JsonNode node = MAPPER.readTree(json);
      int version = node.path("v").asInt(0);
      if (version != VERSION) {
        throw new IllegalStateException(
            "the screening snapshot has version "
                + version
                + ", this program reads version "
                + VERSION
                + "; start it empty or use the program that wrote it");
      }
      return MAPPER.treeToValue(node, ScreeningSnapshot.class);
    } catch (JacksonException damaged) {
      throw new IllegalStateException("the screening snapshot is damaged; start it empty", damaged);
    }
  }
}
