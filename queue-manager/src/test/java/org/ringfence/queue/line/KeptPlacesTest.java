package org.ringfence.queue.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.queue.line.LineFixture.all;
import static org.ringfence.queue.line.LineFixture.id;
import static org.ringfence.queue.line.LineFixture.offers;
import static org.ringfence.queue.line.LineFixture.only;
import static org.ringfence.queue.line.LineFixture.ticket;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentState;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.QueuedCallEnded;
import org.ringfence.events.CallEvent.TicketCodeKeyed;
import org.ringfence.events.CallerOptions;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.LineDecision.TicketHeld;
import org.ringfence.events.LineDecision.TicketPlaced;
import org.ringfence.events.Message;
import org.ringfence.events.OfferFailure;
import org.ringfence.events.Privacy;
import org.ringfence.events.SnapshotTaken;
import org.ringfence.events.TalkEnd;
import org.ringfence.events.TicketEpisode;
import org.ringfence.events.TicketOutcome;

/// Callers who lose their call and call again.
final class KeptPlacesTest {

  private static final String OURS = "+16125550101";
  private static final String OTHERS = "+16125550199";

  private final LineFixture line =
      LineFixture.withPlaces(new PlaceRules(Duration.ofMinutes(5), CallbackRules.OFF), "ann:en");

  private TicketPlaced joins(String call, String number, Attestation attestation) {
    return joins(call, number, attestation, Privacy.NONE, "1234");
  }

  private TicketPlaced joins(
      String call, String number, Attestation attestation, Privacy privacy, String code) {
    return only(
        line.feed(line.reachedBy(call, number, attestation, privacy, code)), TicketPlaced.class);
  }

  private TicketPlaced keys(String call, TicketPlaced place, String code) {
    return only(
        line.feed(new TicketCodeKeyed(id(call), line.now, LineFixture.POOL, place.ticket(), code)),
        TicketPlaced.class);
  }

  /// Three callers wait, ours first.
  private void oursWaitsFirst(Attestation attestation) {
    joins("1", OURS, attestation);
    line.after(1);
    joins("2", OTHERS, Attestation.A);
    line.after(1);
    joins("3", "+16125550188", Attestation.A);
    line.after(60);
  }

  private static CallerOptions options(TicketPlaced placed) {
    return Objects.requireNonNull(placed.options());
  }

  @Test
  void whoCallsAgainWithinTheGraceIsAtTheOldPlace() {
    oursWaitsFirst(Attestation.B);
    TicketHeld held = only(line.hangsUp("1"), TicketHeld.class);
    assertThat(held.until()).isEqualTo(line.now.plus(Duration.ofMinutes(5)));
    line.after(290);

    TicketPlaced back = joins("4", OURS, Attestation.B);
    assertThat(back.kept()).isTrue();
    assertThat(back.ticket()).isEqualTo(ticket("1"));
    assertThat(back.position()).isEqualTo(1);
    assertThat(back.since()).isEqualTo(LineFixture.START);
    assertThat(offers(line.ready("ann"))).containsExactly("4>ann");
    assertThat(line.offerOf("1").channel()).isEqualTo("PJSIP/trunk-" + id("4"));
  }

  @Test
  void theAgentIsToldThatTheCallerCameBack() {
    oursWaitsFirst(Attestation.B);
    line.hangsUp("1");
    joins("4", OURS, Attestation.A);
    List<TicketEpisode> story = only(line.ready("ann"), OfferCall.class).story();
    assertThat(story)
        .extracting(TicketEpisode::kind)
        .containsExactly(TicketEpisode.Kind.CALL_LOST, TicketEpisode.Kind.CAME_BACK);
  }

  @Test
  void afterTheGraceThePlaceIsLostAndTheWaitEndsWithTheCall() {
    oursWaitsFirst(Attestation.B);
    line.hangsUp("1");
    TicketClosed closed = only(line.after(301), TicketClosed.class);
    assertThat(closed.outcome()).isEqualTo(TicketOutcome.ABANDONED);
    assertThat(closed.waited()).isEqualTo(Duration.ofSeconds(62));

    TicketPlaced back = joins("4", OURS, Attestation.B);
    assertThat(back.kept()).isFalse();
    assertThat(back.position()).isEqualTo(3);
  }

