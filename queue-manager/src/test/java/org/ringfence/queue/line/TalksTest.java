package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.queue.line.LineFixture.all;
import static org.ringfence.queue.line.LineFixture.offers;
import static org.ringfence.queue.line.LineFixture.only;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.BringIn;
import org.ringfence.events.AgentMessage.LetJoin;
import org.ringfence.events.AgentMessage.PartyChanged;
import org.ringfence.events.AgentMessage.SendOut;
import org.ringfence.events.AgentMessage.TransferCaller;
import org.ringfence.events.AgentState;
import org.ringfence.events.LineDecision.CallParty;
import org.ringfence.events.LineDecision.EndParty;
import org.ringfence.events.LineDecision.JoinParty;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.Party;
import org.ringfence.events.LineDecision.RecordingOrdered;
import org.ringfence.events.LineDecision.TalkPartiesChanged;
import org.ringfence.events.LineDecision.TalkRequestRefused;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.LineDecision.TicketTransferred;
import org.ringfence.events.Message;
import org.ringfence.events.OfferEvent;
import org.ringfence.events.OfferFailure;
import org.ringfence.events.OfferId;
import org.ringfence.events.PartyKind;
import org.ringfence.events.PartyState;
import org.ringfence.events.RecordingState;
import org.ringfence.events.RecordingWish;
import org.ringfence.events.Skill;
import org.ringfence.events.SnapshotTaken.LiveOffer;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.TicketOutcome;

/// Who is passed on to one agent, and who joins a talk.
final class TalksTest {

  private static final TalkRules RULES = new TalkRules(Set.of("so"), Duration.ofSeconds(25));

  private final LineFixture line = LineFixture.of(decider());

  private static LineDecider decider() {
    Set<Skill> english = Set.of(new Skill("en"));
    return new LineDecider(
        LineFixture.POOL,
        LineFixture.RULES,
        PlaceRules.NONE,
        LineFixture.PREDICTION,
        RoutingRules.plain(
            Map.of(
                new AgentId("ann"), english,
                new AgentId("ben"), english,
                new AgentId("cat"), english),
            Set.of(LineFixture.QUEUE)),
        RULES);
  }

  private OfferCall talk;

  @BeforeEach
  void annTalks() {
    line.ready("ann");
    line.joins("1");
    talk = line.offerOf("1");
    line.rings(talk);
    line.connects(talk);
    line.after(5);
  }

  private static AgentId agent(String id) {
    return new AgentId(id);
  }

  private List<Message> passesOn(String to) {
    return line.feed(
        new TransferCaller(
            agent("ann"), line.now, LineFixture.POOL, LineFixture.QUEUE, null, agent(to)));
  }

  private List<Message> bringsIn(PartyKind kind, String name, @Nullable String phone) {
    return line.feed(
        new BringIn(
            agent("ann"),
            line.now,
            LineFixture.POOL,
            kind,
            name,
            phone == null ? null : agent(phone)));
  }

  private OfferCall benJoins() {
    line.ready("ben");
    bringsIn(PartyKind.COLLEAGUE, "ben", "ben");
    OfferCall guest = line.offerOf("1");
    line.rings(guest);
    line.connects(guest);
    return guest;
  }

  private OfferCall privateWordWithBen() {
    line.ready("ben");
    bringsIn(PartyKind.CONSULTED, "ben", "ben");
    OfferCall guest = line.offerOf("1");
    line.rings(guest);
    line.connects(guest);
    return guest;
  }

  private List<Message> letsJoin(OfferCall guest) {
    return line.feed(new LetJoin(agent("ann"), line.now, LineFixture.POOL, guest.offer()));
  }

  private List<PartyKind> kinds() {
    return all(line.said, TalkPartiesChanged.class).getLast().parties().stream()
        .map(Party::kind)
        .toList();
  }

  private List<Message> party(CallParty party, PartyState state) {
    return line.feed(
        new PartyChanged(
            party.party(),
            line.now,
            LineFixture.POOL,
            party.ticket(),
            party.agent(),
            state,
            state == PartyState.FAILED ? "did not answer" : ""));
  }

  private String refusal(List<Message> said) {
    return only(said, TalkRequestRefused.class).why();
  }

  private List<String> parties() {
    List<TalkPartiesChanged> said = all(line.said, TalkPartiesChanged.class);
    return said.isEmpty()
        ? List.of()
        : said.getLast().parties().stream().map(TalksTest::word).toList();
  }

  private static String word(Party party) {
    return party.name() + " " + party.state();
  }

