package org.ringfence.detector.screening;

import java.util.Optional;
import java.util.function.Supplier;
import org.ringfence.events.Mode;

/// The mode of a line, from the surge of arrivals and the ports in use.
///
/// ```
///           surge or ports            stronger surge or ports
///   GREEN ------------------> AMBER --------------------------> RED
///     ^                        | ^                               |
///     +---- released ----------+ +----------- released ----------+   (straight to GREEN when
///     ^                                                          |    nothing presses at all)
///     +----------------------------------------------------------+
/// ```
///
/// Up at once, down only when the level has not been pressed for the release time. Two stamps say
/// all: the mode is the highest level pressed within the release time.
final class LineMode {

  private static final long NEVER = Long.MIN_VALUE / 2;

  private final ScreeningThresholds thresholds;
  private final long releaseMillis;
  private final ArrivalSurge surge;
  private Mode mode = Mode.GREEN;
  private long amberPressedMillis = NEVER;
  private long redPressedMillis = NEVER;
  private String pressedBy = "";

  /// A step from one mode to another.
  record Change(Mode from, Mode to, String why) {}

  LineMode(ScreeningThresholds thresholds) {
    this.thresholds = thresholds;
    releaseMillis = thresholds.releaseAfter().toMillis();
    surge = new ArrivalSurge(thresholds);
  }

  Mode mode() {
    return mode;
  }

  /// Lets time pass.
  Optional<Change> advance(long nowMillis) {
    surge.roll(nowMillis, mode == Mode.GREEN);
    return settle(nowMillis);
  }

  /// Counts an attempt.
  ///
  /// @param portsInUse this attempt included, as the gateway saw it
  Optional<Change> arrived(long nowMillis, int portsInUse) {
    surge.count();
    Mode bySurge = surge.level();
    Mode byPorts = byPorts(portsInUse);
    Mode pressed = bySurge.compareTo(byPorts) >= 0 ? bySurge : byPorts;
    if (pressed == Mode.RED) {
      redPressedMillis = nowMillis;
    }
    if (pressed != Mode.GREEN) {
      amberPressedMillis = nowMillis;
    }
    if (pressed.compareTo(mode) > 0) {
      pressedBy =
          pressed == bySurge
              ? surge.why()
              : portsInUse + " of " + thresholds.ports() + " ports in use";
    }
    return settle(nowMillis);
  }

  /// Something else than the number of attempts says that machines call.
  ///
  /// @param level AMBER or RED
  /// @param why asked only when the mode changes
  Optional<Change> pressed(long nowMillis, Mode level, Supplier<String> why) {
    amberPressedMillis = nowMillis;
    if (level == Mode.RED) {
      redPressedMillis = nowMillis;
    }
    if (level.compareTo(mode) > 0) {
      pressedBy = why.get();
    }
    return settle(nowMillis);
  }

  /// What the line has learned to be usual.
  double usualPerSecond() {
    return surge.usualPerBin() * 1000 / ArrivalSurge.BIN_MILLIS;
  }

  private Mode byPorts(int portsInUse) {
    double share = (double) portsInUse / thresholds.ports();
    if (share >= thresholds.redPortShare()) {
      return Mode.RED;
    }
    return share >= thresholds.amberPortShare() ? Mode.AMBER : Mode.GREEN;
  }

  private Optional<Change> settle(long nowMillis) {
    Mode to =
        isHeld(redPressedMillis, nowMillis)
            ? Mode.RED
            : isHeld(amberPressedMillis, nowMillis) ? Mode.AMBER : Mode.GREEN;
    if (to == mode) {
      return Optional.empty();
    }
    Mode from = mode;
    mode = to;
    if (to.compareTo(from) > 0) {
      return Optional.of(new Change(from, to, pressedBy));
    }
    surge.release(to);
    return Optional.of(new Change(from, to, "not pressed for " + releaseMillis / 1000 + " s"));
  }

  private boolean isHeld(long pressedMillis, long nowMillis) {
    return pressedMillis != NEVER && nowMillis - pressedMillis < releaseMillis;
  }

  /// When the mode may step down; [Long#MAX_VALUE] in GREEN.
  long nextReleaseMillis() {
    return switch (mode) {
      case GREEN -> Long.MAX_VALUE;
      case AMBER -> amberPressedMillis + releaseMillis;
      case RED -> redPressedMillis + releaseMillis;
    };
  }

  /// The clock was set back: stamps from the future would hold the mode for ever.
  void clockSetBack(long nowMillis) {
    amberPressedMillis = Math.min(amberPressedMillis, nowMillis);
    redPressedMillis = Math.min(redPressedMillis, nowMillis);
  }

  ScreeningSnapshot.Pressure snapshot() {
    return new ScreeningSnapshot.Pressure(
        mode, amberPressedMillis, redPressedMillis, pressedBy, surge.snapshot());
  }

  void restore(ScreeningSnapshot.Pressure snapshot) {
    mode = snapshot.mode();
    amberPressedMillis = snapshot.amberPressed();
    redPressedMillis = snapshot.redPressed();
    pressedBy = snapshot.pressedBy();
    surge.restore(snapshot.surge());
  }
}
