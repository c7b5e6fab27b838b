package org.ringfence.desktop.board;

import org.ringfence.events.AccessRecorded;
import org.ringfence.events.CampaignState;
import org.ringfence.events.Message;
import org.ringfence.events.ScreeningDecision.AnnouncementSwitched;
import org.ringfence.events.ScreeningDecision.CampaignReported;
import org.ringfence.events.ScreeningDecision.DefenceSwitched;
import org.ringfence.events.ScreeningDecision.NumberListed;
import org.ringfence.events.ScreeningDecision.NumberUnlisted;
import org.ringfence.events.ScreeningDecision.ThresholdsChanged;

/// What people changed, told to the parts of the board that show it.
final class ChangeFold {

  private final ListFold lists;
  private final VerdictFold verdicts;
  private final LineFold lines;
  private final TrailFold trail;

  ChangeFold(ListFold lists, VerdictFold verdicts, LineFold lines, TrailFold trail) {
    this.lists = lists;
    this.verdicts = verdicts;
    this.lines = lines;
    this.trail = trail;
  }

  /// Applies what people changed; whether it was that.
  boolean on(Message message, String id, long next) {
    switch (message) {
      case NumberListed listed -> {
        lists.on(listed, next);
        verdicts.decided(listed.line(), listed.number(), next);
        trail.on(listed, id, next);
      }
      case NumberUnlisted unlisted -> {
        lists.on(unlisted, next);
        verdicts.decided(unlisted.line(), unlisted.number(), next);
        trail.on(unlisted, id, next);
      }
      case DefenceSwitched switched -> {
        lines.on(switched, next);
        trail.on(switched, id, next);
      }
      case AnnouncementSwitched switched -> {
        lines.on(switched, next);
        trail.on(switched, id, next);
      }
      case ThresholdsChanged switched -> {
        lines.on(switched, next);
        trail.on(switched, id, next);
      }
      case CampaignReported report when report.state() == CampaignState.RELEASED ->
          trail.on(report, next);
      case AccessRecorded access when TrailFold.shows(access.kind()) -> trail.on(access, id, next);
      default -> {
        return false;
      }
    }
    return true;
  }
}
