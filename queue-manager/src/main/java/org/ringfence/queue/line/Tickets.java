package org.ringfence.queue.line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.CallId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.QueueName;
import org.ringfence.events.Skill;
import org.ringfence.events.TicketId;
import org.ringfence.queue.prediction.CallersAhead;

/// All tickets that have not ended, in line by queue and by what they need.
final class Tickets {

  /// More callers than the trunks of any pool carry.
  static final int MAX_TICKETS = 200_000;

  /// Combinations of needs that are remembered for each queue, with who may serve them; beyond it
  /// all are forgotten and reckoned anew.
  static final int MAX_KNOWN_NEEDS = 1_000;

  /// Groups of callers that are kept although nobody waits in them; beyond it they go.
  static final int MAX_EMPTY_GROUPS = 1_000;

  /// Up to so many callers in line are looked at one by one, beyond in sums.
  static final int SHORT_LINE = 200;

  /// Groups of callers for which sums are read.
  private static final int MAX_SLOTS = 500;

  /// The ages of a long line are told in about so many portions.
  private static final int AGE_PORTIONS = 256;

  /// And in about so many sums, all groups together.
  private static final int AGE_STRETCHES = 64;

  /// Codes have four digits.
  private static final int CODES = 10_000;

  /// More queues than any pool is configured with.
  static final int MAX_QUEUES = 1_000;

  private final Agents agents;
  private final RoutingRules rules;

  /// Found by a hash, because a tree of a long line is some fifteen looks at ids all over memory;
  /// whoever goes through all of them sorts them.
  private final Map<TicketId, Ticket> byId = new HashMap<>();

  private final Map<CallId, Ticket> byCall = new HashMap<>();
  private final TreeMap<NeedGroup.Key, NeedGroup> groups = new TreeMap<>();

  /// The same groups, for a tree compares names.
  private final Map<NeedGroup.Key, NeedGroup> groupsByKey = new HashMap<>();

  private final Map<NeedGroup.Key, NeedGroup> emptyGroups = new HashMap<>();
  private final TreeMap<QueueName, QueueLine> queues = new TreeMap<>();
  private final Map<String, QueueLine> queuesByName = new HashMap<>();
  private final Map<String, TreeMap<TicketId, Ticket>> byNumber = new HashMap<>();
  private final Map<String, Ticket> withheldByCode = new HashMap<>();
  private final Map<String, Ticket> byCallbackNumber = new HashMap<>();
  private int inLineCount;
  private final PlaceTree places = new PlaceTree();
  private final BitSet slots = new BitSet();

  /// The same groups, for walking through all of them is what is done with each message.
  private List<NeedGroup> waitingGroups = List.of();

  private boolean moved = true;
  private int heardInLineCount;
  private int heldCount;
  private int servings = 1;
  private int withheldHeldCount;

  Tickets(Agents agents, RoutingRules rules) {
    this.agents = agents;
    this.rules = rules;
    rules.queues().keySet().forEach(this::queue);
  }

  /// Whether the settings know this queue.
  boolean has(QueueName name) {
    return rules.queues().containsKey(name);
  }

  QueueLine queue(QueueName name) {
    @Nullable QueueLine queue = queues.get(name);
    return queue == null ? newQueue(name) : queue;
  }

  private QueueLine newQueue(QueueName name) {
    QueueRules ofQueue = rules.queues().getOrDefault(name, QueueRules.PLAIN);
    QueueLine queue = new QueueLine(name, ofQueue, Stages.of(name, ofQueue, rules.queues()));
    queues.put(name, queue);
    queuesByName.put(name.value(), queue);
    return queue;
  }

  /// The groups of agents who may at last serve a queue's callers with these needs.
  ///
  /// @param helpToo whether those of the queues that it overflows to are among them
  Serving serving(QueueLine queue, SkillSet needs, boolean helpToo) {
    Map<SkillSet, Serving> known = helpToo ? queue.servedWithHelp : queue.servedByOwn;
    @Nullable Serving serving = known.get(needs);
    if (serving == null) {
      if (known.size() >= MAX_KNOWN_NEEDS) {
        known.clear();
      }
      serving = new Serving(agentsFor(queue, needs, helpToo), agents.duty, servings++);
      known.put(needs, serving);
    }
    return serving;
  }

  private List<Agents.Group> agentsFor(QueueLine queue, SkillSet needs, boolean helpToo) {
    QueueRules.Widening widest = queue.rules.widest();
    List<Agents.Group> found = new ArrayList<>();
    for (Agents.Group group : agents.groups()) {
      if (group.has(needs, widest.level(), widest.waived())
          && (group.serves(queue.name) || (helpToo && NeedGroup.servesOverflow(group, queue)))
          && mayLeaveReserve(group, queue)) {
        found.add(group);
      }
    }
    return found;
  }

