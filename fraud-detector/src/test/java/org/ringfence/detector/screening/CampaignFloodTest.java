package org.ringfence.detector.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringfence.detector.screening.LineUnderTest.Call;
import org.ringfence.events.AttemptsRefused;
import org.ringfence.events.AttemptsRefused.Refusals;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallEvent.JoinScreeningAsked;
import org.ringfence.events.CallId;
import org.ringfence.events.CallLabel;
import org.ringfence.events.CampaignId;
import org.ringfence.events.CampaignState;
import org.ringfence.events.Defence;
import org.ringfence.events.ListKind;
import org.ringfence.events.Message;
import org.ringfence.events.Mode;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.events.ScreeningDecision.CampaignReported;
import org.ringfence.events.ScreeningDecision.ModeChanged;
import org.ringfence.events.ScreeningDecision.OpenDoors;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Verdict;
import tools.jackson.databind.json.JsonMapper;

/// Machines that key at the same time from random numbers, from the first to after the last.
class CampaignFloodTest {

  private static final String PRESSING = "+12025550187";

  private final FloodedLine flooded = new FloodedLine();
  private final LineUnderTest line = flooded.line();
  private final Supervisor desk = new Supervisor(line);

  private List<CampaignReported> reports(CampaignState state) {
    return line.said(CampaignReported.class).stream()
        .filter(report -> report.state() == state)
        .toList();
  }

  private CampaignReported byKeyTime() {
    return reports(CampaignState.CONFIRMED).stream()
        .filter(report -> report.name().startsWith("language key at about"))
        .reduce((first, later) -> later)
        .orElseThrow(() -> new AssertionError(line.said(CampaignReported.class)));
  }

  private void quiet(Duration duration) {
    for (long i = 0; i < duration.toSeconds(); i += 5) {
      line.passTime(Duration.ofSeconds(5));
      line.tick();
    }
  }

  @Test
  void aFloodWithOneKeyTimeIsReportedAndEndsAfterItStops() {
    flooded.run(Duration.ofSeconds(90), null);
    CampaignReported confirmed = byKeyTime();
    assertThat(confirmed.why()).contains("language key at 4.0 s", "then keyed nothing");
    assertThat(confirmed.since()).isAfterOrEqualTo(FloodedLine.FLOOD);
    assertThat(confirmed.numbers()).isBetween(confirmed.attempts() / 2, confirmed.attempts() + 50);
    assertThat(reports(CampaignState.ENDED)).isEmpty();

    quiet(Duration.ofMinutes(6));

    assertThat(reports(CampaignState.ENDED))
        .extracting(CampaignReported::campaign)
        .contains(confirmed.campaign())
        .doesNotHaveDuplicates();
    int told = line.said(CampaignReported.class).size();
    quiet(Duration.ofMinutes(6));
    assertThat(line.said(CampaignReported.class)).hasSize(told);
  }

  @Test
  void whenTheLineIsGreenAgainNoDoorStaysClosed() {
    flooded.run(Duration.ofSeconds(90), PRESSING);
    quiet(Duration.between(line.now(), FloodedLine.FLOOD.plus(Duration.ofMinutes(6))));
    Call refused = line.call(PhoneNumber.of(PRESSING), Privacy.NONE, Attestation.UNSIGNED);
    assertThat(refused.arrival().verdict()).isEqualTo(Verdict.REJECT);
    assertThat(line.said(RefuseAtDoor.class).getLast().until())
        .isAfter(line.now().plus(Duration.ofMinutes(4)));

    quiet(Duration.ofMinutes(6));

    ModeChanged green = line.said(ModeChanged.class).getLast();
    assertThat(green.to()).isEqualTo(Mode.GREEN);
    assertThat(line.said(OpenDoors.class))
        .contains(new OpenDoors(LineUnderTest.LINE, green.at(), null));
  }