  private AgentState state(String agent) {
    return line.stateOf(agent).state();
  }

  @Test
  void aCallerWhoIsPassedOnToAnAgentGoesToThatOneAlsoWhenOthersWait() {
    line.joins("2");
    line.after(5);
    passesOn("ben");
    assertThat(all(line.said, TicketTransferred.class)).as("ben is not there").isEmpty();

    line.ready("cat");
    line.connects(line.offerOf("2"));
    line.ready("ben");
    only(passesOn("ben"), TicketTransferred.class);
    line.joins("3");
    assertThat(offers(line.said)).as("ben is kept free").doesNotContain("3>ben");

    line.ends(talk, TalkEnd.AGENT_LEG_BROKE);
    line.returns("1");

    assertThat(offers(line.said)).endsWith("1>ben");
    assertThat(line.offerOf("1").why()).contains("passed on to you");
    assertThat(state("ann")).isEqualTo(AgentState.WRAP_UP);
  }

  @Test
  void whoIsNotReadyRefusesATransferAndTheTalkGoesOn() {
    line.ready("ben");
    line.asks("ben", AgentState.PAUSED);

    assertThat(refusal(passesOn("ben"))).isEqualTo("ben is paused.");

    assertThat(state("ann")).isEqualTo(AgentState.TALKING);
    line.ends(talk, TalkEnd.AGENT_HUNG_UP);
    assertThat(only(line.said, TicketClosed.class).outcome()).isEqualTo(TicketOutcome.SERVED);
  }

  @Test
  void whoPassesACallerOnAndHangsUpAtOncePassesTheCallerOn() {
    line.ready("ben");
    passesOn("ben");
    line.ends(talk, TalkEnd.AGENT_HUNG_UP);
    line.returns("1");

    assertThat(all(line.said, TicketClosed.class)).isEmpty();
    assertThat(offers(line.said)).endsWith("1>ben");
  }

  @Test
  void aCallerWhoHangsUpWhileBeingPassedOnKeepsNobodyBusy() {
    line.ready("ben");
    passesOn("ben");
    line.ends(talk, TalkEnd.CALLER_HUNG_UP);
    line.hangsUp("1");
    line.joins("2");
    line.after(6);

    assertThat(only(line.said, TicketClosed.class).outcome()).isEqualTo(TicketOutcome.SERVED);
    assertThat(offers(line.said)).endsWith("2>ben");
  }

  @Test
  void anAgentWhoPausesBeforeTheCallerArrivesLeavesTheCallerAtTheFrontOfTheLine() {
    line.joins("2");
    line.ready("cat");
    line.connects(line.offerOf("2"));
    line.ready("ben");
    passesOn("ben");
    line.asks("ben", AgentState.PAUSED);
    line.joins("3");
    line.ends(talk, TalkEnd.AGENT_LEG_BROKE);
    line.returns("1");
    line.ends(line.offerOf("2"), TalkEnd.AGENT_HUNG_UP);
    line.after(31);

    assertThat(offers(line.said)).endsWith("1>cat", "3>ann");
  }

  @Test
  void anAgentToWhomACallerWasPassedOnAndWhoDoesNotAnswerLeavesTheCallerInLine() {
    line.ready("ben");
    passesOn("ben");
    line.ends(talk, TalkEnd.AGENT_LEG_BROKE);
    line.returns("1");
    line.fails(line.offerOf("1"), OfferFailure.NO_ANSWER);
    line.ready("cat");

    assertThat(offers(line.said)).endsWith("1>ben", "1>cat");
  }

  @Test
  void aColleagueJoinsAndGoesOnWhenTheAgentLeaves() {
    OfferCall guest = benJoins();
    assertThat(guest.joins()).isEqualTo(talk.offer());
    assertThat(state("ben")).isEqualTo(AgentState.TALKING);
    assertThat(parties()).containsExactly("ben JOINED");

    line.ends(talk, TalkEnd.AGENT_HUNG_UP);

    assertThat(state("ann")).isEqualTo(AgentState.WRAP_UP);
    assertThat(state("ben")).isEqualTo(AgentState.TALKING);
    assertThat(all(line.said, TicketClosed.class)).isEmpty();

    line.ends(guest, TalkEnd.AGENT_HUNG_UP);
    assertThat(state("ben")).isEqualTo(AgentState.WRAP_UP);
    assertThat(only(line.said, TicketClosed.class).agent()).isEqualTo(agent("ben"));
  }

