package org.ringfence.desktop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.events.AgentState;
import org.ringfence.events.PartyKind;

/// Every sentence that the server and the services can say on a page, read from their source, by
/// the table of `words-errors.js` or `words-reasons.js` that has its words.
///
/// Where sentences pass is told by name: the constructor or method that takes one, and which of its
/// arguments it is. A new place that makes one of these messages turns up in [#unread], as do
/// sentences that only a run can tell.
final class ServiceSentences {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final String HOLE = String.valueOf(SourceSentences.HOLE);

  final Map<String, Set<String>> byTable = new LinkedHashMap<>();
  final Set<String> signals = new TreeSet<>();
  final Set<String> unread = new TreeSet<>();

  ServiceSentences() {
    server();
    trail();
    detector();
    routing();
    gateway();
  }

  private static SourceSentences source(String module, String... places) {
    Path root = PROJECT.resolve(module).resolve("src/main/java/org/ringfence");
    return SourceSentences.of(Stream.of(places).map(root::resolve).toArray(Path[]::new));
  }

  private void put(String table, Set<String> sentences) {
    sentences.stream()
        .filter(SourceSentences::isSaid)
        .map(SourceSentences::filled)
        .forEach(byTable.computeIfAbsent(table, _ -> new LinkedHashSet<>())::add);
  }

  private void put(String table, Set<String> sentences, UnaryOperator<String> whole) {
    Set<String> wholes = new LinkedHashSet<>();
    sentences.stream().filter(SourceSentences::isSaid).map(whole).forEach(wholes::add);
    put(table, wholes);
  }

  private void server() {
    SourceSentences web = source("agent-desktop", "desktop/web");
    put(
        "errors",
        web.arguments(
            Map.of("new Refusal", 2, "tooFast", 0, "new Problem", 0), Set.of("Refusal.tooFast")));
    put(
        "messages",
        web.arguments(
            Map.of("new FieldProblem", 1, "wrong", 1, "problem", 1, "token", 2),
            Set.of(
                "JsonFields.wrong", "QueryFields.wrong", "QueryFields.token", "ListCsv.problem")));
    put("messages", web.arguments(Map.of("word", 2), Set.of()), one -> "must be " + one);
    put("messages", refusedRecordings());
    put("errors", Set.of("message", "recording"), one -> "There is no such " + one + ".");
    for (AgentState state : AgentState.values()) {
      if (state != AgentState.READY) {
        String word = state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        put("errors", Set.of(HOLE + " is not ready (" + word + "); the talk goes on."));
      }
    }
    unread.addAll(web.unread);
    SourceSentences accounts = source("agent-desktop", "desktop/accounts");
    put(
        "errors",
        accounts.arguments(Map.of("new IllegalArgumentException", 0), Set.of()),
        one -> Character.toUpperCase(one.charAt(0)) + one.substring(1) + ".");
    SourceSentences history = source("agent-desktop", "desktop/history");
    put(
        "errors",
        history.arguments(Map.of("new HistoryUnavailable", 0), Set.of()),
        one -> "The history cannot be asked now: " + one);
    unread.addAll(accounts.unread);
    unread.addAll(history.unread);
  }

