package org.ringfence.desktop.board;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.BoardViews.AgentView;
import org.ringfence.desktop.board.BoardViews.CallView;
import org.ringfence.desktop.board.BoardViews.EpisodeView;
import org.ringfence.desktop.board.BoardViews.LabelView;
import org.ringfence.desktop.board.BoardViews.NoticeView;
import org.ringfence.desktop.board.BoardViews.PartyView;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentState;
import org.ringfence.events.Assignment;
import org.ringfence.events.CallId;
import org.ringfence.events.CallLabel;
import org.ringfence.events.DefenceCommand.LabelCall;
import org.ringfence.events.LineDecision.AgentStateChanged;
import org.ringfence.events.LineDecision.OfferCall;
import org.ringfence.events.LineDecision.RecordingStated;
import org.ringfence.events.LineDecision.SignInReplaced;
import org.ringfence.events.LineDecision.SkillsChanged;
import org.ringfence.events.LineDecision.TalkPartiesChanged;
import org.ringfence.events.LineDecision.TalkRequestRefused;
import org.ringfence.events.LineDecision.TicketClosed;
import org.ringfence.events.RecordingState;
import org.ringfence.events.Skill;
import org.ringfence.events.TicketEpisode;
import org.ringfence.events.TicketId;
import org.ringfence.events.TicketOutcome;
import org.ringfence.site.Site;
import org.ringfence.site.Site.Agent;

/// The site's agents: state, current call, calls served today.
final class AgentFold {

  /// The labels of an agent that are remembered. An agent can label only the latest call, so one
  /// would do; the others are for labels that are heard before their call.
  static final int LABELS_REMEMBERED = 8;

  private final ZoneId zone;
  private final Map<AgentId, Seat> seats = new LinkedHashMap<>();
  private final CallerBook callers;

  AgentFold(Site site, ZoneId zone, CallerBook callers) {
    this.zone = zone;
    this.callers = callers;
    site.agents().forEach(agent -> seats.put(agent.id(), new Seat(agent)));
  }

  /// Who came has a seat, who went is shown no more.
  boolean on(Site site, long version) {
    Map<AgentId, Agent> now = new LinkedHashMap<>();
    site.agents().forEach(agent -> now.put(agent.id(), agent));
    boolean changed = false;
    for (Agent agent : now.values()) {
      @Nullable Seat known = seats.get(agent.id());
      if (known == null || known.gone || !known.agent.equals(agent)) {
        Seat seat = seats.computeIfAbsent(agent.id(), _ -> new Seat(agent));
        seat.skills = configured(agent);
        seat.agent = agent;
        seat.gone = false;
        seat.version = version;
        changed = true;
      }
    }
    for (Seat seat : seats.values()) {
      if (!seat.gone && !now.containsKey(seat.agent.id())) {
        seat.gone = true;
        seat.version = version;
        changed = true;
      }
    }
    return changed;
  }

  /// The caller of a call became known; whether a shown call changed.
  boolean callerKnown(CallId call, long version) {
    boolean shown = false;
    // While the history is read an offer may be heard before its call's arrival.
    for (Seat seat : seats.values()) {
      if (seat.offer != null && seat.offer.call().equals(call)) {
        seat.version = version;
        shown = true;
      }
    }
    return shown;
  }

  /// An agent's word about a call; whether it changed what is shown.
  boolean on(LabelCall label, long version) {
    for (Seat seat : seats.values()) {
      if (seat.agent.id().value().equals(label.author())) {
        seat.labels.putIfAbsent(label.call(), label.label());
        seat.version = version;
        return true;
      }
    }
    return false;
  }

  /// The call that an agent talks or, in wrap-up, just talked to.
  Optional<Talk> findTalk(AgentId agent) {
    @Nullable Seat seat = seats.get(agent);
    @Nullable CallId call = seat == null ? null : talk(seat);
    return seat == null || call == null
        ? Optional.empty()
        : Optional.of(
            new Talk(call, callers.find(call), Optional.ofNullable(seat.labels.get(call))));
  }

  /// The call for which an agent's phone rings, or that the agent talks.
  Optional<Contact> findContact(AgentId agent) {
    @Nullable Seat seat = seats.get(agent);
    @Nullable OfferCall offer = seat == null ? null : seat.offer;
    return seat == null || offer == null || !offer.ticket().equals(seat.ticket)
        ? Optional.empty()
        : Optional.of(
            new Contact(
                offer.call(), callers.find(offer.call()), offer.queue().value(), offer.language()));
  }