  private boolean mayLeaveReserve(Agents.Group group, QueueLine queue) {
    @Nullable QueueName reservedFor = group.profile.reservedFor();
    if (reservedFor == null || reservedFor.equals(queue.name)) {
      return true;
    }
    QueueRules.Reserve reserve = queue(reservedFor).rules.reserve();
    return reserve.whenIdle() || reserve.others() != null;
  }

  /// What a call needs; where no agent could ever serve it in this queue, its other skills are
  /// waived and then its language, for nobody is left to wait for ever.
  SkillSet needsThatSomebodyHas(QueueLine queue, String language, Collection<Skill> skills) {
    SkillSet all = SkillSet.needed(language, skills);
    if (!serving(queue, all, true).isEmpty()) {
      return all;
    }
    SkillSet languageOnly = SkillSet.needed(language, List.of());
    return serving(queue, languageOnly, true).isEmpty() ? SkillSet.NONE : languageOnly;
  }

  /// Whether somebody waits, in the queue that these agents are reserved for, whom they could
  /// serve.
  boolean reserveIsNeeded(Agents.Group group) {
    @Nullable QueueName reservedFor = group.profile.reservedFor();
    if (reservedFor == null) {
      return false;
    }
    for (NeedGroup waiting : waitingGroups) {
      if (waiting.queue.name.equals(reservedFor)
          && !waiting.line.isEmpty()
          && waiting.mask.get(group.index)) {
        return true;
      }
    }
    return false;
  }

  /// Lets agents of other queues help, or no longer.
  void setOverflowing(QueueLine queue, boolean overflowing) {
    queue.overflowing = overflowing;
    moved = true;
    emptyGroups.clear();
    for (NeedGroup group : groups.values()) {
      if (group.queue == queue) {
        group.findAgents(this, agents);
      }
    }
  }

  /// The group that a waiting ticket is in.
  NeedGroup groupOf(Ticket ticket) {
    @Nullable NeedGroup group = ticket.group;
    if (group == null) {
      throw new IllegalStateException(ticket.id + " does not wait");
    }
    return group;
  }

  private static NeedGroup.Key keyOf(Ticket ticket) {
    return new NeedGroup.Key(
        ticket.facts.queue(), ticket.facts.needs(), ticket.stage, ticket.node());
  }

  private NeedGroup newGroup(NeedGroup.Key key) {
    @Nullable NeedGroup kept = emptyGroups.remove(key);
    if (kept != null) {
      return kept;
    }
    NeedGroup group = new NeedGroup(key, queue(key.queue()));
    group.findAgents(this, agents);
    return group;
  }

  boolean hasQueue(QueueName name) {
    return queues.containsKey(name);
  }

  Collection<QueueLine> queues() {
    return queues.values();
  }

  @Nullable Ticket find(TicketId id) {
    return byId.get(id);
  }

  @Nullable Ticket findByCall(CallId call) {
    return byCall.get(call);
  }

  /// The tickets of one Asterisk node: its calls are named `systemname-epoch.number`. A copy, by
  /// calls.
  List<Ticket> listOfSystem(String systemName) {
    String prefix = systemName.isEmpty() ? "" : systemName + "-";
    List<Ticket> ofSystem = new ArrayList<>();
    for (Ticket ticket : byCall.values()) {
      String call = ticket.call().value();
      if (call.startsWith(prefix) && call.indexOf('-', prefix.length()) < 0) {
        ofSystem.add(ticket);
      }
    }
    ofSystem.sort(Comparator.comparing(Ticket::call));
    return ofSystem;
  }

  /// By ids. A copy.
  List<Ticket> list() {
    List<Ticket> all = new ArrayList<>(byId.values());
    all.sort(Comparator.comparing(one -> one.id));
    return all;
  }

  int count() {
    return byId.size();
  }

  /// Whether one more caller can be held. When not, the join stays unanswered, the caller waits
  /// without a ticket, and joins again at the next tick.
  boolean hasRoomFor(QueueName queue) {
    return byId.size() < MAX_TICKETS && (queues.containsKey(queue) || queues.size() < MAX_QUEUES);
  }

  /// Who has a turn: callers who hear music, and those who are to be called back.
  int inLineCount() {
    return inLineCount;
  }

  int heldCount() {
    return heldCount;
  }

  /// The tickets of a number, however they stand.
  Collection<Ticket> listOfNumber(String number) {
    @Nullable TreeMap<TicketId, Ticket> found = number.isEmpty() ? null : byNumber.get(number);
    return found == null ? List.of() : found.values();
  }

  /// The ticket of a caller without a number, by its code.
  @Nullable Ticket findWithheld(String code) {
    return withheldByCode.get(code);
  }