  /// What the launcher says of a recording that it does not take.
  private static Set<String> refusedRecordings() {
    try {
      Set<String> reasons = new LinkedHashSet<>();
      Pattern.compile("reason=\"([^\"]+)\"")
          .matcher(Files.readString(PROJECT.resolve("bin/lib/prompts.sh")))
          .results()
          .forEach(said -> reasons.add(said.group(1).replaceAll("\\$[a-z]+", HOLE)));
      return reasons;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// What people changed, as the trail tells it.
  private void trail() {
    SourceSentences web = source("agent-desktop", "desktop/web");
    put("subjects", web.arguments(Map.of("tell", 1), Set.of()));
    put("subjects", web.arguments(Map.of("numberSeen", 1), Set.of()));
    put("settings", web.arguments(Map.of("tell", 2), Set.of("AdminRoutes.tell")));
    put("settings", web.arguments(Map.of("tell", 3), Set.of("AdminRoutes.tell")));
    SourceSentences events =
        source("call-events", "events/VerdictThresholds.java", "events/PhoneNumber.java");
    put("callers", events.returned("PhoneNumber", "masked"));
    put("settings", events.returned("VerdictThresholds", "said"));
    SourceSentences accounts = source("agent-desktop", "desktop/accounts");
    put("access", accounts.arguments(Map.of("entry", 3), Set.of("By.entry")));
    for (Role role : Role.values()) {
      String rights = role == Role.AGENT ? role.word() + " " + HOLE : role.word();
      put("access", Set.of(rights, rights + " until " + HOLE, rights + " → " + rights));
    }
    for (PartyKind kind : PartyKind.values()) {
      if (kind.isSupervisor()) {
        put("access", Set.of(kind.name().toLowerCase(Locale.ROOT)));
      }
    }
  }

  private void detector() {
    SourceSentences screening = source("fraud-detector", "detector/screening");
    put(
        "reasons",
        screening.arguments(
            Map.of("reason", 1, "certainty", 0, "weigh", 1),
            Set.of("Attested.weigh", "Signal.reason", "Signal.certainty")));
    unread.addAll(screening.unread);
    SourceSentences all = source("fraud-detector", "detector");
    all.returnedByAll("name").stream().filter(SourceSentences::isSaid).forEach(signals::add);
    signals.addAll(all.constants("Trait", 1));
    String kind = kinds(all);
    Set<String> starts = all.arguments(Map.of("phrase", 1), Set.of());
    put("reasons", starts, one -> one + kind);
    put("modes", all.arguments(Map.of("press", 1, "new Change", 2), Set.of()));
    put("modes", all.assigned("pressedBy"));
    put("modes", all.returned("ArrivalSurge", "why"));
    put("campaigns", all.returned("Campaign", "why"));
    put("alerts", all.returned("SpoofWatch", "words"));
    for (String measure : all.constants("Measure", 0)) {
      put("alerts", Set.of(measure + " " + HOLE + " % (usually " + HOLE + " %)"));
      put("alerts", Set.of(measure + " " + HOLE + " a minute (usually " + HOLE + " a minute)"));
    }
    put("ends", all.arguments(Map.of("tellGone", 2, "new AnnouncementSwitched", 5), Set.of()));
    all.arguments(
        Map.of(
            "new Reason", 4, "new ModeChanged", 4, "new CampaignReported", 5, "new LineAlert", 6),
        Set.of("Signal.reason", "Signal.certainty"));
    unread.addAll(all.unread);
  }

  /// What calls have in common.
  ///
  /// @return one of them
  private String kinds(SourceSentences all) {
    Set<String> words = new LinkedHashSet<>(all.returned("Phrases", "words"));
    Set<String> keys = all.arguments(Map.of("keyAt", 0), Set.of());
    List<String> ofKeys = words.stream().filter(one -> one.startsWith(HOLE + " key")).toList();
    ofKeys.forEach(words::remove);
    ofKeys.forEach(one -> keys.forEach(key -> words.add(key + one.substring(1))));
    put("kinds", words);
    put("kinds", all.returned("Origins", "words"));
    Set<String> conduct = all.returned("Conduct", "words");
    put("kinds", conduct);
    return conduct.iterator().next();
  }

  private void routing() {
    SourceSentences line = source("queue-manager", "queue/line");
    put("offers", line.returned("Reasons", "sentence"));
    put("offers", line.arguments(Map.of("new Offer", 6), Set.of("OfferDesk.bind")));
    put("notices", line.arguments(Map.of("refuse", 1), Set.of()));
    put("parties", line.arguments(Map.of("over", 3), Set.of()));
    put(
        "pauses",
        line.arguments(
            Map.of("missed", 1, "released", 1), Set.of("AgentDesk.missed", "AgentDesk.released")));
    // What agents choose on their page.
    put(
        "pauses",
        Set.of("phone lost", "Break", "Lunch", "Training", "Paperwork", "Technical problem"));
    put("episodes", line.arguments(Map.of("tell", 2), Set.of()));
    line.arguments(Map.of("new TalkRequestRefused", 3, "new OfferCall", 12), Set.of());
    unread.addAll(line.unread);
  }

  private void gateway() {
    SourceSentences talks = source("ivr-gateway", "gateway/talks");
    put("parties", talks.arguments(Map.of("end", 1, "new Refused", 0), Set.of("Parties.end")));
    talks.arguments(Map.of("new PartyChanged", 6), Set.of());
    unread.addAll(talks.unread);
  }

  /// As a browser takes it.
  Map<String, List<String>> asLists() {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    byTable.forEach((table, sentences) -> lists.put(table, new ArrayList<>(sentences)));
    return lists;
  }
}