  @Test
  void aPlaceWithoutACallIsOfferedToNobody() {
    joins("1", OURS, Attestation.A);
    line.hangsUp("1");
    assertThat(offers(line.ready("ann"))).isEmpty();
  }

  @Test
  void aForgedCopyOfTheNumberGetsAnOrdinaryPlaceAndTheOwnerTheOldOne() {
    oursWaitsFirst(Attestation.A);
    line.hangsUp("1");
    TicketPlaced forged = joins("4", OURS, Attestation.UNSIGNED);
    assertThat(forged.kept()).isFalse();
    assertThat(forged.position()).isEqualTo(3);

    TicketPlaced owner = joins("5", OURS, Attestation.A);
    assertThat(owner.ticket()).isEqualTo(ticket("1"));
    assertThat(owner.position()).isEqualTo(1);
  }

  @Test
  void theCodeGivesThePlaceBackWhereTheNumberDoesNot() {
    oursWaitsFirst(Attestation.A);
    line.hangsUp("1");
    TicketPlaced again = joins("4", OURS, Attestation.UNSIGNED, Privacy.NONE, "9999");
    assertThat(options(again).codeWanted()).isTrue();
    TicketPlaced wrong = keys("4", again, "1235");
    assertThat(wrong.ticket()).isEqualTo(ticket("4"));

    List<Message> answers =
        line.feed(new TicketCodeKeyed(id("4"), line.now, LineFixture.POOL, again.ticket(), "1234"));
    TicketPlaced right = only(answers, TicketPlaced.class);
    assertThat(right.kept()).isTrue();
    assertThat(right.ticket()).isEqualTo(ticket("1"));
    assertThat(right.position()).isEqualTo(1);
    TicketClosed merged = only(answers, TicketClosed.class);
    assertThat(merged.ticket()).isEqualTo(ticket("4"));
    assertThat(merged.outcome()).isEqualTo(TicketOutcome.MERGED);
    assertThat(offers(line.ready("ann"))).containsExactly("4>ann");
  }

  @Test
  void aFourthCodeIsNotLookedAt() {
    oursWaitsFirst(Attestation.A);
    line.hangsUp("1");
    TicketPlaced again = joins("4", OURS, Attestation.UNSIGNED, Privacy.NONE, "9999");
    for (String guess : List.of("0000", "0001", "0002")) {
      again = keys("4", again, guess);
    }
    assertThat(options(again).codeWanted()).isFalse();
    assertThat(keys("4", again, "1234").kept()).isFalse();
  }

  @Test
  void aWithheldNumberGivesNothingBackWithoutTheCode() {
    joins("1", OURS, Attestation.A, Privacy.ID, "4712");
    line.after(1);
    joins("2", OTHERS, Attestation.A);
    line.after(30);
    line.hangsUp("1");

    TicketPlaced again = joins("3", OURS, Attestation.A, Privacy.ID, "0815");
    assertThat(again.kept()).isFalse();
    assertThat(options(again).codeWanted()).isTrue();
    TicketPlaced back = keys("3", again, "4712");
    assertThat(back.kept()).isTrue();
    assertThat(back.position()).isEqualTo(1);
  }

  @Test
  void machinesCannotGuessTheCodesOfCallersWithoutANumber() {
    for (int i = 1; i <= 5; i++) {
      joins("" + i, "", Attestation.UNSIGNED, Privacy.ID, "800" + i);
    }
    line.after(10);
    line.hangsUp("5");
    for (int i = 10; i < 30; i++) {
      TicketPlaced place = joins("" + i, "", Attestation.UNSIGNED, Privacy.ID, "70" + i);
      keys("" + i, place, "60" + i);
    }
    TicketPlaced late = joins("31", "", Attestation.UNSIGNED, Privacy.ID, "7031");
    assertThat(keys("31", late, "8005").kept()).isFalse();
  }

  @Test
  void noTwoCallersWithoutANumberHaveTheSameCode() {
    String first = options(joins("1", "", Attestation.A, Privacy.ID, "9999")).code();
    String second = options(joins("2", "", Attestation.A, Privacy.ID, "9999")).code();
    assertThat(first).isEqualTo("9999");
    assertThat(second).isEqualTo("0000");
  }

