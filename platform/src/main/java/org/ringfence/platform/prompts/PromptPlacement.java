package org.ringfence.platform.prompts;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ringfence.events.SiteChange.PromptChanged;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.gateway.ivr.Prompt;
import org.ringfence.gateway.prompts.PagePrompts;
import org.ringfence.site.SiteBook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the sounds of this node's Asterisk as the book says: all of them at the start, then each
/// change. What cannot be written is tried again each [#AGAIN_SECONDS] seconds; callers hear what
/// was there before meanwhile.
///
/// A sound that the book knows nothing of, because its log is gone, stays and is told: it is
/// somebody's recording.
public final class PromptPlacement implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PromptPlacement.class);
  private static final long AGAIN_SECONDS = 10;

  /// A minute, with the silence around it and the last frame's filling.
  static final int MOST_BYTES = 61 * PagePrompts.BYTES_PER_SECOND;

  private final SiteBook book;
  private final PagePrompts page;

  /// When what is in place was said, by key.
  private final Map<String, Instant> placed = new HashMap<>();

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("prompt-placement").unstarted(work));
  private volatile List<String> failed = List.of();

  /// @param book that was read whole
  public PromptPlacement(SiteBook book, PagePrompts page) {
    this.book = book;
    this.page = page;
  }

  /// Puts everything in place, and from now on what changes.
  public void start() {
    tellStrays();
    book.onChange(change -> {
      if (change instanceof PromptChanged) {
        settle();
      }
    });
    settle();
    var _ =
        timer.scheduleWithFixedDelay(this::settle, AGAIN_SECONDS, AGAIN_SECONDS, TimeUnit.SECONDS);
  }

  private void tellStrays() {
    Set<String> strays = new TreeSet<>(page.bytes().keySet());
    changes()
        .forEach(change -> strays.remove("ringfence/" + change.language() + "/" + change.prompt()));
    if (!strays.isEmpty()) {
      log.atWarn()
          .addKeyValue("prompts", strays)
          .log("sounds of the page that the event log knows nothing of; they are played on");
    }
  }

  private List<PromptChanged> changes() {
    return book.changes().stream()
        .filter(PromptChanged.class::isInstance)
        .map(PromptChanged.class::cast)
        .toList();
  }

  /// What the book says at this moment, so that it does not matter which thread comes first.
  synchronized void settle() {
    List<String> wrong = new ArrayList<>();
    for (PromptChanged change : changes()) {
      if (!change.at().equals(placed.get(change.key())) && !place(change)) {
        wrong.add(change.language() + "/" + change.prompt());
      }
    }
    failed = List.copyOf(wrong);
  }

  private boolean place(PromptChanged change) {
    Optional<Language> language = Language.find(change.language());
    if (language.isEmpty() || !PagePrompts.isId(change.prompt())) {
      log.atWarn().addKeyValue("key", change.key()).log("no such prompt can be; left out");
      placed.put(change.key(), change.at());
      return true;
    }
    byte @Nullable [] ulaw = sound(change);
    try {
      if (ulaw == null) {
        page.remove(language.get(), change.prompt());
      } else {
        page.put(language.get(), change.prompt(), ulaw);
      }
    } catch (IOException unwritable) {
      log.atError()
          .addKeyValue("prompt", Prompt.path(language.get(), change.prompt()))
          .setCause(unwritable)
          .log("a prompt of the page cannot be put in place; it is tried again");
      return false;
    }
    placed.put(change.key(), change.at());
    log.atInfo()
        .addKeyValue("prompt", Prompt.path(language.get(), change.prompt()))
        .addKeyValue("author", change.author())
        .addKeyValue("bytes", ulaw == null ? 0 : ulaw.length)
        .log("a prompt is in place");
    return true;
  }

  /// Null when what was built is to be played, also in the place of what nobody can play.
  private static byte @Nullable [] sound(PromptChanged change) {
    if (change.sound() == null) {
      return null;
    }
    try {
      byte[] ulaw = Base64.getDecoder().decode(change.sound());
      if (ulaw.length > 0 && ulaw.length <= MOST_BYTES) {
        return ulaw;
      }
    } catch (IllegalArgumentException damaged) {
      // Told below.
    }
    log.atError()
        .addKeyValue("key", change.key())
        .log("no sound of a prompt; the built one is played");
    return null;
  }

  /// The prompts (`language/id`) that could not be put in place.
  public List<String> failed() {
    return failed;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
