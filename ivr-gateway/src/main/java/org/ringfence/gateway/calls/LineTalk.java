package org.ringfence.gateway.calls;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.ringfence.gateway.ivr.Announcement.Told;
import org.ringfence.gateway.ivr.AnnouncementPace.Heard;

/// What a caller in line has heard from us already. A restart of ours forgets it, and then it is
/// said once more.
public final class LineTalk {

  private final AtomicReference<@Nullable Told> told = new AtomicReference<>();
  private final AtomicReference<@Nullable Heard> heard = new AtomicReference<>();
  private final AtomicBoolean againTold = new AtomicBoolean();
  private final AtomicBoolean codeTold = new AtomicBoolean();
  private final AtomicBoolean keptTold = new AtomicBoolean();
  private final AtomicInteger offerChances = new AtomicInteger();

  LineTalk() {}

  /// The range told last.
  public Optional<Told> told() {
    return Optional.ofNullable(told.get());
  }

  public void told(Told range) {
    told.set(range);
  }

  /// What was told last, or null.
  public @Nullable Heard heard() {
    return heard.get();
  }

  /// Something was told.
  public void heard(Heard last) {
    heard.set(last);
  }

  /// Whether it is to be told now by which key all is said again; true once.
  public boolean tellsAgainKey() {
    return againTold.compareAndSet(false, true);
  }

  /// Whether no callback was offered yet.
  public boolean isOfferNew() {
    return offerChances.get() == 0;
  }

  /// Whether the place's code is to be told now; true once.
  public boolean tellsCode() {
    return codeTold.compareAndSet(false, true);
  }

  /// Whether it is to be told now that the place was kept; true once.
  public boolean tellsKept() {
    return keptTold.compareAndSet(false, true);
  }

  /// Whether a callback is to be offered now: at the first chance, and at each so-manieth.
  public boolean offersCallback(int each) {
    return offerChances.getAndIncrement() % each == 0;
  }
}
