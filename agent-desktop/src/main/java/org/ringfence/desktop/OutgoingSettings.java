package org.ringfence.desktop;

import org.ringfence.desktop.hooks.HookSettings;
import org.ringfence.desktop.hooks.ScreenPop;
import org.ringfence.desktop.reports.ReportFolder;
import org.ringfence.desktop.waits.PublicWaitSettings;
import org.ringfence.settings.SettingsReader;

/// What leaves the platform for others: the published waits, reports in a folder, web hooks, and
/// the page of a customer system that opens with a call.
public record OutgoingSettings(
    PublicWaitSettings publicWait, ReportFolder reports, HookSettings hooks, ScreenPop screenPop) {

  /// Nothing leaves.
  public static final OutgoingSettings NONE =
      new OutgoingSettings(
          PublicWaitSettings.NONE, ReportFolder.NONE, HookSettings.NONE, ScreenPop.NONE);

  /// Reads the parts of the section `web`; problems are noted there. A part that is left out is
  /// off.
  static OutgoingSettings from(SettingsReader web) {
    return new OutgoingSettings(
        web.has("public-wait")
            ? PublicWaitSettings.from(web.section("public-wait"))
            : PublicWaitSettings.NONE,
        web.has("reports") ? ReportFolder.from(web.section("reports")) : ReportFolder.NONE,
        web.has("hooks") ? HookSettings.from(web.section("hooks")) : HookSettings.NONE,
        web.has("screen-pop") ? ScreenPop.from(web, "screen-pop") : ScreenPop.NONE);
  }
}