  /// The code for a new place: the one drawn, unless another caller without a number has it, whom
  /// it would name too; then the next that is free.
  String freeCode(String drawn, boolean numberShown) {
    int code = Integer.parseInt(drawn);
    for (int tries = 0; !numberShown && tries < CODES; tries++) {
      String text = "%04d".formatted((code + tries) % CODES);
      if (!withheldByCode.containsKey(text)) {
        return text;
      }
    }
    return numberShown ? drawn : "";
  }

  boolean hasWithheldHeld() {
    return withheldHeldCount > 0;
  }

  /// Callers who hear music, those for whom a phone rings too, but without those who were never
  /// heard: how long machines hold on says nothing of people.
  int heardInLineCount() {
    return heardInLineCount;
  }

  /// Queues in which somebody waits whom we have heard.
  List<String> queuesWithSomebodyWaiting() {
    if (groups.isEmpty()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (QueueLine queue : queues.values()) {
      if (!queue.waiting.isEmpty()) {
        names.add(queue.name.value());
      }
    }
    return names;
  }

  /// Everybody who waits, but those who were never heard, in portions of about the same age.
  CallersAhead waitingByAge(Instant now) {
    CallersAhead waiting = new CallersAhead();
    @Nullable PlaceTree sums = longLine();
    if (sums != null) {
      double[] whole = new double[slotCount()];
      Arrays.fill(whole, 1);
      sums.all(AGE_STRETCHES).stretches.forEach(one -> one.addTo(waiting, whole, now));
      return waiting;
    }
    for (NeedGroup group : groups.values()) {
      int largest = Math.max(1, group.line.size() / AGE_PORTIONS);
      for (RankedLine.Portion portion : group.line.portionsBefore(null, largest)) {
        portion.addTo(waiting, now, 1);
      }
    }
    return waiting;
  }

  /// All of them by their places, in sums that tell enough of a long line. Null for a short one,
  /// and for one of so many kinds of callers that the sums would be as dear as the callers.
  @Nullable PlaceTree longLine() {
    return inLineCount > SHORT_LINE && slots.length() <= MAX_SLOTS ? places : null;
  }

  /// All slots of waiting groups are less than this.
  int slotCount() {
    return slots.length();
  }

  /// How many callers of a queue are talking.
  int talkingIn(String queue) {
    @Nullable QueueLine line = queuesByName.get(queue);
    return line == null ? 0 : line.talking;
  }

  /// Groups with somebody waiting.
  List<NeedGroup> waitingGroups() {
    return waitingGroups;
  }

  void add(Ticket ticket) {
    byId.put(ticket.id, ticket);
    byCall.put(ticket.call(), ticket);
    Ticket.Holder holder = ticket.holder;
    if (!holder.number().isEmpty()) {
      byNumber.computeIfAbsent(holder.number(), any -> new TreeMap<>()).put(ticket.id, ticket);
    } else if (!holder.code().isEmpty()) {
      withheldByCode.put(holder.code(), ticket);
    }
  }

  /// Lets another call hold the place, or none any more but that one.
  void rebind(Ticket ticket, CallId call) {
    byCall.remove(ticket.call(), ticket);
    boolean regroups = ticket.group != null && !ticket.node().equals(Ticket.nodeOf(call));
    if (regroups) {
      moved = true;
      leaveGroup(ticket);
    }
    ticket.holdBy(call);
    if (regroups) {
      enterGroup(ticket);
    }
    byCall.put(call, ticket);
  }

  void remove(Ticket ticket) {
    byId.remove(ticket.id);
    byCall.remove(ticket.call(), ticket);
    Ticket.Holder holder = ticket.holder;
    @Nullable TreeMap<TicketId, Ticket> ofNumber = byNumber.get(holder.number());
    if (ofNumber != null) {
      ofNumber.remove(ticket.id);
      if (ofNumber.isEmpty()) {
        byNumber.remove(holder.number());
      }
    }
    withheldByCode.remove(holder.code(), ticket);
    forgetCallback(ticket);
  }

  /// Notes or forgets that a ticket's caller is called back.
  void setCallback(Ticket ticket, @Nullable Callback callback) {
    forgetCallback(ticket);
    ticket.callback = callback;
    if (callback != null) {
      byCallbackNumber.put(callback.number().raw(), ticket);
    }
  }

  private void forgetCallback(Ticket ticket) {
    if (ticket.callback != null) {
      byCallbackNumber.remove(ticket.callback.number().raw(), ticket);
    }
  }

  boolean hasCallback(PhoneNumber number) {
    return byCallbackNumber.containsKey(number.raw());
  }

  /// Notes a state, so that the lines stay right.
  void setState(Ticket ticket, TicketState state) {
    QueueLine queue = queue(ticket.facts.queue());
    leave(ticket, queue);
    ticket.state = state;
    enter(ticket, queue);
  }

  /// Moves a ticket to the lines of another queue, or of other needs, in whatever state it is.
  void setFacts(Ticket ticket, Ticket.Facts facts) {
    leave(ticket, queue(ticket.facts.queue()));
    ticket.facts = facts;
    // The stages of the other queue are others.
    ticket.stage = 0;
    enter(ticket, queue(facts.queue()));
  }

  /// Lets a ticket come nearer to the normal line, in whatever state it is.
  void setDiversion(Ticket ticket, Diversion nearer) {
    QueueLine queue = queue(ticket.facts.queue());
    leave(ticket, queue);
    ticket.come(nearer);
    enter(ticket, queue);
  }

  /// Moves a ticket to another stage, in whatever state it is. Its place in the lines of its queue
  /// stays.
  void setStage(Ticket ticket, int stage) {
    if (ticket.stage == stage) {
      return;
    }
    moved = true;
    boolean grouped = ticket.group != null;
    if (grouped) {
      leaveGroup(ticket);
    }
    ticket.stage = stage;
    if (grouped) {
      enterGroup(ticket);
    }
  }

  boolean takeMoved() {
    boolean was = moved;
    moved = false;
    return was;
  }

  private void enter(Ticket ticket, QueueLine queue) {
    moved = true;
    switch (ticket.state) {
      case WAITING -> {
        enterGroup(ticket);
        queue.lineOf(ticket).add(ticket);
        queue.diverted += ticket.diversion() == Diversion.NONE ? 0 : 1;
        heardInLineCount += ticket.isUnheard() ? 0 : 1;
      }
      case CALLBACK_DUE -> {
        enterGroup(ticket);
        queue.callbacks.add(ticket);
        queue.callbacksDue.add(ticket);
      }
      case CALLBACK_LATER, CALLBACK_DIALED -> queue.callbacks.add(ticket);
      case GRACE -> {
        heldCount++;
        withheldHeldCount += isNamedByCodeAlone(ticket) ? 1 : 0;
      }
      case OFFERED -> {
        queue.ringing.add(ticket);
        heardInLineCount += ticket.isUnheard() ? 0 : 1;
      }
      case TALKING -> queue.talking++;
      case AWAY, ENDED -> {}
    }
  }

  private static boolean isNamedByCodeAlone(Ticket ticket) {
    return ticket.holder.number().isEmpty() && !ticket.holder.code().isEmpty();
  }

  private void enterGroup(Ticket ticket) {
    NeedGroup group = groupsByKey.computeIfAbsent(keyOf(ticket), this::newGroup);
    if (group.slot < 0) {
      group.slot = slots.nextClearBit(0);
      slots.set(group.slot);
      group.queue.slots.set(group.slot);
      groups.put(group.key, group);
      setWaitingGroups();
    }
    group.lineOf(ticket).add(ticket);
    places.add(group.slot, ticket);
    ticket.group = group;
    inLineCount++;
  }

  private void setWaitingGroups() {
    waitingGroups = List.copyOf(groups.values());
    int[] inOrder = new int[waitingGroups.size()];
    for (int i = 0; i < inOrder.length; i++) {
      inOrder[i] = waitingGroups.get(i).slot;
    }
    places.arrange(inOrder);
  }

  private void leaveGroup(Ticket ticket) {
    NeedGroup group = groupOf(ticket);
    group.lineOf(ticket).remove(ticket);
    places.remove(group.slot, ticket);
    ticket.group = null;
    if (group.isEmpty()) {
      slots.clear(group.slot);
      group.queue.slots.clear(group.slot);
      group.slot = -1;
      groups.remove(group.key);
      groupsByKey.remove(group.key);
      setWaitingGroups();
      if (emptyGroups.size() >= MAX_EMPTY_GROUPS) {
        emptyGroups.clear();
      }
      emptyGroups.put(group.key, group);
    }
    inLineCount--;
  }

  private void leave(Ticket ticket, QueueLine queue) {
    switch (ticket.state) {
      case WAITING -> {
        leaveGroup(ticket);
        queue.lineOf(ticket).remove(ticket);
        queue.diverted -= ticket.diversion() == Diversion.NONE ? 0 : 1;
        heardInLineCount -= ticket.isUnheard() ? 0 : 1;
      }
      case CALLBACK_DUE -> {
        leaveGroup(ticket);
        queue.callbacks.remove(ticket);
        queue.callbacksDue.remove(ticket);
      }
      case CALLBACK_LATER, CALLBACK_DIALED -> queue.callbacks.remove(ticket);
      case GRACE -> {
        heldCount--;
        withheldHeldCount -= isNamedByCodeAlone(ticket) ? 1 : 0;
      }
      case OFFERED -> {
        queue.ringing.remove(ticket);
        heardInLineCount -= ticket.isUnheard() ? 0 : 1;
      }
      case TALKING -> queue.talking--;
      case AWAY, ENDED -> {}
    }
  }
}
