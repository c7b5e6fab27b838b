package org.ringfence.simulator.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.events.Attestation;
import org.ringfence.events.Privacy;
import org.ringfence.events.Skill;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsProblem;

/// The files of plans: what they mean, and what is said of bad ones.
final class PlanFilesTest {

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("plans.csv"), text);
  }

  private List<String> problemsOf(String text) throws IOException {
    Path file = file(text);
    try {
      CallerPlanFile.read(file);
      return List.of();
    } catch (SettingsException refused) {
      return refused.problems().stream()
          .map(SettingsProblem::toString)
          .map(problem -> problem.replace(folder + "/", ""))
          .toList();
    }
  }

  @Test
  void missingColumnsTakeTheirDefaults() throws IOException {
    CallerPlan plan =
        CallerPlanFile.read(file("plan_id,arrive_s,label\np1,-3.5,human\n")).getFirst();

    assertThat(plan.arriveSeconds()).isEqualTo(-3.5);
    assertThat(plan.signalling().privacy()).isEqualTo(Privacy.NONE);
    assertThat(plan.signalling().attestation()).isEqualTo(Attestation.UNSIGNED);
    assertThat(plan.signalling().fingerprint()).isEqualTo("carrier");
    assertThat(plan.keys())
        .isEqualTo(new CallerPlan.Keys(new Keying(6, '1'), new Keying(7, '1'), 0.15));
    assertThat(plan.patienceSeconds()).isEqualTo(1800);
    assertThat(plan.talkSeconds()).isEqualTo(300);
    assertThat(plan.redial()).isEqualTo(CallerPlan.Redial.NEVER);
    assertThat(plan.family()).isEqualTo("human");
  }

  @Test
  void machinesDoNotJitterUnlessTheirPlanSaysSo() throws IOException {
    CallerPlan plan = CallerPlanFile.read(file("plan_id,arrive_s,label\nm,0,machine\n")).getFirst();

    assertThat(plan.keys().jitter()).isZero();
  }

  @Test
  void anEmptyKeyFieldMeansThatNoKeyComes() throws IOException {
    String text =
        "plan_id,arrive_s,label,language_s,language_key,menu_s,menu_key\nm,0,machine,4,2,,\n";
    CallerPlan plan = CallerPlanFile.read(file(text)).getFirst();

    assertThat(plan.keys().language()).isEqualTo(new Keying(4, '2'));
    assertThat(plan.keys().menu()).isNull();
  }

  @Test
  void columnsComeInAnyOrderAndFieldsMayBeQuoted() throws IOException {
    String text =
        "label,family,plan_id,arrive_s\r\nhuman,\"human.\"\"odd\"\", with comma\",\"p,1\",7\r\n";
    CallerPlan plan = CallerPlanFile.read(file(text)).getFirst();

    assertThat(plan.planId()).isEqualTo("p,1");
    assertThat(plan.family()).isEqualTo("human.\"odd\", with comma");
  }

  @Test
  void everythingWrongIsToldWithLineAndColumn() throws IOException {
    String text =
        """
        plan_id,arrive_s,label,attestation,redial_after,talk_s
        p1,soon,human,A,busy,10
        p2,1,robot,D,busy+bored,-1
        p1,2,human,A,,10
        p4,2,human,A,,10,11
        p5,3,human,A,,10
        p5,4,human,A,,10
        """;

    assertThat(problemsOf(text))
        .satisfiesExactlyInAnyOrder(
            problem -> assertThat(problem).contains("plans.csv:2: arrive_s: must be a number"),
            problem -> assertThat(problem).contains("plans.csv:3: label: there is no \"robot\""),
            problem -> assertThat(problem).contains("plans.csv:3: attestation: there is no \"D\""),
            problem ->
                assertThat(problem).contains("plans.csv:3: redial_after: there is no \"bored\""),
            problem -> assertThat(problem).contains("plans.csv:3: talk_s: must be a number"),
            problem -> assertThat(problem).contains("plans.csv:5: has 7 fields"),
            problem ->
                assertThat(problem).contains("plans.csv:7: plan_id: is the same as in line 6"));
  }

  @Test
  void unknownAndMissingColumnsAreRefused() throws IOException {
    assertThat(problemsOf("plan_id,arrive_s,colour\np1,0,red\n"))
        .containsExactlyInAnyOrder(
            "plans.csv:1: there is no column \"colour\"", "plans.csv:1: column label is missing");
  }

  @Test
  void problemsAreBounded() throws IOException {
    String text = "plan_id,arrive_s,label\n" + "p,x,human\n".repeat(5_000);

    assertThat(problemsOf(text)).hasSize(101).last().asString().contains("and more");
  }

  @Test
  void whatIsNoTextOrEmptyIsSaidPlainly() throws IOException {
    Path binary =
        Files.write(folder.resolve("binary.csv"), new byte[] {'p', (byte) 0xff, (byte) 0xfe});

    assertThatThrownBy(() -> CallerPlanFile.read(binary)).hasMessageContaining("not UTF-8");
    assertThat(problemsOf(""))
        .containsExactly("plans.csv: is empty; the first row must name the columns");
    assertThat(problemsOf("plan_id,arrive_s,label\n")).containsExactly("plans.csv: has no rows");
    assertThatThrownBy(() -> CallerPlanFile.read(folder.resolve("none.csv")))
        .hasMessageContaining("no such file");
  }

  @Test
  void agentsAreReadAndTheirDayMustEndAfterItBegins() throws IOException {
    Path good = file("agent_id,skills,from_s,to_s,miss_p\na1,en+specialist,0,3600,.25\n");
    AgentPlan agent = AgentPlanFile.read(good).getFirst();

    assertThat(agent.skills()).isEqualTo(Set.of(new Skill("en"), new Skill("specialist")));
    assertThat(agent.missShare()).isEqualTo(0.25);
    Path bad = file("agent_id,from_s,to_s\na1,10,5\n");
    assertThatThrownBy(() -> AgentPlanFile.read(bad))
        .hasMessageContaining(":2: to_s: must be after");
  }

  @Test
  void writtenPlansReadBackTheSame() throws IOException {
    String text =
        """
        plan_id,arrive_s,number,privacy,attestation,dialed,fingerprint,language_s,language_key,menu_s,menu_key,key_jitter,\
        talks_over,audio,first_sound_s,sound_share,challenge,challenge_s,ivr_patience_s,patience_s,skill,callback,\
        callback_number,callback_answers,talk_s,redial_after,redial_delay_s,redial_max,label,family
        a,-1.25,+16125550123,id,failed,6515550100,x y,3.5,2,,,0.3,1,recording:hello,0.5,0.9,fail,3,20,44,specialist,accept,\
        +16125550199,0,12.5,busy+dropped,25,3,machine,machine.x
        b,10,"x"" | ""1"" = ""1",none,C,,carrier,6,1,7,0,0.15,0,silence,,0,silent,9,60,1800,,refuse,,1,300,,30,0,human,human.tty
        """;
    List<CallerPlan> read = CallerPlanFile.read(file(text));
    Path again = folder.resolve("again.csv");

    PlanWriter.writeCallers(again, read);

    assertThat(CallerPlanFile.read(again)).isEqualTo(read);
    assertThat(Files.readString(again, StandardCharsets.UTF_8)).hasLineCount(3);
  }
}