  /// The offer of the talk that an agent is in or had last, until the next phone call.
  Optional<OfferCall> findLastTalk(AgentId agent) {
    @Nullable Seat seat = seats.get(agent);
    @Nullable OfferCall offer = seat == null ? null : seat.offer;
    return seat != null && offer != null && offer.ticket().equals(seat.talked)
        ? Optional.of(offer)
        : Optional.empty();
  }

  boolean on(OfferCall offer, long version) {
    @Nullable Seat seat = seats.get(offer.agent());
    if (seat == null) {
      return false;
    }
    seat.offer = offer;
    seat.version = version;
    return true;
  }

  boolean on(AgentStateChanged changed, long version) {
    @Nullable Seat seat = seats.get(changed.agent());
    if (seat == null) {
      return false;
    }
    // The same state is said again when only the phone came or went: that restarts no timer.
    boolean same = changed.state() == seat.state && Objects.equals(changed.ticket(), seat.ticket);
    if (!same && seat.state != null && seat.state.isInTalk() && seat.since != null) {
      seat.count(
          LocalDate.ofInstant(changed.at(), zone), 0, Duration.between(seat.since, changed.at()));
    }
    seat.since = same && seat.since != null ? seat.since : changed.at();
    seat.state = changed.state();
    seat.ticket = changed.ticket();
    seat.reachable = changed.phoneReachable();
    seat.reason = Shown.text(changed.reason());
    seat.by = changed.by() == null ? null : Shown.text(changed.by());
    seat.version = version;
    if (!Objects.equals(seat.partiesOf, changed.ticket())) {
      seat.parties = List.of();
    }
    if (changed.state() == AgentState.TALKING) {
      seat.talked = changed.ticket();
    }
    return true;
  }

  boolean on(RecordingStated stated, long version) {
    @Nullable Seat seat = seats.get(stated.agent());
    if (seat == null) {
      return false;
    }
    seat.recording = stated;
    seat.version = version;
    return true;
  }

  boolean on(SignInReplaced replaced, long version) {
    @Nullable Seat seat = seats.get(replaced.agent());
    if (seat == null) {
      return false;
    }
    seat.session = Shown.text(replaced.session());
    seat.version = version;
    return true;
  }

  boolean on(TalkPartiesChanged changed, long version) {
    @Nullable Seat seat = seats.get(changed.agent());
    if (seat == null) {
      return false;
    }
    seat.partiesOf = changed.ticket();
    seat.parties =
        changed.parties().stream()
            .map(party ->
                new PartyView(
                    Shown.text(party.party().value()),
                    party.kind(),
                    Shown.text(party.name()),
                    party.state(),
                    party.since(),
                    Shown.text(party.why())))
            .toList();
    seat.version = version;
    return true;
  }

  boolean on(TalkRequestRefused refused, long version) {
    @Nullable Seat seat = seats.get(refused.agent());
    if (seat == null) {
      return false;
    }
    seat.notice = new NoticeView(refused.at(), Shown.text(refused.why()));
    seat.version = version;
    return true;
  }

  boolean on(SkillsChanged changed, long version) {
    @Nullable Seat seat = seats.get(changed.agent());
    if (seat == null) {
      return false;
    }
    seat.skills =
        changed.skills().stream().map(skill -> skill(skill.skill(), skill.level())).toList();
    seat.skillsChanged = !changed.configured();
    seat.version = version;
    return true;
  }

  /// As it is typed in the agents' file: `es:4`, or `es` for the best.
  private static String skill(Skill skill, int level) {
    return level == Agent.BEST ? skill.value() : skill.value() + ":" + level;
  }

  private static List<String> configured(Agent agent) {
    List<String> skills = new ArrayList<>();
    agent.levels().forEach((skill, level) -> skills.add(skill(skill, level)));
    return skills;
  }

  void on(TicketClosed closed, long version) {
    @Nullable AgentId agent = closed.agent();
    @Nullable Seat seat = agent == null ? null : seats.get(agent);
    if (seat != null && closed.outcome() == TicketOutcome.SERVED) {
      if (seat.count(LocalDate.ofInstant(closed.at(), zone), 1, Duration.ZERO)) {
        seat.version = version;
      }
    }
  }

