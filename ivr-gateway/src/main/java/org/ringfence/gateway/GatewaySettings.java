package org.ringfence.gateway;

import java.nio.file.Path;
import java.time.Duration;
import org.ringfence.gateway.agi.AgiServerSettings;
import org.ringfence.gateway.ami.AmiSettings;
import org.ringfence.gateway.callbacks.CallbackSettings;
import org.ringfence.gateway.doors.DoorSettings;
import org.ringfence.gateway.ear.EarSettings;
import org.ringfence.gateway.recording.RecordingSettings;
import org.ringfence.gateway.screening.ScreeningSettings;
import org.ringfence.gateway.scripts.LineSettings;
import org.ringfence.settings.SettingsReader;

/// The section `gateway` of the settings.
///
/// @param systemName Asterisk's `systemname`, with which every call's id begins
/// @param flowFile the questions, `config/ivr/enrollment.conf`
/// @param promptsList the prompts that exist: language, id, seconds, separated by tabs
/// @param pagePrompts where Asterisk plays what administrators gave on their page: its `sounds/en`
/// @param maxCalls calls that are tracked at one time; beyond it they are let in untracked
/// @param snapshotInterval how often the truth is read without an occasion
public record GatewaySettings(
    String systemName,
    Path flowFile,
    Path promptsList,
    Path pagePrompts,
    int maxCalls,
    Duration snapshotInterval,
    AgiServerSettings agi,
    AmiSettings ami,
    ScreeningSettings screening,
    EarSettings ear,
    LineSettings line,
    CallbackSettings callbacks,
    DoorSettings doors,
    RecordingSettings recording) {

  public static GatewaySettings from(SettingsReader section) {
    String systemName = section.text("system-name");
    if (!systemName.isEmpty() && !systemName.matches("[A-Za-z0-9]{1,16}")) {
      section.problem("system-name", "must have 1 to 16 letters and digits");
    }
    return new GatewaySettings(
        systemName,
        Path.of(section.text("flow-file")),
        Path.of(section.text("prompts-list")),
        Path.of(section.text("page-prompts")),
        section.integer("max-calls", 10, 100_000),
        section.duration("snapshot-interval", Duration.ofSeconds(1), Duration.ofMinutes(5)),
        AgiServerSettings.from(section.section("agi")),
        AmiSettings.from(section.section("ami")),
        ScreeningSettings.from(section.section("screening")),
        EarSettings.from(section.section("ear")),
        LineSettings.from(section.section("line")),
        CallbackSettings.from(section.section("callbacks")),
        DoorSettings.from(section.section("doors")),
        RecordingSettings.from(section.section("recording")));
  }
}