  @Test
  void fromANumberThatOthersWaitBehindTheNumberAloneGivesNothingBack() {
    joins("1", OURS, Attestation.A, Privacy.NONE, "1111");
    line.after(1);
    joins("2", OURS, Attestation.A, Privacy.NONE, "2222");
    line.after(1);
    joins("3", OTHERS, Attestation.A);
    line.after(30);
    line.hangsUp("1");
    TicketPlaced colleague = joins("4", OURS, Attestation.A, Privacy.NONE, "4444");
    assertThat(colleague.kept()).isFalse();
    assertThat(keys("4", colleague, "1111").position()).isEqualTo(1);
  }

  @Test
  void anOfficeThatWasCutOffHasItsPlacesBackFromTheLastOne() {
    joins("1", OURS, Attestation.A, Privacy.NONE, "1111");
    line.after(1);
    joins("2", OTHERS, Attestation.A);
    line.after(1);
    joins("3", OURS, Attestation.A, Privacy.NONE, "3333");
    line.after(1);
    joins("4", "+16125550188", Attestation.A);
    line.after(30);
    line.hangsUp("1");
    line.hangsUp("3");

    TicketPlaced first = joins("5", OURS, Attestation.A, Privacy.NONE, "5555");
    assertThat(first.ticket()).isEqualTo(ticket("3"));
    assertThat(options(first).codeWanted()).isTrue();
    TicketPlaced own = keys("5", first, "1111");
    assertThat(own.ticket()).isEqualTo(ticket("1"));
    assertThat(own.position()).isEqualTo(1);
    line.hangsUp("5");
    line.hangsUp("2");
    line.hangsUp("4");
    assertThat(all(line.after(301), TicketClosed.class))
        .as("the exchanged place is kept no longer than any other")
        .extracting(TicketClosed::ticket)
        .contains(ticket("3"));
  }

  @Test
  void whoChoosesAnotherSubjectKeepsThePlaceAndIsServedForIt() {
    LineFixture mixed =
        LineFixture.withPlaces(
            new PlaceRules(Duration.ofMinutes(5), CallbackRules.OFF), "ann:en", "leo:es");
    mixed.feed(mixed.reachedBy("1", OURS, Attestation.A, Privacy.NONE, "1111"));
    mixed.after(5);
    mixed.hangsUp("1");
    mixed.feed(mixed.reachedBy("2", OURS, Attestation.A, Privacy.NONE, "2222", "es"));
    assertThat(offers(mixed.ready("ann"))).isEmpty();
    assertThat(offers(mixed.ready("leo"))).containsExactly("2>leo");
  }

  @Test
  void whoWasServedHasNoPlaceAnyMore() {
    line.ready("ann");
    joins("1", OURS, Attestation.A);
    line.rings(line.offerOf("1"));
    line.connects(line.offerOf("1"));
    line.after(30);
    line.ends(line.offerOf("1"), TalkEnd.CALLER_HUNG_UP);
    line.hangsUp("1");
    assertThat(joins("2", OURS, Attestation.A).kept()).isFalse();
  }

  @Test
  void whoseTalkBrokeAndWhoHangsUpIsBackAtTheFront() {
    line.ready("ann");
    oursWaitsFirst(Attestation.A);
    line.rings(line.offerOf("1"));
    line.connects(line.offerOf("1"));
    line.after(30);
    line.ends(line.offerOf("1"), TalkEnd.AGENT_LEG_BROKE);
    line.hangsUp("1");
    TicketPlaced back = joins("4", OURS, Attestation.A);
    assertThat(back.position()).isEqualTo(1);
    line.after(31);
    OfferCall offer = line.offerOf("1");
    assertThat(offer.call()).isEqualTo(id("4"));
    assertThat(offer.story())
        .extracting(TicketEpisode::kind)
        .contains(TicketEpisode.Kind.TALK_BROKE);
  }

