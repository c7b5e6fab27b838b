package org.ringfence.platform.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.events.AgentId;
import org.ringfence.events.Skill;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.settings.SettingsException;
import org.ringfence.simulator.plans.AgentPlan;
import org.ringfence.simulator.replay.Sample;

/// The copy of the configuration that a replay runs on.
class ReplaySiteTest {

  private static final Path CONFIG = Path.of("../config").toAbsolutePath().normalize();

  @TempDir private Path folder;

  @Test
  void the_planned_agents_work_on_loopback_with_the_plans_ports_and_wrap_up() throws IOException {
    ReplaySite.Prepared site =
        prepare(
            Map.of("asterisk.sip.bind", "\"10.0.0.1\"", "asterisk.tick-seconds", "7"),
            new Sample(List.of(), List.of(agent("ag1", "enroll"), agent("ag2", "es")), 50, 0.5));

    PlatformSettings settings = site.settings();
    assertThat(settings.data()).isEqualTo(folder.resolve("data"));
    assertThat(settings.asterisk().sipBind()).isEqualTo("127.0.0.1");
    assertThat(settings.asterisk().trunkAddresses()).containsExactly("127.0.0.2");
    assertThat(settings.bus().isEmbedded()).isTrue();
    assertThat(settings.asterisk().tickSeconds()).isEqualTo(7);
    assertThat(settings.asterisk().maxCalls()).isEqualTo(50);
    assertThat(settings.defence().thresholds().ports()).isEqualTo(50);
    assertThat(settings.defence().thresholds().expectedAttemptsPerHour()).isEqualTo(1_600);
    assertThat(settings.queue().line().wrapUp()).isEqualTo(Duration.ofSeconds(6));
    Map<String, Set<String>> skills =
        settings.site().agents().stream()
            .collect(
                Collectors.toMap(
                    agent -> agent.id().value(),
                    agent ->
                        agent.skills().stream().map(Skill::value).collect(Collectors.toSet())));
    assertThat(skills)
        .containsEntry("ag1", Set.of("enroll", "en", "es", "so", "hmn"))
        .containsEntry("ag2", Set.of("es"))
        .containsEntry("nobody", Set.of("billing", "specialist"));
    assertThat(Files.readString(settings.folder().resolve("asterisk/manager.conf")))
        .contains("[replay]");
  }

  @Test
  void an_agent_whose_name_no_phone_can_have_is_refused_before_anything_runs() {
    Sample sample = new Sample(List.of(), List.of(agent("Agent-1", "enroll")), 50, 1);

    assertThatThrownBy(() -> prepare(Map.of(), sample))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("Agent-1");
    assertThat(folder).isEmptyDirectory();
  }

  private ReplaySite.Prepared prepare(Map<String, String> set, Sample sample) throws IOException {
    PlatformSettings shipped = PlatformSettings.read(CONFIG, Map.of());
    // Twice as fast, half of the callers: as many an hour.
    return ReplaySite.prepare(shipped, set, sample, 2, folder);
  }

  private static AgentPlan agent(String id, String skill) {
    return new AgentPlan(new AgentId(id), Set.of(new Skill(skill)), 0, 1_000, 1, 12, 0, 1, 0);
  }
}
