package org.ringfence.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringfence.events.AgentId;
import org.ringfence.events.PoolName;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.queue.line.AgentRules;
import org.ringfence.queue.line.QueueRules;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsProblem;
import org.ringfence.settings.SettingsReader;
import org.ringfence.site.Site;

final class RoutingSettingsTest {

  private static final String MAIN =
      """
      lines = [{ number = "+16515550100", dialed = [], queue = enroll }]
      calendars {
        office {
          time-zone = "America/Chicago"
          week {
            monday = ["08:00-12:00", "13:00-17:00"]
            tuesday = ["08:00-17:00"]
            wednesday = ["08:00-17:00"]
            thursday = ["08:00-17:00"]
            friday = ["08:00-17:00"]
            saturday = []
            sunday = []
          }
          holidays = ["2026-11-26"]
          exceptions { "2026-12-24" = ["08:00-12:00"] }
        }
      }
      skills { language = [en, so], topic = [enroll, billing], county = [] }
      queues {
        enroll {
          pool = main
          hours = office
          priority = 90s
          level = 7
          widening = [
            { after = 60s, level = 4 }
            { after = 5m, without = [topic] }
          ]
          agent-order = least-occupied
          overflow { to = [billing], above = 10m, until = 5m }
          ring-time = 25s
        }
        billing {
          pool = main
          hours = office
          priority = 0s
          level = 1
          widening = []
          agent-order = longest-idle
          reserve { when-idle = false, others-after = 20m }
          wrap-up = 1m
        }
        night { pool = other, hours = office, priority = 0s, level = 1, widening = []
          agent-order = longest-idle }
      }
      """;

  private static final String AGENTS =
      """
      agents = [
        { id = ana, name = Ana, pool = main, skills = [en, "so:3"], queues = [billing, enroll]
          reserved-for = billing, ring-time = 40s, wrap-up = 10s }
        { id = ben, name = Ben, pool = main, skills = [en] }
      ]
      """;

  @TempDir Path folder;
  private Site site = new Site(List.of(), List.of(), List.of());