  @Test
  void aColleagueWhoseLegBreaksAfterTheAgentLeftPutsTheCallerBackToTheFront() {
    OfferCall guest = benJoins();
    line.joins("2");
    line.ends(talk, TalkEnd.AGENT_HUNG_UP);
    line.ends(guest, TalkEnd.AGENT_LEG_BROKE);
    line.returns("1");
    line.after(31);

    assertThat(offers(line.said)).endsWith("1>ann", "2>ben");
  }

  @Test
  void aColleagueWhoLeavesFirstLeavesTheTalkAsItWas() {
    OfferCall guest = benJoins();
    line.ends(guest, TalkEnd.AGENT_HUNG_UP);

    assertThat(parties()).containsExactly("ben LEFT");
    assertThat(state("ben")).isEqualTo(AgentState.WRAP_UP);
    assertThat(state("ann")).isEqualTo(AgentState.TALKING);
    line.ends(talk, TalkEnd.AGENT_LEG_BROKE);
    assertThat(all(line.said, TicketClosed.class)).isEmpty();
  }

  @Test
  void theCallersHangUpEndsEverybodysPart() {
    OfferCall guest = benJoins();
    List<Message> said = line.ends(talk, TalkEnd.CALLER_HUNG_UP);

    assertThat(only(said, EndParty.class).party()).isEqualTo(guest.offer());
    assertThat(state("ann")).isEqualTo(AgentState.WRAP_UP);
    assertThat(state("ben")).isEqualTo(AgentState.WRAP_UP);
    line.ends(guest, TalkEnd.CALLER_HUNG_UP);
    assertThat(all(line.said, TicketClosed.class)).hasSize(1);
  }

  @Test
  void theLateEndOfAColleaguesPartDoesNotEndThePlaceOfACallerWhoIsOnTheWayBack() {
    OfferCall guest = benJoins();
    line.feed(new SendOut(agent("ann"), line.now, LineFixture.POOL, guest.offer()));
    line.ends(talk, TalkEnd.AGENT_LEG_BROKE);
    line.ends(guest, TalkEnd.AGENT_HUNG_UP);
    line.returns("1");
    line.ready("cat");

    assertThat(all(line.said, TicketClosed.class)).isEmpty();
    assertThat(offers(line.said)).endsWith("1>cat");
  }

  @Test
  void aPrivateWordEndsWithAllThreeInTheTalk() {
    OfferCall guest = privateWordWithBen();
    assertThat(guest.joins()).isEqualTo(talk.offer());
    assertThat(guest.joinsAs()).isEqualTo(PartyKind.CONSULTED);
    assertThat(guest.why()).isEqualTo("ann asks you for a private word.");
    assertThat(kinds()).containsExactly(PartyKind.CONSULTED);

    assertThat(only(letsJoin(guest), JoinParty.class).party()).isEqualTo(guest.offer());

    assertThat(parties()).containsExactly("ben JOINED");
    assertThat(kinds()).containsExactly(PartyKind.COLLEAGUE);
    assertThat(refusal(letsJoin(guest))).isEqualTo("There is no private word with that one.");
    assertThat(all(line.said, JoinParty.class)).hasSize(1);
  }

  @Test
  void anAgentWhoHangsUpInAPrivateWordLeavesTheCallerToTheColleague() {
    OfferCall guest = privateWordWithBen();
    line.ends(talk, TalkEnd.AGENT_HUNG_UP);

    assertThat(state("ann")).isEqualTo(AgentState.WRAP_UP);
    assertThat(state("ben")).isEqualTo(AgentState.TALKING);
    assertThat(all(line.said, TicketClosed.class)).isEmpty();
    line.ends(guest, TalkEnd.AGENT_HUNG_UP);
    assertThat(only(line.said, TicketClosed.class).agent()).isEqualTo(agent("ben"));
  }

  @Test
  void aColleagueWhoEndsThePrivateWordLeavesTheTalkAsItWas() {
    OfferCall guest = privateWordWithBen();
    line.ends(guest, TalkEnd.AGENT_HUNG_UP);

    assertThat(parties()).containsExactly("ben LEFT");
    assertThat(state("ann")).isEqualTo(AgentState.TALKING);
    assertThat(refusal(letsJoin(guest))).isEqualTo("There is no private word with that one.");
  }

  @Test
  void aRecordingIsPausedForAPrivateWordUnlessTheAgentPausedItBefore() {
    recording(RecordingState.RUNNING);
    OfferCall guest = privateWordWithBen();
    assertThat(orders()).containsExactly(RecordingWish.PAUSE);
    recording(RecordingState.PAUSED);
    letsJoin(guest);
    assertThat(orders()).containsExactly(RecordingWish.PAUSE, RecordingWish.RESUME);

    line.ends(guest, TalkEnd.AGENT_HUNG_UP);
    line.after(31);
    OfferCall again = privateWordWithBen();
    line.ends(again, TalkEnd.AGENT_HUNG_UP);
    assertThat(orders()).as("paused by the agent").hasSize(2);
  }

