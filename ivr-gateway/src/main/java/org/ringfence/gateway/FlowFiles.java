package org.ringfence.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.gateway.ivr.FlowReader;
import org.ringfence.gateway.ivr.IvrFlow;
import org.ringfence.gateway.ivr.PromptCatalogue;
import org.ringfence.gateway.ivr.Surroundings;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsProblem;
import org.ringfence.settings.SettingsReader;
import org.ringfence.site.Site;

/// Reads the flow and the list of prompts from their files.
public final class FlowFiles {

  private static final int VERSION_BYTES = 4;

  private FlowFiles() {}

  /// The flow, checked in full against the queues, the agents' skills and the prompts that exist.
  ///
  /// @throws SettingsException with everything that is wrong, by file and line
  public static IvrFlow read(Path flowFile, Path promptsList, Site site) {
    return read(flowFile, promptLines(promptsList), site);
  }

  /// The same with the lines of the prompts' list.
  ///
  /// @throws SettingsException with everything that is wrong, by file and line
  public static IvrFlow read(Path flowFile, List<String> promptLines, Site site) {
    SettingsReader reader = SettingsReader.of(flowFile, Map.of());
    Set<QueueName> queues = new HashSet<>();
    site.queues().forEach(queue -> queues.add(queue.name()));
    Set<Skill> skills = Site.skillsOf(site.agents());
    PromptCatalogue prompts = PromptCatalogue.of(promptLines);
    IvrFlow flow =
        FlowReader.read(reader, new Surroundings(queues, skills, site.calendars(), prompts));
    reader.finish();
    return flow.versioned(version(flowFile));
  }

  /// Which text it is, as calls carry it along.
  private static String version(Path flowFile) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(flowFile));
      return HexFormat.of().formatHex(digest, 0, VERSION_BYTES);
    } catch (IOException vanished) {
      throw new SettingsException(
          List.of(new SettingsProblem(flowFile.toString(), "", "cannot be read any more")));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  /// The lines of the prompts' list.
  ///
  /// @throws SettingsException when it cannot be read
  public static List<String> promptLines(Path list) {
    try {
      return Files.readAllLines(list);
    } catch (IOException unreadable) {
      throw new SettingsException(
          List.of(
              new SettingsProblem(
                  list.toString(), "", "the list of prompts cannot be read; are they built?")));
    }
  }
}