  /// Tells the pages that yesterday's served calls no longer count.
  void dayBegan(long version) {
    seats.values().forEach(seat -> seat.version = version);
  }

  List<Versioned<AgentView>> views(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    return seats.values().stream()
        .map(seat -> new Versioned<>(seat.version, view(seat, today)))
        .toList();
  }

  private AgentView view(Seat seat, LocalDate today) {
    Agent agent = seat.agent;
    return new AgentView(
        agent.id().value(),
        Shown.text(agent.name()),
        agent.pool().value(),
        seat.skills,
        seat.state,
        seat.since,
        seat.reachable,
        seat.reason,
        call(seat),
        label(seat),
        today.equals(seat.day) ? seat.served : 0,
        seat.by,
        seat.session,
        seat.state != null && seat.state.isInTalk() ? seat.parties : List.of(),
        seat.notice,
        seat.skillsChanged,
        recording(seat),
        today.equals(seat.day) ? seat.talkTime.toSeconds() : 0,
        seat.gone);
  }

  private static @Nullable RecordingState recording(Seat seat) {
    @Nullable RecordingStated stated = seat.recording;
    if (stated == null || seat.offer == null || seat.state == null) {
      return null;
    }
    boolean current = seat.state.isInTalk() && stated.offer().equals(seat.offer.offer());
    return current ? stated.state() : null;
  }

  private @Nullable CallView call(Seat seat) {
    @Nullable OfferCall offer = seat.offer;
    if (offer == null || !offer.ticket().equals(seat.ticket)) {
      return null;
    }
    return new CallView(
        Shown.text(offer.ticket().value()),
        callers.masked(offer.call()),
        Shown.text(offer.language()),
        offer.queue().value(),
        offer.waited().toSeconds(),
        offer.at(),
        Shown.text(offer.why()),
        needs(offer),
        story(offer),
        callers.findJudged(offer.call()));
  }

  private static List<String> needs(OfferCall offer) {
    @Nullable Assignment assignment = offer.assignment();
    return assignment == null
        ? List.of()
        : assignment.levels().stream()
            .map(level -> level.skill().value())
            .filter(skill -> !skill.equals(offer.language()))
            .map(Shown::text)
            .toList();
  }

  private static List<EpisodeView> story(OfferCall offer) {
    @Nullable List<TicketEpisode> story = offer.story();
    return story == null
        ? List.of()
        : story.stream()
            .map(each -> new EpisodeView(each.at(), each.kind(), Shown.text(each.detail())))
            .toList();
  }

  private @Nullable LabelView label(Seat seat) {
    @Nullable CallId call = talk(seat);
    return call == null ? null : new LabelView(callers.masked(call), seat.labels.get(call));
  }

  private static @Nullable CallId talk(Seat seat) {
    boolean about =
        seat.state != null && (seat.state.isInTalk() || seat.state == AgentState.WRAP_UP);
    @Nullable OfferCall offer = seat.offer;
    return about && offer != null && offer.ticket().equals(seat.talked) ? offer.call() : null;
  }

  /// What is known of one agent; confined to the model's lock.
  private static final class Seat {
    Agent agent;
    boolean gone;
    long version = 1;
    @Nullable AgentState state;
    @Nullable Instant since;
    @Nullable TicketId ticket;
    boolean reachable;
    String reason = "";
    @Nullable String by;
    @Nullable String session;
    List<PartyView> parties = List.of();
    @Nullable TicketId partiesOf;
    @Nullable NoticeView notice;
    @Nullable OfferCall offer;
    @Nullable RecordingStated recording;
    @Nullable TicketId talked;
    final BoundedMap<CallId, CallLabel> labels = new BoundedMap<>(LABELS_REMEMBERED);
    @Nullable LocalDate day;
    int served;
    List<String> skills;
    boolean skillsChanged;
    Duration talkTime = Duration.ZERO;

    Seat(Agent agent) {
      this.agent = agent;
      skills = configured(agent);
    }

    /// Counts for a day; false when that day is over.
    boolean count(LocalDate on, int moreServed, Duration moreTalked) {
      if (day == null || on.isAfter(day)) {
        day = on;
        served = 0;
        talkTime = Duration.ZERO;
      }
      boolean counts = on.equals(day);
      if (counts) {
        served += moreServed;
        talkTime = talkTime.plus(moreTalked.isNegative() ? Duration.ZERO : moreTalked);
      }
      return counts;
    }
  }
}
