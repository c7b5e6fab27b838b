package org.ringfence.desktop.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.ringfence.desktop.DefenceExamples.CAMPAIGN;
import static org.ringfence.desktop.Examples.ANA;
import static org.ringfence.desktop.Examples.CALLER;
import static org.ringfence.desktop.Examples.LINE;
import static org.ringfence.desktop.Examples.NOON;

import org.junit.jupiter.api.Test;
import org.ringfence.desktop.DefenceExamples;
import org.ringfence.desktop.Examples;
import org.ringfence.desktop.board.BoardSnapshot.BoardChange;
import org.ringfence.desktop.board.BoardViews.ChallengesView;
import org.ringfence.desktop.board.BoardViews.LabelView;
import org.ringfence.desktop.board.BoardViews.LineView;
import org.ringfence.desktop.board.BoardViews.Standing;
import org.ringfence.desktop.board.BoardViews.VerdictView;
import org.ringfence.desktop.board.DefenceViews.CampaignView;
import org.ringfence.desktop.board.DefenceViews.ChangeKind;
import org.ringfence.desktop.board.DefenceViews.ChangeView;
import org.ringfence.desktop.board.DefenceViews.ListedView;
import org.ringfence.events.AgentState;
import org.ringfence.events.CallId;
import org.ringfence.events.CallLabel;
import org.ringfence.events.CampaignId;
import org.ringfence.events.CampaignState;
import org.ringfence.events.ChallengeResult;
import org.ringfence.events.Defence;
import org.ringfence.events.DefenceCommand.LabelCall;
import org.ringfence.events.ListKind;
import org.ringfence.events.Message;
import org.ringfence.events.ScreeningDecision.NumberListed;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// The part of the board that is about the defence.
class DefenceBoardTest {

  private final BoardUnderTest page = new BoardUnderTest();

  private void hear(Message... messages) {
    page.hear(messages);
  }

  private BoardChange all() {
    return page.all();
  }

  private LineView line() {
    return all().lines().getFirst();
  }

  @Test
  void a_challenge_is_counted_by_how_it_ended_and_a_call_let_go_is_no_refusal() {
    hear(
        Examples.verdict("c1", NOON, Stage.ARRIVAL, Verdict.CHALLENGE),
        Examples.verdict("c2", NOON, Stage.ARRIVAL, Verdict.CHALLENGE),
        Examples.verdict("c3", NOON, Stage.JOIN, Verdict.CHALLENGE),
        Examples.verdict("c4", NOON, Stage.ARRIVAL, Verdict.CHALLENGE),
        DefenceExamples.challenged("c1", NOON, ChallengeResult.PASSED),
        DefenceExamples.challenged("c2", NOON, ChallengeResult.FAILED),
        DefenceExamples.challenged("c3", NOON, ChallengeResult.SILENT),
        Examples.verdict("c3", NOON, Stage.CHALLENGE, Verdict.LET_GO));

    assertThat(all().totals())
        .singleElement()
        .satisfies(day -> {
          assertThat(day.challenges()).isEqualTo(new ChallengesView(4, 1, 1, 1));
          assertThat(day.letGo()).isEqualTo(1);
          assertThat(day.refusedAfterQuestions()).isZero();
        });
    assertThat(all().minutes().getLast().verdicts()).containsEntry(Verdict.LET_GO, 1);
  }

  @Test
  void a_campaign_shows_its_last_report_and_running_ones_come_first() {
    CampaignId other = new CampaignId("k2");
    hear(
        DefenceExamples.campaign(CAMPAIGN, NOON, CampaignState.CONFIRMED),
        DefenceExamples.campaign(other, NOON.plusSeconds(5), CampaignState.CONFIRMED),
        DefenceExamples.campaign(other, NOON.plusSeconds(9), CampaignState.ENDED));

    assertThat(all().campaigns().getFirst().items())
        .extracting(CampaignView::campaign, CampaignView::state)
        .containsExactly(tuple("k1", CampaignState.CONFIRMED), tuple("k2", CampaignState.ENDED));
  }

