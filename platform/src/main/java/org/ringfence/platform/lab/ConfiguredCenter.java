package org.ringfence.platform.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ringfence.gateway.FlowFiles;
import org.ringfence.gateway.ivr.IvrFlow;
import org.ringfence.gateway.prompts.PagePrompts;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.simulator.center.CenterSettings;
import org.ringfence.simulator.center.PromptLengths;

/// The operator's configuration as a virtual center, and what it was.
///
/// @param configSha256 of everything read that decides what happens, in hexadecimal; the defence's
///   mode and the number of ports are not in it, for a run names them beside it
/// @param estimatedPrompts no prompts are built on this machine, and their lengths are estimated
///   from the words
public record ConfiguredCenter(
    CenterSettings settings, String configSha256, boolean estimatedPrompts) {

  /// Reads what the settings name: flow, prompts, lists.
  ///
  /// @param overrides the settings that won over the files
  /// @throws org.ringfence.settings.SettingsException with everything that is wrong
  public static ConfiguredCenter of(PlatformSettings settings, Map<String, String> overrides)
      throws IOException {
    Path built = settings.gateway().promptsList();
    boolean estimated = !Files.exists(built);
    List<String> prompts =
        estimated
            ? PromptLengths.estimated(settings.folder().resolve("prompts"))
            : new PagePrompts(settings.gateway().pagePrompts())
                .over(Files.readAllLines(built, StandardCharsets.UTF_8));
    Path flowFile = settings.folder().resolve(settings.gateway().flowFile());
    IvrFlow flow = FlowFiles.read(flowFile, prompts, settings.site());
    CenterSettings center =
        new CenterSettings(
            settings.folder(),
            settings.site(),
            flow,
            PromptLengths.of(prompts),
            settings.defence(),
            settings.queue(),
            settings.defence().thresholds().ports(),
            Duration.ofSeconds(settings.asterisk().tickSeconds()),
            false);
    return new ConfiguredCenter(center, sha256(settings, flowFile, prompts, overrides), estimated);
  }

  private static String sha256(
      PlatformSettings settings, Path flowFile, List<String> prompts, Map<String, String> overrides)
      throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
    List<Path> files = new ArrayList<>();
    files.add(settings.folder().resolve(PlatformSettings.MAIN_FILE));
    files.add(flowFile);
    settings.defence().files().forEach(file -> files.add(settings.folder().resolve(file)));
    for (Path file : files) {
      digest.update(Files.readAllBytes(file));
    }
    prompts.forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
    digest.update(new TreeMap<>(overrides).toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }
}
