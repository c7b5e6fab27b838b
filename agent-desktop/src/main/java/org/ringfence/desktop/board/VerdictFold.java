package org.ringfence.desktop.board;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.board.BoardViews.MinuteView;
import org.ringfence.desktop.board.BoardViews.ReasonView;
import org.ringfence.desktop.board.BoardViews.VerdictView;
import org.ringfence.events.AttemptsRefused;
import org.ringfence.events.AttemptsRefused.Refusals;
import org.ringfence.events.CallEvent.AttemptFailedOpen;
import org.ringfence.events.CallLabel;
import org.ringfence.events.CampaignId;
import org.ringfence.events.DefenceCommand.LabelCall;
import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// The latest verdicts, and how many of each kind there were in each minute of the last hour.
///
/// Admissions and everything else are kept apart, so that a flood of refusals cannot wash the
/// people off the list, nor the other way round.
final class VerdictFold {

  /// The latest verdicts that are kept of either kind.
  static final int KEPT_EACH = 100;

  /// The reasons of a verdict that are shown.
  static final int REASONS_SHOWN = 8;

  static final Duration WINDOW = Duration.ofMinutes(60);

  private final ListFold lists;
  private final Deque<Kept> admitted = new ArrayDeque<>();
  private final Deque<Kept> others = new ArrayDeque<>();
  private final TreeMap<Instant, Versioned<MinuteView>> minutes = new TreeMap<>();
  private long count;

  /// @param lists knows what people decided about a number
  VerdictFold(ListFold lists) {
    this.lists = lists;
  }

  void on(VerdictReached reached, Instant now, long version) {
    count++;
    Deque<Kept> kept = reached.verdict() == Verdict.ADMIT ? admitted : others;
    if (kept.size() == KEPT_EACH) {
      kept.removeFirst();
    }
    kept.addLast(new Kept(count, reached, version));
    // The admission at the end of the questions confirms the one on arrival.
    if (reached.stage() == Stage.ARRIVAL || reached.verdict() != Verdict.ADMIT) {
      add(reached.at(), now, reached.verdict(), 1, version);
    }
  }

  void on(AttemptFailedOpen failed, Instant now, long version) {
    add(failed.at(), now, null, 1, version);
  }

  /// Asterisk refused attempts by itself: they are refusals like others, without a verdict.
  void on(AttemptsRefused refused, Instant now, long version) {
    int attempts = refused.refusals().stream().mapToInt(Refusals::attempts).sum();
    add(refused.at(), now, Verdict.REJECT, attempts, version);
  }

  /// Something was decided about a number, which its verdicts show.
  void decided(LineId line, PhoneNumber number, long version) {
    PhoneNumber normalized = number.normalized();
    forEach(kept -> {
      VerdictReached reached = kept.reached;
      if (reached.line().equals(line) && reached.caller().normalized().equals(normalized)) {
        kept.version = version;
      }
    });
  }

  /// Whether a shown verdict is about this call.
  boolean on(LabelCall label, long version) {
    boolean[] shown = {false};
    forEach(kept -> {
      if (kept.reached.call().equals(label.call())) {
        kept.label = label.label();
        kept.version = version;
        shown[0] = true;
      }
    });
    return shown[0];
  }

  private void forEach(Consumer<Kept> action) {
    admitted.forEach(action);
    others.forEach(action);
  }

  /// @param verdict what was reached, or null when the calls failed open
  private void add(Instant at, Instant now, @Nullable Verdict verdict, int calls, long version) {
    // A clock that runs ahead must not push the real minutes out.
    Instant minute = (at.isAfter(now) ? now : at).truncatedTo(ChronoUnit.MINUTES);
    if (minute.isBefore(oldest(now))) {
      return;
    }
    @Nullable Versioned<MinuteView> known = minutes.get(minute);
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    int failedOpen = 0;
    if (known != null) {
      counts.putAll(known.item().verdicts());
      failedOpen = known.item().failedOpen();
    }
    if (verdict == null) {
      failedOpen += calls;
    } else {
      counts.merge(verdict, calls, Integer::sum);
    }
    minutes.put(minute, new Versioned<>(version, new MinuteView(minute, counts, failedOpen)));
    minutes.headMap(oldest(now)).clear();
  }

  private static Instant oldest(Instant now) {
    return now.truncatedTo(ChronoUnit.MINUTES).minus(WINDOW);
  }

  List<Versioned<VerdictView>> verdictViews() {
    List<Versioned<VerdictView>> all = new ArrayList<>();
    forEach(kept -> {
      if (kept.made == null || kept.made.version() != kept.version) {
        kept.made = new Versioned<>(kept.version, view(kept));
      }
      all.add(kept.made);
    });
    all.sort(Comparator.comparingLong(verdict -> verdict.item().number()));
    return all;
  }

  List<Versioned<MinuteView>> minuteViews(Instant now) {
    return List.copyOf(minutes.tailMap(oldest(now)).values());
  }

  private VerdictView view(Kept kept) {
    VerdictReached reached = kept.reached;
    @Nullable CampaignId campaign = reached.campaign();
    List<ReasonView> reasons =
        reached.reasons().stream()
            .limit(REASONS_SHOWN)
            .map(reason ->
                new ReasonView(
                    reason.signalClass().name(),
                    Shown.text(reason.name()),
                    reason.weight(),
                    reason.certain(),
                    Shown.text(reason.detail())))
            .toList();
    return new VerdictView(
        kept.number,
        reached.at(),
        Shown.text(reached.call().value()),
        reached.line().value(),
        reached.stage(),
        reached.verdict(),
        reached.wouldBe(),
        reached.score(),
        reached.mode(),
        reached.caller().masked(),
        reasons,
        reached.machineOdds(),
        campaign == null ? null : campaign.value(),
        kept.label,
        lists.standing(reached.line(), reached.caller()),
        new KnownCaller(reached.line(), reached.caller()).isNameable());
  }

  /// A verdict and what was said about it since; confined to the model's lock.
  private static final class Kept {
    final long number;
    final VerdictReached reached;
    long version;
    @Nullable CallLabel label;
    @Nullable Versioned<VerdictView> made;

    Kept(long number, VerdictReached reached, long version) {
      this.number = number;
      this.reached = reached;
      this.version = version;
    }
  }
}