  @Test
  void a_thousand_campaigns_stay_bounded_and_the_running_one_stays() {
    hear(DefenceExamples.campaign(CAMPAIGN, NOON, CampaignState.CONFIRMED));
    for (int i = 0; i < 1_000; i++) {
      CampaignId ended = new CampaignId("e" + i);
      hear(DefenceExamples.campaign(ended, NOON.plusSeconds(i), CampaignState.ENDED));
    }

    assertThat(all().campaigns().getFirst().items())
        .hasSize(CampaignFold.OVER_SHOWN + 1)
        .first()
        .returns("k1", CampaignView::campaign);
  }

  @Test
  void a_listed_number_is_masked_and_leaves_the_list_when_it_was_taken_off() {
    hear(DefenceExamples.listed(CALLER, NOON, ListKind.BLOCK));

    assertThat(all().lists().getFirst().items())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.caller()).isEqualTo("+1612•••••34");
          assertThat(entry.author()).isEqualTo("sam");
          assertThat(entry.reason()).isEqualTo("known to us");
          assertThat(page.board().findListed(entry.entry()))
              .contains(new KnownCaller(LINE, CALLER));
        });

    hear(DefenceExamples.unlisted(CALLER, NOON.plusSeconds(1), ListKind.BLOCK));
    assertThat(all().lists().getFirst().items()).isEmpty();
    assertThat(all().trail().getFirst().items())
        .extracting(ChangeView::what)
        .containsExactly(ChangeKind.UNLISTED, ChangeKind.LISTED);
  }

  @Test
  void a_number_that_is_listed_anew_keeps_its_entry_and_changes_its_list() {
    hear(DefenceExamples.listed(CALLER, NOON, ListKind.BLOCK));
    String entry = all().lists().getFirst().items().getFirst().entry();

    hear(DefenceExamples.listed(CALLER, NOON.plusSeconds(1), ListKind.ALLOW));

    assertThat(all().lists().getFirst().items())
        .singleElement()
        .returns(entry, ListedView::entry)
        .returns(ListKind.ALLOW, ListedView::list);
  }

  @Test
  void a_released_number_is_on_no_list_and_its_verdicts_say_so() {
    hear(
        Examples.verdict("c1", NOON, Stage.ARRIVAL, Verdict.REJECT),
        DefenceExamples.listed(CALLER, NOON, ListKind.BLOCK));
    long before = page.board().snapshot().version();

    hear(DefenceExamples.listed(CALLER, NOON.plusSeconds(1), null));

    assertThat(page.board().snapshot().since(before).verdicts())
        .singleElement()
        .returns(Standing.RELEASED, VerdictView::standing);
    assertThat(all().lists().getFirst().items()).isEmpty();
    assertThat(all().trail().getFirst().items().getFirst())
        .returns(ChangeKind.RELEASED, ChangeView::what)
        .returns("+1612•••••34", ChangeView::subject);
  }

  @Test
  void a_released_campaign_is_told_once_with_who_released_it_and_why() {
    hear(DefenceExamples.released(NOON, "sam", "a school's robocall"));

    assertThat(all().trail().getFirst().items())
        .singleElement()
        .returns(ChangeKind.CAMPAIGN_RELEASED, ChangeView::what)
        .returns("sam", ChangeView::author)
        .returns("a school's robocall", ChangeView::reason);
    assertThat(all().campaigns().getFirst().items())
        .singleElement()
        .returns("sam: a school's robocall", CampaignView::why);

    hear(DefenceExamples.released(NOON.plusSeconds(60), "sam", "a school's robocall"));
    assertThat(all().trail().getFirst().items()).hasSize(1);
  }

  @Test
  void a_release_that_an_earlier_program_reported_has_its_author_in_the_reason() {
    hear(DefenceExamples.released(NOON, null, "sam: a school's robocall"));

    assertThat(all().trail().getFirst().items())
        .singleElement()
        .returns("", ChangeView::author)
        .returns("sam: a school's robocall", ChangeView::reason);
  }

  @Test
  void the_end_of_a_release_is_told_and_the_number_is_decided_about_no_more() {
    hear(
        Examples.verdict("c1", NOON, Stage.ARRIVAL, Verdict.REJECT),
        DefenceExamples.listed(CALLER, NOON, null),
        DefenceExamples.unlisted(CALLER, NOON.plusSeconds(1), null));

    assertThat(all().trail().getFirst().items())
        .first()
        .returns(ChangeKind.UNLISTED, ChangeView::what)
        .returns(null, ChangeView::list)
        .returns("sam", ChangeView::author);
    assertThat(all().verdicts()).singleElement().returns(null, VerdictView::standing);
  }

  @Test
  void a_switch_is_shown_with_who_and_why() {
    hear(DefenceExamples.switched(NOON, Defence.ON, Defence.SHADOW));

    assertThat(line().defence()).isEqualTo(Defence.SHADOW);
    assertThat(line().switched()).isEqualTo(new BoardViews.SwitchView(NOON, "sam", "a trial"));
  }

  @Test
  void a_verdict_tells_the_defence_when_no_switch_was_heard() {
    assertThat(line().defence()).isNull();

    hear(DefenceExamples.shadowed("c1", NOON));
    assertThat(line().defence()).isEqualTo(Defence.SHADOW);

    hear(Examples.verdict("c2", NOON.plusSeconds(1), Stage.ARRIVAL, Verdict.REJECT));
    assertThat(line().defence()).isEqualTo(Defence.ON);

    hear(DefenceExamples.switched(NOON.minusSeconds(60), Defence.ON, Defence.OFF));
    assertThat(line().defence()).isEqualTo(Defence.ON);
  }

  @Test
  void a_caller_who_waits_is_remembered_through_a_flood_of_refusals() {
    hear(DefenceExamples.arrived("person", NOON));
    for (int i = 0; i < 50_000; i++) {
      page.board().on(DefenceExamples.arrived("m" + i, NOON), "a" + i);
      page.board().on(Examples.verdict("m" + i, NOON, Stage.ARRIVAL, Verdict.REJECT), "v" + i);
    }

    assertThat(page.board().findCaller(new CallId("person")))
        .contains(new KnownCaller(LINE, CALLER));
    assertThat(page.board().findCaller(new CallId("m49999"))).isPresent();
    assertThat(page.board().findCaller(new CallId("m0"))).isEmpty();
  }

  @Test
  void an_agent_can_label_during_the_talk_and_in_wrap_up_and_sees_what_was_said() {
    hear(
        Examples.verdict("pbx-1.1", NOON, Stage.ARRIVAL, Verdict.ADMIT),
        Examples.offer("pbx-1.1", ANA, NOON, "es", "first in line"),
        Examples.agent(ANA, NOON, AgentState.OFFERED, "pbx-1.1", ""));
    assertThat(page.board().findTalk(ANA)).isEmpty();

    hear(Examples.agent(ANA, NOON, AgentState.TALKING, "pbx-1.1", ""));
    hear(Examples.agent(ANA, NOON.plusSeconds(30), AgentState.WRAP_UP, null, ""));
    assertThat(page.board().findTalk(ANA))
        .hasValueSatisfying(talk -> {
          assertThat(talk.call()).isEqualTo(new CallId("pbx-1.1"));
          assertThat(talk.caller()).contains(new KnownCaller(LINE, CALLER));
          assertThat(talk.said()).isEmpty();
        });

    hear(new LabelCall(new CallId("pbx-1.1"), NOON, LINE, ANA.value(), CALLER, CallLabel.MACHINE));
    assertThat(page.board().snapshot().findAgent("ana").orElseThrow().label())
        .isEqualTo(new LabelView("+1612•••••34", CallLabel.MACHINE));
    assertThat(all().verdicts()).singleElement().returns(CallLabel.MACHINE, VerdictView::label);

    hear(Examples.agent(ANA, NOON.plusSeconds(60), AgentState.READY, null, ""));
    assertThat(page.board().findTalk(ANA)).isEmpty();
  }

  @Test
  void a_number_that_is_typed_into_a_reason_is_masked() {
    hear(DefenceExamples.listed(CALLER, NOON, ListKind.ALLOW));
    hear(
        new NumberListed(
            CALLER, NOON, LINE, ListKind.BLOCK, "+16125550134", "he is +1 612 555 0134", null));

    assertThat(all().lists().toString() + all().trail()).doesNotContain("5550134", "555 0134");
  }
}