  private RoutingSettings read(String main, String agents) throws IOException {
    Path mainFile = folder.resolve("ringfence.conf");
    Path agentsFile = folder.resolve("agents.conf");
    Files.writeString(mainFile, main);
    Files.writeString(agentsFile, agents);
    SettingsReader mainReader = SettingsReader.of(mainFile, Map.of());
    SettingsReader agentsReader = SettingsReader.of(agentsFile, Map.of());
    site = Site.from(mainReader, agentsReader);
    RoutingSettings settings = RoutingSettings.from(mainReader, site);
    List<SettingsProblem> problems = new ArrayList<>();
    for (SettingsReader reader : List.of(mainReader, agentsReader)) {
      try {
        reader.finish();
      } catch (SettingsException wrong) {
        problems.addAll(wrong.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return settings;
  }

  @Test
  void everyKeyIsRead() throws IOException {
    RoutingSettings settings = read(MAIN, AGENTS);

    QueueRules enroll = Objects.requireNonNull(settings.queues().get(new QueueName("enroll")));
    assertThat(enroll.credit()).isEqualTo(Duration.ofSeconds(90));
    assertThat(enroll.level()).isEqualTo(7);
    assertThat(enroll.widening())
        .extracting(QueueRules.Widening::after, QueueRules.Widening::level)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Duration.ofSeconds(60), 4),
            org.assertj.core.groups.Tuple.tuple(Duration.ofMinutes(5), 4));
    assertThat(enroll.widening().getLast().waived())
        .containsExactlyInAnyOrder(new Skill("enroll"), new Skill("billing"));
    assertThat(enroll.order()).isEqualTo(QueueRules.AgentOrder.LEAST_OCCUPIED);
    QueueRules.Overflow overflow = Objects.requireNonNull(enroll.overflow());
    assertThat(overflow.to()).containsExactly(new QueueName("billing"));
    assertThat(overflow.above()).isEqualTo(Duration.ofMinutes(10));
    assertThat(overflow.until()).isEqualTo(Duration.ofMinutes(5));
    assertThat(enroll.ringTime()).isEqualTo(Duration.ofSeconds(25));
    assertThat(enroll.wrapUp()).isNull();
    assertThat(enroll.reserve().whenIdle()).isTrue();
    assertThat(enroll.hours().isOpen(Instant.parse("2026-11-02T15:00:00Z"))).isTrue();
    assertThat(enroll.hours().isOpen(Instant.parse("2026-11-02T18:30:00Z"))).isFalse();
    assertThat(enroll.hours().isOpen(Instant.parse("2026-11-26T16:00:00Z"))).isFalse();
    assertThat(enroll.hours().isOpen(Instant.parse("2026-12-24T19:00:00Z"))).isFalse();
    QueueRules billing = Objects.requireNonNull(settings.queues().get(new QueueName("billing")));
    assertThat(billing.reserve().whenIdle()).isFalse();
    assertThat(billing.reserve().others()).isEqualTo(Duration.ofMinutes(20));
    assertThat(billing.wrapUp()).isEqualTo(Duration.ofMinutes(1));

    AgentRules ana =
        Objects.requireNonNull(
            settings.of(new PoolName("main"), site).agents().get(new AgentId("ana")));
    assertThat(ana.levels())
        .containsExactly(Map.entry(new Skill("en"), 10), Map.entry(new Skill("so"), 3));
    assertThat(ana.queues()).containsExactly(new QueueName("billing"), new QueueName("enroll"));
    assertThat(ana.reservedFor()).isEqualTo(new QueueName("billing"));
    assertThat(ana.ringTime()).isEqualTo(Duration.ofSeconds(40));
    assertThat(ana.wrapUp()).isEqualTo(Duration.ofSeconds(10));
  }

  /// Each mistake is told with the line of the key and a word on what would be right.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "monday = [\"08:00-12:00\", \"13:00-17:00\"]|monday = [\"08:00-12:00\", \"11:00-17:00\"]|6|overlap",
        "tuesday = [\"08:00-17:00\"]|tuesday = [\"17:00-08:00\"]|7|ends before it starts",
        "tuesday = [\"08:00-17:00\"]|tuesday = [\"8-17\"]|7|as in",
        "America/Chicago|America/Saint-Paul|4|no time zone",
        "[\"2026-11-26\"]|[\"2026-11-31\"]|14|must be a date",
        "[\"2026-11-26\"]|[\"26.11.2026\"]|14|must be a date",
        "[\"2026-11-26\"]|[\"2026-12-24\"]|15|listed twice",
        "hours = office|hours = offices|22|no calendar",
        "priority = 90s|priority = -5s|23|between",
        "priority = 90s|priority = 9h|23|between",
        "level = 7|level = 11|24|between 1 and 10",
        "level = 4|level = 8|26|must not ask for more",
        "after = 5m,|after = 30s,|27|later than the step before",
        "[topic]|[topics]|27|no skill and no kind",
        "least-occupied|fairest|29|longest-idle or least-occupied",
        "to = [billing]|to = [enroll]|30|no other queue",
        "to = [billing]|to = [night]|30|no other queue",
        "until = 5m|until = 10m|30|less than",
        "[en, so]|[en, so, so]|18|listed under",
      })
  void aMistakeInTheMainFileIsToldWithItsLine(
      String right, String wrong, int line, String message) {
    assertThat(MAIN).contains(right);
    assertThatThrownBy(
            () -> read(MAIN.replaceFirst(java.util.regex.Pattern.quote(right), wrong), AGENTS))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("ringfence.conf:" + line)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"so:3\"|\"so:11\"|2|a level is 1 to 10",
        "\"so:3\"|somali|2|there is no skill \"somali\"",
        "\"so:3\"|en|2|listed twice",
        "[billing, enroll]|[]|2|would serve no queue",
        "[billing, enroll]|[night]|2|has no queue \"night\"",
        "reserved-for = billing|reserved-for = night|3|does not serve the queue night",
        "ring-time = 40s|shift = night|3|no calendar \"night\"",
      })
  void aMistakeInTheAgentsFileIsToldWithItsLine(
      String right, String wrong, int line, String message) {
    assertThat(AGENTS).contains(right);
    assertThatThrownBy(() -> read(MAIN, AGENTS.replace(right, wrong)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("agents.conf:" + line)
        .hasMessageContaining(message);
  }

  @Test
  void aWeekWithoutHoursIsRefused() {
    String never = MAIN.replaceAll("= \\[\"08:00.*\\]", "= []");
    assertThatThrownBy(() -> read(never, AGENTS)).hasMessageContaining("has no hours at all");
  }
}
