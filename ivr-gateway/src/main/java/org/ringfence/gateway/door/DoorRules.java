package org.ringfence.gateway.door;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.Attestation;
import org.ringfence.events.CampaignId;
import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.OpenDoor;
import org.ringfence.events.ScreeningDecision.OpenDoors;
import org.ringfence.events.ScreeningDecision.RefuseAtDoor;
import org.ringfence.site.Site;

/// The rules that should stand in Asterisk's database, and what is still to be written there for
/// it.
///
/// A rule is several entries `<dialed>/<number><attestation>` = epoch seconds, one for each way in
/// which the trunk may deliver the number and the digits that were dialed: the dialplan then finds
/// it with one exact look-up. The detector says no rules for calls with a wrong signature, and none
/// is taken here: telling them apart costs the look-up of two more headers for everybody. Guarded
/// by the lock of [Door].
final class DoorRules {

  /// What asks Asterisk for a look-up only, but takes its memory and the time of a restart.
  static final int MAX_RULES = 5_000;

  /// No rule stands longer without being said again.
  static final Duration LONGEST = Duration.ofDays(1);

  /// What a batch may have: AMI reads lines of at most 1,024 characters.
  private static final int MAX_BATCH_LENGTH = 900;

  /// The value of an entry that is to be taken out.
  private static final long NONE = 0;

  private static final Pattern NORTH_AMERICAN = Pattern.compile("\\+1[2-9][0-9]{9}");
  private static final Pattern DIALED = Pattern.compile("[0-9]{1,20}");

  private final Map<LineId, List<String>> dialed = new HashMap<>();

  /// The newest last.
  private final LinkedHashMap<Rule, Standing> rules = new LinkedHashMap<>();

  /// Entries to be written, the oldest first.
  private final LinkedHashMap<String, Long> pending = new LinkedHashMap<>();

  private record Rule(PhoneNumber number, LineId line, Attestation attestation) {}

  private record Standing(Instant until, @Nullable CampaignId campaign) {}

  DoorRules(Site site) {
    for (Site.Line line : site.lines()) {
      dialed.put(
          line.id(),
          line.dialed().stream().filter(digits -> DIALED.matcher(digits).matches()).toList());
    }
  }

  int size() {
    return rules.size();
  }

  /// @return how many rules had to go for it
  int add(RefuseAtDoor said, Instant now) {
    PhoneNumber number = said.number().normalized();
    Instant latest = now.plus(LONGEST);
    Instant until = said.until().isAfter(latest) ? latest : said.until();
    if (said.attestation() == Attestation.FAILED
        || !number.isE164()
        || !dialed.containsKey(said.line())
        || !until.isAfter(now)) {
      return 0;
    }
    Rule rule = new Rule(number, said.line(), said.attestation());
    rules.remove(rule);
    rules.put(rule, new Standing(until, said.campaign()));
    write(rule, until.getEpochSecond());
    int gone = 0;
    Iterator<Rule> oldest = rules.keySet().iterator();
    while (rules.size() > MAX_RULES) {
      Rule old = oldest.next();
      oldest.remove();
      write(old, NONE);
      gone++;
    }
    return gone;
  }

  void remove(OpenDoor said) {
    PhoneNumber number = said.number().normalized();
    for (Attestation attestation : Attestation.values()) {
      Rule rule = new Rule(number, said.line(), attestation);
      if (rules.remove(rule) != null) {
        write(rule, NONE);
      }
    }
  }

  /// Takes back every rule of a line, or of one of its campaigns.
  void remove(OpenDoors said) {
    @Nullable CampaignId campaign = said.campaign();
    removeIf((rule, standing) ->
        rule.line().equals(said.line())
            && (campaign == null || campaign.equals(standing.campaign())));
  }

  /// The campaign for which a number is refused on a line; null when it is for none, and when there
  /// is no such rule any more. What attests the number does not matter: it is the same caller.
  @Nullable CampaignId findCampaign(LineId line, PhoneNumber number) {
    PhoneNumber normalized = number.normalized();
    for (Attestation attestation : Attestation.values()) {
      @Nullable Standing standing = rules.get(new Rule(normalized, line, attestation));
      if (standing != null && standing.campaign() != null) {
        return standing.campaign();
      }
    }
    return null;
  }

  /// Takes out what the dialplan does not heed any more.
  void expire(Instant now) {
    removeIf((rule, standing) -> !standing.until().isAfter(now));
  }

  private void removeIf(BiPredicate<Rule, Standing> goes) {
    Iterator<Map.Entry<Rule, Standing>> each = rules.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<Rule, Standing> rule = each.next();
      if (goes.test(rule.getKey(), rule.getValue())) {
        each.remove();
        write(rule.getKey(), NONE);
      }
    }
  }

  /// Everything is to be written again.
  void startOver() {
    pending.clear();
    rules.forEach((rule, standing) -> write(rule, standing.until().getEpochSecond()));
  }

  boolean isWritten() {
    return pending.isEmpty();
  }

  /// The next entries to be written, as `<key>=<seconds>` joined by `&`; no seconds take an entry
  /// out. Empty when there is nothing to do.
  String batch() {
    StringBuilder batch = new StringBuilder();
    Iterator<Map.Entry<String, Long>> each = pending.entrySet().iterator();
    while (each.hasNext() && batch.length() < MAX_BATCH_LENGTH) {
      Map.Entry<String, Long> entry = each.next();
      each.remove();
      batch.append(batch.isEmpty() ? "" : "&").append(entry.getKey()).append('=');
      if (entry.getValue() != NONE) {
        batch.append(entry.getValue());
      }
    }
    return batch.toString();
  }

  private void write(Rule rule, long seconds) {
    for (String digits : dialed.getOrDefault(rule.line(), List.of())) {
      for (String number : delivered(rule.number().raw())) {
        String key = digits + "/" + number + word(rule.attestation());
        // The latest word about an entry is the only one, and goes last.
        pending.remove(key);
        pending.put(key, seconds);
      }
    }
  }

  /// The ways in which a trunk may deliver a number.
  private static List<String> delivered(String number) {
    List<String> ways = new ArrayList<>(List.of(number));
    if (NORTH_AMERICAN.matcher(number).matches()) {
      ways.add(number.substring(1));
      ways.add(number.substring(2));
    }
    return ways;
  }

  /// As the dialplan has it: empty for a call without.
  private static String word(Attestation attestation) {
    return switch (attestation) {
      case A -> "A";
      case B -> "B";
      case C -> "C";
      case UNSIGNED, FAILED -> "";
    };
  }
}
