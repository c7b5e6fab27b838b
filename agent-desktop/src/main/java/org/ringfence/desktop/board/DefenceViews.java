package org.ringfence.desktop.board;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AlertKind;
import org.ringfence.events.Attestation;
import org.ringfence.events.CampaignState;
import org.ringfence.events.Defence;
import org.ringfence.events.ListKind;
import org.ringfence.events.ScreeningDecision;

/// What the board shows of campaigns, lists, the door and what people changed. Each of these is
/// small and is sent whole when any of it changes.
public final class DefenceViews {

  private DefenceViews() {}

  /// The campaigns: all that run, and those that ended last.
  ///
  /// @param items the one heard of last first
  public record CampaignsView(List<CampaignView> items) {}

  /// A campaign.
  ///
  /// @param at when this was reported
  public record CampaignView(
      String campaign,
      String line,
      CampaignState state,
      String name,
      String why,
      long attempts,
      long numbers,
      Instant since,
      Instant at) {}

  /// The numbers that people listed.
  ///
  /// @param total of which [ListFold#SHOWN] at most are here
  /// @param items the one listed last first
  public record ListsView(int total, List<ListedView> items) {}

  /// A number on a list.
  ///
  /// @param entry names it towards this process; the number itself is not sent
  public record ListedView(
      String entry,
      String line,
      String caller,
      ListKind list,
      String author,
      String reason,
      Instant at,
      @Nullable Instant expires) {}

  /// The numbers that Asterisk refuses by itself.
  ///
  /// @param total of which [DoorFold#SHOWN] at most are here
  /// @param items the one refused last first
  /// @param refusals attempts that were refused by them today, by campaign, most first
  public record DoorsView(int total, List<DoorView> items, List<RefusalsView> refusals) {}

  /// Attempts that Asterisk refused by itself today.
  ///
  /// @param campaign null for those of no campaign, and of campaigns past the bound
  public record RefusalsView(String line, @Nullable String campaign, long attempts) {}

  /// A number that is refused at the door.
  ///
  /// @param attestation only calls with it are refused
  public record DoorView(
      String caller,
      String line,
      Attestation attestation,
      Instant until,
      @Nullable String campaign) {}

  /// What people changed, newest first.
  public record TrailView(List<ChangeView> items) {}

  /// One change.
  ///
  /// @param line empty for what concerns access
  /// @param subject a masked number, a campaign's name, an account or a call; empty for a switch
  /// @param list from or to which a number went; null when it was released, or its release ended
  /// @param author empty when a time was over, or when nobody's name was heard
  /// @param before in words, for thresholds and settings; else null
  /// @param after the same
  public record ChangeView(
      Instant at,
      String line,
      ChangeKind what,
      String subject,
      @Nullable ListKind list,
      @Nullable Instant expires,
      @Nullable Defence from,
      @Nullable Defence to,
      String author,
      String reason,
      @Nullable String before,
      @Nullable String after) {

    static ChangeView of(
        ScreeningDecision said, ChangeKind what, String subject, String author, String reason) {
      return new ChangeView(
          said.at(),
          said.line().value(),
          what,
          subject,
          null,
          null,
          null,
          null,
          Shown.text(author),
          Shown.text(reason),
          null,
          null);
    }

    ChangeView from(String was, String is) {
      return new ChangeView(
          at, line, what, subject, list, expires, from, to, author, reason, was, is);
    }

    ChangeView onList(@Nullable ListKind kind, @Nullable Instant until) {
      return new ChangeView(
          at, line, what, subject, kind, until, from, to, author, reason, before, after);
    }

    ChangeView between(Defence was, Defence is) {
      return new ChangeView(
          at, line, what, subject, list, expires, was, is, author, reason, before, after);
    }
  }

  /// What the detector asks a supervisor to look at.
  ///
  /// @param items the one that began last first
  public record AlertsView(List<AlertView> items) {}

  /// An alert.
  ///
  /// @param at when it was heard of last; when it is over, when it ended
  /// @param parts what is unusual, for people
  public record AlertView(
      String line, AlertKind kind, Instant since, Instant at, boolean over, List<String> parts) {}

  /// What was changed.
  public enum ChangeKind {
    LISTED,
    UNLISTED,
    RELEASED,
    CAMPAIGN_RELEASED,
    SWITCHED,
    ANNOUNCEMENT_ON,
    ANNOUNCEMENT_OFF,
    THRESHOLDS,
    ACCOUNT_ADDED,
    ACCOUNT_REMOVED,
    ROLE_CHANGED,
    PASSWORD_CHANGED,
    LINK_MADE,
    TOKEN_ADDED,
    TOKEN_REMOVED,
    NUMBER_SEEN,
    LISTENED,
    SETTING_CHANGED
  }
}