  @Test
  void afterACrashOfAsteriskEverybodyWhoCallsAgainHasTheOldPlace() {
    line.ready("ann");
    oursWaitsFirst(Attestation.A);
    line.rings(line.offerOf("1"));
    line.connects(line.offerOf("1"));
    line.after(30);
    // Nothing is left of it: a new Asterisk has no channels.
    line.feed(
        new SnapshotTaken(
            line.now,
            line.now,
            LineFixture.POOL,
            LineFixture.SYSTEM,
            List.of(),
            List.of(),
            List.of(),
            line.now.minusSeconds(2)));
    assertThat(all(line.said, TicketHeld.class)).hasSize(3);
    assertThat(all(line.said, TicketClosed.class)).isEmpty();

    line.after(40);
    assertThat(joins("13", "+16125550188", Attestation.A).ticket()).isEqualTo(ticket("3"));
    assertThat(joins("12", OTHERS, Attestation.A).ticket()).isEqualTo(ticket("2"));
    TicketPlaced talked = joins("11", OURS, Attestation.A);
    assertThat(talked.ticket()).isEqualTo(ticket("1"));
    assertThat(offers(line.said)).as("the first to come back is rung for").endsWith("13>ann");
    assertThat(talked.position()).isEqualTo(1);
  }

  @Test
  void aPlaceThatWasLostByMistakeIsGivenBackWhenTheCallerIsHeardOf() {
    joins("1", OURS, Attestation.A);
    line.after(60);
    line.snapshot(List.of(), List.of());
    line.after(1);
    line.asksWait("1");
    assertThat(offers(line.ready("ann"))).containsExactly("1>ann");
  }

  @Test
  void whoseLostPlaceWentToAnotherCallHasOneBesideItWhenHeardOf() {
    joins("1", OURS, Attestation.A);
    line.after(60);
    line.snapshot(List.of(), List.of());
    line.after(1);
    assertThat(joins("4", OURS, Attestation.A).ticket()).isEqualTo(ticket("1"));
    line.after(1);
    TicketPlaced again = joins("1", OURS, Attestation.A);
    assertThat(again.kept()).isFalse();
    assertThat(again.ticket()).isNotEqualTo(ticket("1"));
    assertThat(again.position()).isEqualTo(2);
    assertThat(offers(line.ready("ann"))).containsExactly("4>ann");
    line.connects(line.offerOf("1"));
    line.ends(line.offerOf("1"), TalkEnd.AGENT_HUNG_UP);
    line.asks("ann", AgentState.READY);
    assertThat(offers(line.said)).endsWith("1>ann");
  }

  @Test
  void aTicketThatIsTakenUpAgainUsesNoOfferNameTwice() {
    joins("1", OURS, Attestation.A);
    OfferCall before = only(line.ready("ann"), OfferCall.class);
    line.rings(before);
    line.fails(before, OfferFailure.NO_ANSWER);
    line.asks("ann", AgentState.PAUSED);
    line.after(60);
    line.snapshot(List.of(), List.of());
    line.after(301);
    assertThat(all(line.said, TicketClosed.class)).hasSize(1);
    assertThat(joins("1", OURS, Attestation.A).ticket()).isEqualTo(ticket("1"));
    line.ready("ann");
    assertThat(all(line.said, OfferCall.class).stream().map(OfferCall::offer))
        .hasSizeGreaterThan(1)
        .doesNotHaveDuplicates();
  }

  @Test
  void newsOfTheLostCallThatComesLateChangesNothing() {
    oursWaitsFirst(Attestation.A);
    line.hangsUp("1");
    joins("4", OURS, Attestation.A);
    line.feed(new QueuedCallEnded(id("1"), line.now, LineFixture.POOL, ticket("1"), 16));
    line.asksWait("1");
    line.feed(line.reachedBy("1", OURS, Attestation.A, Privacy.NONE, "1234"));
    assertThat(offers(line.ready("ann"))).containsExactly("4>ann");
    assertThat(all(line.said, TicketClosed.class)).isEmpty();
  }

  @Test
  void aKeptPlaceOutlivesARestart() {
    oursWaitsFirst(Attestation.A);
    line.hangsUp("1");
    LineFixture restarted =
        LineFixture.withPlaces(new PlaceRules(Duration.ofMinutes(5), CallbackRules.OFF), "ann:en");
    restarted.decider.restore(line.decider.snapshot());
    restarted.now = line.now.plusSeconds(100);
    TicketPlaced back =
        only(
            restarted.feed(restarted.reachedBy("4", OURS, Attestation.A, Privacy.NONE, "9999")),
            TicketPlaced.class);
    assertThat(back.position()).isEqualTo(1);
    restarted.hangsUp("4");
  }
}
