package org.ringfence.site;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentProfile;
import org.ringfence.events.Assignment.SkillLevel;
import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.PoolName;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.hours.Calendar;
import org.ringfence.hours.CalendarSettings;
import org.ringfence.settings.SettingsReader;

/// The call center as configured: lines, queues, agents.
///
/// @param lines the numbers that are called; the first is the main one
/// @param queues where callers wait
/// @param agents who serves them
/// @param calendars opening hours by name, which queues and the IVR's flow refer to
/// @param talk who may be brought into a talk
/// @param skills every skill that an agent can have
public record Site(
    List<Line> lines,
    List<Queue> queues,
    List<Agent> agents,
    Map<String, Calendar> calendars,
    TalkSettings talk,
    Set<Skill> skills) {

  /// A site without anybody outside who may be brought into a talk, whose agents have all the
  /// skills that there are.
  public Site(
      List<Line> lines, List<Queue> queues, List<Agent> agents, Map<String, Calendar> calendars) {
    this(lines, queues, agents, calendars, TalkSettings.NONE, skillsOf(agents));
  }

  /// Every skill that some agent has.
  public static Set<Skill> skillsOf(List<Agent> agents) {
    Set<Skill> skills = new TreeSet<>();
    agents.forEach(agent -> skills.addAll(agent.skills()));
    return skills;
  }

  /// A site whose hours nobody asks for.
  public Site(List<Line> lines, List<Queue> queues, List<Agent> agents) {
    this(lines, queues, agents, Map.of());
  }

  /// A protected number.
  ///
  /// @param number the number as people dial it, E.164
  /// @param dialed what the trunk sends for it, digits as they arrive
  /// @param queue where its callers wait
  public record Line(LineId id, PhoneNumber number, List<String> dialed, QueueName queue) {
    public Line {
      dialed = List.copyOf(dialed);
    }
  }

  /// A queue; queues of one pool share agents.
  ///
  /// @param hours when somebody is there to answer
  public record Queue(QueueName name, PoolName pool, Calendar hours) {

    private static final Calendar ALWAYS = Calendar.always(ZoneOffset.UTC);

    /// A queue that never closes.
    public Queue(QueueName name, PoolName pool) {
      this(name, pool, ALWAYS);
    }

    static Queue in(SettingsReader section, String name, Map<String, Calendar> calendars) {
      // A calendar that is missing is told where the rules of the line are read.
      String hours = section.has("hours") ? section.textOrEmpty("hours") : "";
      return new Queue(
          new QueueName(name),
          section.value("pool", PoolName::new, new PoolName("main")),
          calendars.getOrDefault(hours, ALWAYS));
    }
  }

  /// An agent.
  ///
  /// @param levels the skills this agent has, and how well: 1 to 10
  /// @param queues the queues of the pool that this agent serves; empty for all of them
  /// @param terms what else is settled about this agent's calls
  public record Agent(
      AgentId id,
      String name,
      PoolName pool,
      SortedMap<Skill, Integer> levels,
      Set<QueueName> queues,
      Terms terms) {

    /// The best a skill can be had.
    public static final int BEST = 10;

    public Agent {
      levels = Collections.unmodifiableSortedMap(new TreeMap<>(levels));
      queues = Set.copyOf(queues);
    }

    /// An agent who serves all queues of the pool and has all skills as well as can be.
    public Agent(AgentId id, String name, PoolName pool, Set<Skill> skills) {
      this(id, name, pool, allBest(skills), Set.of(), Terms.PLAIN);
    }

    /// All of it that can be changed while the platform runs.
    public AgentProfile profile() {
      List<SkillLevel> skills = new ArrayList<>();
      levels.forEach((skill, level) -> skills.add(new SkillLevel(skill, level)));
      return new AgentProfile(
          name,
          skills,
          queues.stream().sorted().toList(),
          terms.reservedFor,
          terms.ringTime,
          terms.wrapUp,
          terms.shift);
    }

    static Agent of(AgentId id, PoolName pool, AgentProfile profile) {
      TreeMap<Skill, Integer> levels = new TreeMap<>();
      profile.skills().forEach(skill -> levels.put(skill.skill(), skill.level()));
      Terms terms =
          new Terms(profile.reservedFor(), profile.ringTime(), profile.wrapUp(), profile.shift());
      return new Agent(id, profile.name(), pool, levels, Set.copyOf(profile.queues()), terms);
    }

    public Set<Skill> skills() {
      return levels.keySet();
    }

    private static SortedMap<Skill, Integer> allBest(Set<Skill> skills) {
      TreeMap<Skill, Integer> levels = new TreeMap<>();
      skills.forEach(skill -> levels.put(skill, BEST));
      return levels;
    }
  }

  /// What is settled about an agent's calls; null for what is settled by the queue.
  ///
  /// @param reservedFor the queue that comes first for this agent
  /// @param ringTime how long this agent's phone rings
  /// @param wrapUp time after each talk
  /// @param shift the name of the calendar by which the agent works; null when it is not known
  public record Terms(
      @Nullable QueueName reservedFor,
      @Nullable Duration ringTime,
      @Nullable Duration wrapUp,
      @Nullable String shift) {

    public static final Terms PLAIN = new Terms(null, null, null, null);

    public static final Duration SHORTEST_RING = Duration.ofSeconds(3);
    public static final Duration LONGEST_RING = Duration.ofMinutes(5);
    public static final Duration LONGEST_WRAP_UP = Duration.ofHours(1);
  }

  public Site {
    lines = List.copyOf(lines);
    queues = List.copyOf(queues);
    agents = List.copyOf(agents);
    calendars = Map.copyOf(calendars);
    skills = Collections.unmodifiableSet(new TreeSet<>(skills));
  }

  /// The pools, in alphabetical order.
  public List<PoolName> pools() {
    TreeSet<PoolName> pools = new TreeSet<>();
    queues.forEach(queue -> pools.add(queue.pool()));
    return List.copyOf(pools);
  }

  /// The line that a trunk's dialed digits mean; the main line when none says so.
  public Line lineDialed(String dialed) {
    String digits = dialed.startsWith("+") ? dialed.substring(1) : dialed;
    for (Line line : lines) {
      if (line.dialed.contains(digits)) {
        return line;
      }
    }
    return lines.getFirst();
  }

  public Queue queue(QueueName name) {
    return queues.stream()
        .filter(queue -> queue.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no queue " + name));
  }

  public List<Agent> agentsOf(PoolName pool) {
    return agents.stream().filter(agent -> agent.pool().equals(pool)).toList();
  }

  /// Reads `lines`, `queues`, `skills` and `calendars` from the main file and `agents` from the
  /// agents' file; problems are noted there.
  public static Site from(SettingsReader main, SettingsReader agentsFile) {
    Map<String, Calendar> calendars = calendars(main.section("calendars"));
    List<Queue> queues = queues(main.section("queues"), calendars);
    SkillKinds kinds = SkillKinds.from(main.section("skills"));
    Set<QueueName> queueNames = new HashSet<>();
    queues.forEach(queue -> queueNames.add(queue.name()));
    List<Line> lines = new ArrayList<>();
    for (SettingsReader section : main.sections("lines")) {
      lines.add(line(section, queueNames));
    }
    if (lines.isEmpty()) {
      main.problem("lines", "there must be at least one line");
    }
    List<Agent> agents = new AgentsFile(queues, kinds, calendars.keySet()).read(agentsFile);
    return new Site(lines, queues, agents, calendars, TalkSettings.from(main), kinds.all());
  }

  private static Map<String, Calendar> calendars(SettingsReader sections) {
    Map<String, Calendar> calendars = new TreeMap<>();
    for (String name : sections.names()) {
      calendars.put(name, CalendarSettings.from(sections.section(name)).named(name));
    }
    return calendars;
  }

  private static List<Queue> queues(SettingsReader sections, Map<String, Calendar> calendars) {
    List<Queue> queues = new ArrayList<>();
    for (String name : sections.names()) {
      queues.add(Queue.in(sections.section(name), name, calendars));
    }
    return queues;
  }

  private static Line line(SettingsReader section, Set<QueueName> queueNames) {
    PhoneNumber number = section.value("number", PhoneNumber::of, PhoneNumber.NONE);
    if (number.isPresent() && !number.isE164()) {
      section.problem("number", "must be E.164, such as +16515550100");
    }
    List<String> dialed = section.texts("dialed");
    for (String digits : dialed) {
      if (!digits.matches("[0-9]{1,15}")) {
        section.problem("dialed", "must hold 1 to 15 digits each, without +");
      }
    }
    QueueName queue = section.value("queue", QueueName::new, new QueueName("none"));
    if (!queueNames.contains(queue)) {
      section.problem("queue", "there is no queue " + queue + "; queues are " + queueNames);
    }
    String digits = number.raw().replaceAll("[^0-9]", "");
    return new Line(new LineId(digits.isEmpty() ? "0" : digits), number, dialed, queue);
  }
}
