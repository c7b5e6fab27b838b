package org.ringfence.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringfence.events.Attestation;
import org.ringfence.events.CampaignId;
import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.PoolName;
import org.ringfence.events.QueueName;
import org.ringfence.events.ScreeningDecision.OpenDoor;
import org.ringfence.events.ScreeningDecision.OpenDoors;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;
import org.ringfence.site.Site;

final class DoorRulesTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_793_541_600);
  private static final Instant UNTIL = NOW.plusSeconds(600);
  private static final LineId LINE = new LineId("16515550100");

  private final DoorRules rules = new DoorRules(site("16515550100", "6515550100"));

  private static Site site(String... dialed) {
    QueueName queue = new QueueName("enrollment");
    return new Site(
        List.of(new Site.Line(LINE, PhoneNumber.of("+16515550100"), List.of(dialed), queue)),
        List.of(new Site.Queue(queue, new PoolName("main"))),
        List.of());
  }

  private static RefuseAtDoor rule(String number, Attestation attestation, Instant until) {
    return new RefuseAtDoor(PhoneNumber.of(number), NOW, LINE, attestation, until, null);
  }

  private static OpenDoor open(String number) {
    return new OpenDoor(PhoneNumber.of(number), NOW, LINE);
  }

  private List<String> written(DoorRules from) {
    List<String> entries = new ArrayList<>();
    for (String batch = from.batch(); !batch.isEmpty(); batch = from.batch()) {
      assertThat(batch).hasSizeLessThan(1_000).doesNotContain(",");
      entries.addAll(List.of(batch.split("&", -1)));
    }
    return entries;
  }

  @Test
  void aRuleIsFoundHoweverTheTrunkDeliversTheNumberAndTheLine() {
    rules.add(rule("+16125550134", Attestation.A, UNTIL), NOW);
    long seconds = UNTIL.getEpochSecond();
    assertThat(written(rules))
        .containsExactlyInAnyOrder(
            "16515550100/+16125550134A=" + seconds,
            "16515550100/16125550134A=" + seconds,
            "16515550100/6125550134A=" + seconds,
            "6515550100/+16125550134A=" + seconds,
            "6515550100/16125550134A=" + seconds,
            "6515550100/6125550134A=" + seconds);
    rules.add(rule("+4722123456", Attestation.UNSIGNED, UNTIL), NOW);
    assertThat(written(rules)).hasSize(2).contains("16515550100/+4722123456=" + seconds);
  }

  @Test
  void theDoorsOfALineOpenTogetherAndThoseOfACampaignToo() {
    CampaignId campaign = new CampaignId("one");
    rules.add(rule("+4722123456", Attestation.A, UNTIL), NOW);
    rules.add(
        new RefuseAtDoor(PhoneNumber.of("+4722123457"), NOW, LINE, Attestation.A, UNTIL, campaign),
        NOW);
    written(rules);
    assertThat(rules.findCampaign(LINE, PhoneNumber.of("+4722123457"))).isEqualTo(campaign);
    assertThat(rules.findCampaign(LINE, PhoneNumber.of("+4722123456"))).isNull();

    rules.remove(new OpenDoors(new LineId("another"), NOW, null));
    assertThat(written(rules)).isEmpty();
    rules.remove(new OpenDoors(LINE, NOW, campaign));
    assertThat(written(rules))
        .containsExactlyInAnyOrder("16515550100/+4722123457A=", "6515550100/+4722123457A=");
    rules.remove(new OpenDoors(LINE, NOW, null));
    assertThat(written(rules))
        .containsExactlyInAnyOrder("16515550100/+4722123456A=", "6515550100/+4722123456A=");
    assertThat(rules.size()).isZero();
  }

  @Test
  void anOpenedDoorTakesBackEveryRuleOfTheNumberAndNoOther() {
    rules.add(rule("+4722123456", Attestation.A, UNTIL), NOW);
    rules.add(rule("+4722123456", Attestation.UNSIGNED, UNTIL), NOW);
    rules.add(rule("+4722123457", Attestation.A, UNTIL), NOW);
    written(rules);
    rules.remove(open("+4722123456"));
    assertThat(written(rules))
        .containsExactlyInAnyOrder(
            "16515550100/+4722123456A=",
            "6515550100/+4722123456A=",
            "16515550100/+4722123456=",
            "6515550100/+4722123456=");
    assertThat(rules.size()).isEqualTo(1);
  }

  @Test
  void theLastWordAboutAnEntryIsTheOnlyOneThatIsWritten() {
    rules.add(rule("+4722123456", Attestation.A, UNTIL), NOW);
    rules.remove(open("+4722123456"));
    rules.add(rule("+4722123456", Attestation.A, UNTIL.plusSeconds(9)), NOW);
    assertThat(written(rules))
        .hasSize(2)
        .allMatch(entry -> entry.endsWith("=" + (UNTIL.getEpochSecond() + 9)));
    assertThat(rules.isWritten()).isTrue();
  }

  @Test
  void anExpiredRuleIsTakenOutAndNoneStandsLongerThanADay() {
    rules.add(rule("+4722123456", Attestation.A, NOW.plus(Duration.ofDays(99))), NOW);
    assertThat(written(rules))
        .allMatch(entry -> entry.endsWith("=" + NOW.plus(DoorRules.LONGEST).getEpochSecond()));
    rules.expire(NOW.plus(DoorRules.LONGEST).minusSeconds(1));
    assertThat(rules.isWritten()).isTrue();
    rules.expire(NOW.plus(DoorRules.LONGEST));
    assertThat(written(rules)).hasSize(2).allMatch(entry -> entry.endsWith("A="));
    assertThat(rules.size()).isZero();
  }

  @Test
  void whatIsNoNumberOrNoLineOfOursOrOverAlreadyIsNoRule() {
    rules.add(rule("", Attestation.A, UNTIL), NOW);
    rules.add(rule("+16125550134/x&y", Attestation.A, UNTIL), NOW);
    rules.add(rule("+4722123456", Attestation.A, NOW), NOW);
    rules.add(rule("+4722123456", Attestation.FAILED, UNTIL), NOW);
    PhoneNumber number = PhoneNumber.of("+4722123456");
    rules.add(new RefuseAtDoor(number, NOW, new LineId("other"), Attestation.A, UNTIL, null), NOW);
    assertThat(rules.size()).isZero();
    assertThat(rules.isWritten()).isTrue();
  }

  @Test
  void theNewestRulesDisplaceTheOldest() {
    DoorRules one = new DoorRules(site("1"));
    int gone = 0;
    for (int i = 0; i < DoorRules.MAX_RULES + 7; i++) {
      gone += one.add(rule("+47" + (22_000_000 + i), Attestation.A, UNTIL), NOW);
    }
    assertThat(gone).isEqualTo(7);
    assertThat(one.size()).isEqualTo(DoorRules.MAX_RULES);
    Set<String> standing = new HashSet<>();
    written(one).stream().filter(entry -> !entry.endsWith("=")).forEach(standing::add);
    assertThat(standing).hasSize(DoorRules.MAX_RULES);
    assertThat(standing).noneMatch(entry -> entry.contains("+4722000006A"));
    one.startOver();
    assertThat(written(one)).containsExactlyInAnyOrderElementsOf(standing);
  }
}