  @Test
  void theLineAsksForTheTickThatEndsACampaign() {
    flooded.run(Duration.ofSeconds(60), null);
    int due = 0;
    while (line.decider().nextDue().isPresent() && due < 1_000) {
      line.timeIs(line.decider().nextDue().orElseThrow());
      line.tick();
      due++;
    }

    assertThat(due).isLessThan(100);
    assertThat(reports(CampaignState.ENDED))
        .extracting(CampaignReported::campaign)
        .contains(byKeyTime().campaign());
  }

  @Test
  void verdictsOnTheFloodCarryTheCampaignTheyWereCountedWith() {
    flooded.run(Duration.ofSeconds(90), null);
    Set<CampaignId> reported = new HashSet<>();
    line.said(CampaignReported.class).forEach(report -> reported.add(report.campaign()));

    List<VerdictReached> late =
        line.said(VerdictReached.class).stream()
            .filter(verdict -> verdict.at().isAfter(FloodedLine.FLOOD.plusSeconds(30)))
            .toList();
    List<CampaignId> named =
        late.stream().map(VerdictReached::campaign).filter(Objects::nonNull).toList();

    assertThat(named).hasSizeGreaterThan(500).contains(byKeyTime().campaign());
    assertThat(named).filteredOn(id -> !reported.contains(id)).hasSizeLessThan(named.size() / 20);
  }

  @Test
  void attemptsOfACampaignAreThoseWhoseVerdictsNameIt() {
    flooded.run(Duration.ofSeconds(90), null);
    quiet(Duration.ofMinutes(6));
    for (CampaignReported end : reports(CampaignState.ENDED)) {
      Set<CallId> calls = new HashSet<>();
      for (VerdictReached verdict : line.said(VerdictReached.class)) {
        if (end.campaign().equals(verdict.campaign())) {
          calls.add(verdict.call());
        }
      }
      assertThat(calls).as(end.name()).hasSize((int) end.attempts());
    }
  }

  @Test
  void questionsThatEndTwiceAreCountedOnce() {
    flooded.run(Duration.ofSeconds(60), null);
    LineUnderTest twice = new LineUnderTest(LineUnderTest.thresholds(Defence.ON, 1_600));
    for (Message message : line.told()) {
      twice.apply(message);
      if (message instanceof JoinScreeningAsked) {
        twice.apply(message);
      }
    }

    JsonMapper mapper = JsonMapper.builder().build();
    assertThat(mapper.readTree(twice.decider().snapshot()).get("campaigns"))
        .isEqualTo(mapper.readTree(line.decider().snapshot()).get("campaigns"));
  }

  @Test
  void usualPeopleAreNoCampaign() {
    flooded.run(Duration.ofSeconds(-1), null);

    assertThat(line.said(VerdictReached.class)).hasSizeGreaterThan(50);
    assertThat(line.said(CampaignReported.class)).isEmpty();
    assertThat(line.said(VerdictReached.class))
        .extracting(VerdictReached::campaign)
        .containsOnlyNulls();
  }

  @Test
  void aReleasedCampaignIsToldOnceAndItsTraitSaysNothingForADay() {
    flooded.run(Duration.ofSeconds(60), null);
    CampaignId id = byKeyTime().campaign();

    List<Message> answers = desk.releases(id);

    assertThat(answers)
        .filteredOn(CampaignReported.class::isInstance)
        .singleElement()
        .satisfies(told -> {
          CampaignReported report = (CampaignReported) told;
          assertThat(report.campaign()).isEqualTo(id);
          assertThat(report.state()).isEqualTo(CampaignState.RELEASED);
          assertThat(report.author()).isEqualTo("sue");
          assertThat(report.why()).isEqualTo("looked into it");
        });
    assertThat(answers).contains(new OpenDoors(LineUnderTest.LINE, line.now(), id));
    assertThat(desk.releases(id)).isEmpty();
    assertThat(keyTimeReasonAfterMore()).isFalse();
    line.passTime(Duration.ofHours(23));
    assertThat(keyTimeReasonAfterMore()).isFalse();
    line.passTime(Duration.ofHours(1));
    assertThat(keyTimeReasonAfterMore()).isTrue();
    assertThat(reports(CampaignState.RELEASED)).hasSize(1);
  }