  private void recording(RecordingState state) {
    line.feed(
        new OfferEvent.RecordingChanged(
            talk.offer(), line.now, LineFixture.POOL, talk.ticket(), talk.agent(), state));
  }

  private List<RecordingWish> orders() {
    return all(line.said, RecordingOrdered.class).stream().map(RecordingOrdered::wish).toList();
  }

  @Test
  void nobodyHasAPrivateWordWhileOthersWouldBeLeftWithTheCaller() {
    line.ready("ben");
    CallParty police = only(bringsIn(PartyKind.OUTSIDE, "police", null), CallParty.class);
    assertThat(refusal(bringsIn(PartyKind.CONSULTED, "ben", "ben")))
        .startsWith("Somebody else is in the talk.");

    line.feed(new SendOut(agent("ann"), line.now, LineFixture.POOL, police.party()));
    bringsIn(PartyKind.CONSULTED, "ben", "ben");
    OfferCall guest = line.offerOf("1");
    assertThat(refusal(letsJoin(guest))).isEqualTo("ben has not answered yet.");
    assertThat(refusal(bringsIn(PartyKind.OUTSIDE, "police", null)))
        .isEqualTo("You have a private word. End it first.");
    assertThat(refusal(bringsIn(PartyKind.COLLEAGUE, "cat", "cat")))
        .startsWith("A colleague is in this talk");
    assertThat(all(bringsIn(PartyKind.LISTENER, "sue", "cat"), CallParty.class)).hasSize(1);
  }

  @Test
  void aPrivateWordOutlivesARestart() {
    OfferCall guest = privateWordWithBen();
    LineFixture restarted = LineFixture.of(decider());
    restarted.decider.restore(line.decider.snapshot());
    restarted.now = line.now;
    List<Message> said =
        restarted.feed(new LetJoin(agent("ann"), line.now, LineFixture.POOL, guest.offer()));

    assertThat(only(said, JoinParty.class).party()).isEqualTo(guest.offer());
  }

  @Test
  void aColleagueWhoDoesNotAnswerIsToldAndTheTalkGoesOn() {
    line.ready("ben");
    bringsIn(PartyKind.COLLEAGUE, "ben", "ben");
    assertThat(state("ben")).isEqualTo(AgentState.OFFERED);
    line.fails(line.offerOf("1"), OfferFailure.NO_ANSWER);

    assertThat(parties()).containsExactly("ben FAILED");
    assertThat(state("ben")).isEqualTo(AgentState.READY);
    assertThat(state("ann")).isEqualTo(AgentState.TALKING);
  }

  @Test
  void aColleagueWhoPausesWhileThePhoneRingsIsRungNoMore() {
    line.ready("ben");
    bringsIn(PartyKind.COLLEAGUE, "ben", "ben");
    List<Message> said = line.asks("ben", AgentState.PAUSED);

    assertThat(all(said, EndParty.class)).hasSize(1);
    assertThat(state("ben")).isEqualTo(AgentState.PAUSED);
    assertThat(state("ann")).isEqualTo(AgentState.TALKING);
  }

  @Test
  void aTalkWithAColleagueOutlivesARestart() {
    OfferCall guest = benJoins();
    LineFixture restarted = LineFixture.of(decider());
    restarted.decider.restore(line.decider.snapshot());
    restarted.now = line.now;
    restarted.ends(talk, TalkEnd.AGENT_HUNG_UP);

    assertThat(restarted.stateOf("ann").state()).isEqualTo(AgentState.WRAP_UP);
    restarted.ends(guest, TalkEnd.AGENT_HUNG_UP);
    assertThat(only(restarted.said, TicketClosed.class).agent()).isEqualTo(agent("ben"));
  }

  @Test
  void aTransferToAnAgentOutlivesARestart() {
    line.ready("ben");
    passesOn("ben");
    LineFixture restarted = LineFixture.of(decider());
    restarted.decider.restore(line.decider.snapshot());
    restarted.now = line.now;
    restarted.ends(talk, TalkEnd.AGENT_LEG_BROKE);
    restarted.returns("1");

    assertThat(offers(restarted.said)).containsExactly("1>ben");
  }

