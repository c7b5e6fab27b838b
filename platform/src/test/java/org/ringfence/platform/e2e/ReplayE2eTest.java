package org.ringfence.platform.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Plans as real calls: people who hear the prompts are served, and the results are those of the
/// format.
@Tag("asterisk")
@Timeout(240)
class ReplayE2eTest {

  private static final String CALLERS =
      """
      plan_id,arrive_s,number,attestation,fingerprint,language_s,language_key,menu_s,menu_key,patience_s,talk_s,label,family
      english,0,+16125550101,A,carrier,3,1,2,1,60,4,human,human.plain
      spanish,0.5,+16125550102,B,carrier,5,2,3,1,60,4,human,human.plain
      withheld,1,,unsigned,carrier,3,1,2,1,60,3,human,human.withheld
      forged,6,+16515550100,unsigned,dialer,3,1,,,60,60,machine,machine.own
      impatient,2,+16125550103,A,carrier,3,1,2,2,5,4,human,human.plain
      """;

  private static final String AGENTS =
      """
      agent_id,skills,from_s,to_s,answer_s,wrap_s,miss_p,talk_factor,labels_p
      eva,enroll,0,10000,1,1,0,1,0
      bob,billing,9000,10000,1,1,0,1,0
      """;

  @TempDir private Path folder;

  @Test
  void people_are_heard_served_and_counted_a_forged_number_is_refused_and_nothing_is_lost()
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("callers.csv"), CALLERS);
    Files.writeString(folder.resolve("agents.csv"), AGENTS);

    LauncherRun run =
        LauncherRun.of(
            folder.resolve("unused"),
            // A verdict that comes late lets in, also on a busy machine; here it is waited for.
            Map.of("gateway.screening.arrival-deadline", "1s"),
            "replay",
            "--callers",
            folder.resolve("callers.csv").toString(),
            "--agents",
            folder.resolve("agents.csv").toString(),
            "--out",
            folder.resolve("out").toString());

    assertThat(run.exit()).as(run.said()).isZero();
    Map<String, List<String>> results = results();
    assertThat(results.get("english")).as(run.said()).startsWith("served", "0", "eva");
    assertThat(results.get("spanish")).startsWith("served", "0", "eva");
    assertThat(results.get("withheld")).startsWith("served", "0", "eva");
    assertThat(results.get("impatient")).startsWith("abandoned_queue", "0", "");
    assertThat(results.get("forged")).startsWith("rejected", "0", "");
    // Bob, who has the skill, comes much later, so the caller waits out the planned patience.
    assertThat(Double.parseDouble(results.getOrDefault("impatient", List.of()).get(3)))
        .isBetween(4.5, 6.5);
    assertThat(Double.parseDouble(results.getOrDefault("english", List.of()).get(4)))
        .isBetween(3.5, 5.0);
    JsonNode summary =
        JsonMapper.builder().build().readTree(Files.readString(folder.resolve("out/summary.json")));
    assertThat(summary.path("people").path("lost").asInt()).isZero();
    assertThat(summary.path("partial").asBoolean(true)).isFalse();
    assertThat(folder.resolve("out/report.html")).exists();
  }

  /// By plan: outcome, diverted, agent, wait, talk.
  private Map<String, List<String>> results() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("out/results.csv"));
    List<String> columns = List.of(lines.getFirst().split(",", -1));
    return lines.stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .collect(
            Collectors.toMap(
                row -> row[columns.indexOf("plan_id")],
                row -> {
                  List<String> picked = new ArrayList<>();
                  for (String column :
                      List.of("outcome", "diverted", "agent_id", "wait_s", "talked_s")) {
                    picked.add(row[columns.indexOf(column)]);
                  }
                  return picked;
                }));
  }
}