  /// Whether, after forty more such calls in 20 s, the key time speaks against the last of them.
  private boolean keyTimeReasonAfterMore() {
    boolean said = false;
    for (int i = 0; i < 40; i++) {
      Call call = line.call("+1312" + (2_000_000 + i * 7_919));
      said =
          line.playMachine(call).reasons().stream()
              .anyMatch(reason -> reason.name().equals("language-key-time") && reason.weight() > 0);
      line.passTime(Duration.ofMillis(500));
    }
    return said;
  }

  @Test
  void whatAsteriskRefusedByItselfCountsWithItsCampaign() {
    flooded.run(Duration.ofSeconds(60), null);
    CampaignReported before = byKeyTime();
    line.passTime(Duration.ofSeconds(30));

    line.apply(
        new AttemptsRefused(
            LineUnderTest.LINE,
            line.now(),
            List.of(new Refusals(before.campaign(), 5_000), new Refusals(null, 7))));
    quiet(Duration.ofSeconds(10));

    assertThat(byKeyTime().campaign()).isEqualTo(before.campaign());
    assertThat(byKeyTime().attempts())
        .isBetween(before.attempts() + 5_000, before.attempts() + 5_200);
    assertThat(byKeyTime().why()).contains("5000 of them refused at the door");
  }

  @Test
  void aCampaignThatNobodyKnowsIsNotReleased() {
    assertThat(desk.releases(new CampaignId("16515550100-1-1"))).isEmpty();
  }

  @Test
  void aNumberThatCallsThreeTimesASecondIsRefusedAndPushedToTheDoor() {
    line.pressToRed();

    Call refused = line.callUntilRefused(PRESSING);

    assertThat(line.said(RefuseAtDoor.class))
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.number().raw()).isEqualTo(PRESSING);
          assertThat(rule.attestation()).isEqualTo(Attestation.UNSIGNED);
          assertThat(rule.until()).isEqualTo(refused.arrivedAt().plus(DoorKeeper.HELD));
          assertThat(rule.campaign()).isEqualTo(refused.arrival().campaign());
        });
    assertThat(Duration.between(LineUnderTest.START, refused.arrivedAt()))
        .isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void aLineRestoredInTheMiddleOfAllThisAnswersTheSame() {
    flooded.run(Duration.ofSeconds(60), null);
    Call labelled = line.call("+16125550111");
    desk.labels("ana", labelled, labelled.arrival().caller(), CallLabel.MACHINE);
    desk.labels("ben", labelled, labelled.arrival().caller(), CallLabel.MACHINE);
    desk.lists("+16125550112", ListKind.BLOCK, line.now().plusSeconds(90));
    line.call("+16125550112");
    line.pressToRed();
    line.callUntilRefused(PRESSING);
    desk.releases(PRESSING);
    desk.releases(byKeyTime().campaign());
    desk.switches(Defence.SHADOW);
    desk.switches(Defence.ON);
    line.callUntilRefused("+12025550188");
    quiet(Duration.ofMinutes(7));

    List<Message> straight = new ArrayList<>();
    List<Message> restarted = new ArrayList<>();
    ScreeningDecider original = LineUnderTest.decider(Defence.ON, 1_600);
    ScreeningDecider often = LineUnderTest.decider(Defence.ON, 1_600);
    int arrivals = 0;
    for (Message message : line.told()) {
      if (message instanceof AttemptArrived && ++arrivals % 41 == 0) {
        byte[] snapshot = often.snapshot();
        often = LineUnderTest.decider(Defence.ON, 1_600);
        often.restore(snapshot);
        assertThat(often.snapshot()).isEqualTo(snapshot);
      }
      straight.addAll(original.apply(message));
      restarted.addAll(often.apply(message));
      assertThat(often.nextDue()).isEqualTo(original.nextDue());
    }

    assertThat(restarted).isEqualTo(straight);
    assertThat(line.said(RefuseAtDoor.class)).hasSize(3);
    assertThat(reports(CampaignState.ENDED)).isNotEmpty();
  }
}