  @Test
  void aSnapshotWithoutTheLegsOfPartiesEndsTheirPart() {
    OfferCall guest = benJoins();
    bringsIn(PartyKind.OUTSIDE, "police", null);
    party(only(line.said, CallParty.class), PartyState.JOINED);
    line.after(5);
    line.snapshot(
        List.of(line.live("1", talk.offer())), List.of(new LiveOffer(talk.offer(), true)));

    assertThat(state("ben")).isEqualTo(AgentState.WRAP_UP);
    assertThat(parties()).containsExactly("police LEFT");
    assertThat(guest.agent()).isEqualTo(agent("ben"));
  }

  @Test
  void aSnapshotThatFindsTheColleagueAloneWithTheCallerHandsTheTalkOver() {
    OfferCall guest = benJoins();
    line.after(5);
    line.snapshot(
        List.of(line.live("1", guest.offer())), List.of(new LiveOffer(guest.offer(), true)));

    assertThat(state("ann")).isEqualTo(AgentState.WRAP_UP);
    assertThat(state("ben")).isEqualTo(AgentState.TALKING);
  }

  @Test
  void somebodyOutsideIsCalledByNameAndSentOut() {
    CallParty called = only(bringsIn(PartyKind.OUTSIDE, "police", null), CallParty.class);
    assertThat(called.talk()).isEqualTo(talk.offer());
    assertThat(called.ringTime()).isEqualTo(Duration.ofSeconds(25));
    party(called, PartyState.RINGING);
    party(called, PartyState.JOINED);
    assertThat(parties()).containsExactly("police JOINED");
    assertThat(refusal(bringsIn(PartyKind.OUTSIDE, "police", null))).contains("in this talk");

    List<Message> said =
        line.feed(new SendOut(agent("ann"), line.now, LineFixture.POOL, called.party()));

    assertThat(only(said, EndParty.class).party()).isEqualTo(called.party());
    assertThat(parties()).containsExactly("police LEFT");
  }

  @Test
  void withSomebodyElseInTheTalkTheCallerIsNotPassedOn() {
    benJoins();
    line.ready("cat");

    assertThat(refusal(passesOn("cat"))).contains("Somebody else is in the talk");
  }

  @Test
  void whoseLanguageTheAgentLacksGetsAnInterpreterWhoIsTriedOnceMore() {
    line.ready("ben");
    line.joins("2", "so", false);
    OfferCall offer = line.offerOf("2");
    List<Message> said = line.connects(offer);

    CallParty first = only(said, CallParty.class);
    assertThat(first.kind()).isEqualTo(PartyKind.INTERPRETER);
    assertThat(first.name()).isEqualTo("so");
    assertThat(first.told()).isTrue();
    CallParty second = only(party(first, PartyState.FAILED), CallParty.class);
    assertThat(second.party()).isNotEqualTo(first.party());
    assertThat(second.told()).isFalse();
    assertThat(all(party(second, PartyState.FAILED), CallParty.class)).isEmpty();
    assertThat(state("ben")).isEqualTo(AgentState.TALKING);
  }

  @ParameterizedTest
  @EnumSource(names = {"LISTENER", "WHISPERER", "BARGER"})
  void aSupervisorListensAndIsShown(PartyKind kind) {
    CallParty ear = only(bringsIn(kind, "sue", "cat"), CallParty.class);
    assertThat(ear.phone()).isEqualTo(agent("cat"));
    party(ear, PartyState.JOINED);
    assertThat(parties()).containsExactly("sue JOINED");
    assertThat(refusal(bringsIn(PartyKind.LISTENER, "tom", "ben"))).contains("already");

    List<Message> said = line.ends(talk, TalkEnd.AGENT_HUNG_UP);
    assertThat(only(said, EndParty.class).party()).isEqualTo(ear.party());
  }

  @Test
  void aTalkCanBePassedOnWhileASupervisorListens() {
    CallParty ear = only(bringsIn(PartyKind.LISTENER, "sue", "cat"), CallParty.class);
    party(ear, PartyState.JOINED);
    line.ready("ben");

    only(passesOn("ben"), TicketTransferred.class);
  }

  @Test
  void withoutATalkNobodyJoins() {
    line.ends(talk, TalkEnd.AGENT_HUNG_UP);

    assertThat(refusal(bringsIn(PartyKind.OUTSIDE, "police", null))).isEqualTo("There is no talk.");
    assertThat(
            refusal(
                line.feed(
                    new SendOut(agent("ann"), line.now, LineFixture.POOL, new OfferId("Tx-p1")))))
        .contains("not in the talk");
  }
}
