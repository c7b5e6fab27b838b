package org.ringfence.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentProfile;
import org.ringfence.events.Assignment.SkillLevel;
import org.ringfence.events.HoursPlan;
import org.ringfence.events.PoolName;
import org.ringfence.events.QueueName;
import org.ringfence.events.SiteChange;
import org.ringfence.events.SiteChange.AgentChanged;
import org.ringfence.events.SiteChange.HoursChanged;
import org.ringfence.events.Skill;
import org.ringfence.hours.Calendar;

final class SiteBookTest {

  private static final Instant AT = Instant.parse("2026-11-02T14:00:00Z");
  private static final PoolName MAIN = new PoolName("main");
  private static final QueueName ENROLL = new QueueName("enroll");
  private static final HoursPlan MONDAYS = on(DayOfWeek.MONDAY);
  private static final AgentProfile DEE =
      new AgentProfile(
          "Dee",
          List.of(new SkillLevel(new Skill("es"), 4)),
          List.of(ENROLL),
          ENROLL,
          Duration.ofSeconds(30),
          null,
          "office");

  private final Calendar office = Calendar.of("office", MONDAYS);
  private final SiteBook book =
      new SiteBook(
          new Site(
              List.of(),
              List.of(new Site.Queue(ENROLL, MAIN, office)),
              List.of(new Site.Agent(new AgentId("ana"), "Ana", MAIN, Set.of(new Skill("en")))),
              Map.of("office", office)));

  private static HoursPlan on(DayOfWeek day) {
    return new HoursPlan("UTC", Map.of(day, List.of("08:00-17:00")), Collections.emptySortedMap());
  }

  private static AgentChanged agent(
      String id, int second, @Nullable AgentProfile profile, boolean configured) {
    return new AgentChanged(
        new AgentId(id), AT.plusSeconds(second), MAIN, profile, configured, "ada", "why not");
  }

  private List<String> names() {
    return book.get().agents().stream().map(Site.Agent::name).toList();
  }

  @Test
  void agentsComeAndGoAndAreAsTheFileSaysAgain() {
    book.hear(agent("dee", 1, DEE, false));
    assertThat(names()).containsExactly("Ana", "Dee");
    assertThat(book.get().agents().getLast().profile()).isEqualTo(DEE);

    book.hear(agent("ana", 2, null, false));
    assertThat(names()).containsExactly("Dee");
    book.hear(agent("ana", 3, null, true));
    book.hear(agent("dee", 4, null, true));
    assertThat(names()).containsExactly("Ana");
  }

  @Test
  void hoursHoldForTheCalendarAndEveryQueueOfIt() {
    Instant monday = Instant.parse("2026-11-02T14:00:00Z");
    book.hear(new HoursChanged("office", AT, on(DayOfWeek.TUESDAY), "ada", "moved"));

    assertThat(book.get().queue(ENROLL).hours().isOpen(monday)).isFalse();
    assertThat(book.get().calendars().get("office")).isSameAs(book.get().queue(ENROLL).hours());
    assertThat(book.configured().queue(ENROLL).hours().isOpen(monday)).isTrue();

    book.hear(new HoursChanged("office", AT.plusSeconds(1), null, "ada", "back"));
    assertThat(book.get().queue(ENROLL).hours().isOpen(monday)).isTrue();
  }

  @Test
  void whatTheFilesDoNotHaveAnyMoreCountsForNothing() {
    book.hear(new HoursChanged("gone", AT, MONDAYS, "ada", "moved"));
    book.hear(
        new AgentChanged(new AgentId("dee"), AT, new PoolName("gone"), DEE, false, "ada", "new"));

    assertThat(names()).containsExactly("Ana");
    assertThat(book.get().calendars()).containsOnlyKeys("office");
  }

  @Test
  void anOlderChangeThatIsHeardLaterAndOneHeardTwiceAreNoNews() {
    List<SiteChange> heard = new ArrayList<>();
    book.onChange(heard::add);
    AgentChanged removed = agent("dee", 2, null, false);
    book.hear(removed);
    book.hear(agent("dee", 1, DEE, false));
    book.hear(removed);

    assertThat(names()).containsExactly("Ana");
    assertThat(heard).containsExactly(removed);
    assertThat(book.changes()).containsExactly(removed);
  }

  @Test
  void aListenerFindsTheSiteChanged() {
    List<Integer> sizes = new ArrayList<>();
    book.onChange(change -> sizes.add(book.get().agents().size()));
    book.hear(agent("dee", 1, DEE, false));

    assertThat(sizes).containsExactly(2);
  }
}
