package org.ringfence.platform.prompts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.prompts.PromptsDesk;
import org.ringfence.events.SiteChange.PromptChanged;
import org.ringfence.gateway.FlowFiles;
import org.ringfence.gateway.PromptWords;
import org.ringfence.gateway.ivr.IvrFlow;
import org.ringfence.gateway.ivr.Language;
import org.ringfence.gateway.prompts.PagePrompts;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.settings.SettingsException;
import org.ringfence.site.SiteBook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What callers of this node hear: the catalogues' words, the list of what was built, and what the
/// page gave in its place. All of it is read when it is asked for, so that prompts that were built
/// anew under a running platform show too.
public final class PromptDesk implements PromptsDesk {

  private static final Logger log = LoggerFactory.getLogger(PromptDesk.class);

  private final PlatformSettings settings;
  private final SiteBook book;
  private final PagePrompts page;
  private final SoundTool tool;
  private final Supplier<IvrFlow> flow;
  private final Function<List<String>, Optional<String>> mistake;

  /// @param flow the one of new calls
  /// @param mistake what a start would find wrong in the flow with such a list of prompts
  public PromptDesk(
      PlatformSettings settings,
      SiteBook book,
      PagePrompts page,
      SoundTool tool,
      Supplier<IvrFlow> flow,
      Function<List<String>, Optional<String>> mistake) {
    this.settings = settings;
    this.book = book;
    this.page = page;
    this.tool = tool;
    this.flow = flow;
    this.mistake = mistake;
  }

  @Override
  public Prompts prompts() {
    return new Prompts(views(), tool.isReady());
  }

  @Override
  public Optional<PromptView> find(String language, String prompt) {
    return views().stream()
        .filter(view -> view.language().equals(language) && view.prompt().equals(prompt))
        .findFirst();
  }

  private List<PromptView> views() {
    Map<String, String> words = PromptWords.read(settings.folder().resolve("prompts"));
    Map<String, String[]> played = new LinkedHashMap<>();
    for (String line : lines()) {
      String[] fields = line.split("\t", -1);
      if (fields.length > 4 && Language.find(fields[0]).isPresent()) {
        played.put(fields[0] + "/" + fields[1], fields);
      }
    }
    Map<String, PromptChanged> changes = new HashMap<>();
    book.changes()
        .forEach(change -> {
          if (change instanceof PromptChanged prompt) {
            changes.put(prompt.language() + "/" + prompt.prompt(), prompt);
          }
        });
    List<String> offered = flow.get().languages().stream().map(Language::code).toList();
    Set<String> all = new LinkedHashSet<>(words.keySet());
    all.addAll(played.keySet());
    List<PromptView> views = new ArrayList<>();
    for (String name : all) {
      String[] parts = name.split("/", 2);
      if (PagePrompts.isId(parts[1])) {
        views.add(
            view(
                parts[0],
                parts[1],
                offered.contains(parts[0]),
                words.getOrDefault(name, ""),
                played.get(name),
                changes.get(name)));
      }
    }
    return views;
  }

  private PromptView view(
      String language,
      String prompt,
      boolean offered,
      String words,
      String @Nullable [] played,
      @Nullable PromptChanged change) {
    return new PromptView(
        language,
        prompt,
        words,
        offered,
        played == null ? 0 : seconds(played[2]),
        played == null ? Source.NONE : source(played[4]),
        change == null ? null : change.author(),
        change == null ? null : change.at(),
        change == null ? null : change.reason());
  }

  private static double seconds(String text) {
    return text.matches("[0-9]{1,4}(\\.[0-9]{1,3})?") ? Double.parseDouble(text) : 0;
  }

  private static Source source(String word) {
    for (Source source : Source.values()) {
      if (source.name().toLowerCase(Locale.ROOT).equals(word)) {
        return source;
      }
    }
    return Source.VOICE;
  }

  private List<String> lines() {
    return page.over(built());
  }

  @Override
  public Optional<byte[]> sound(String language, String prompt) {
    try {
      return Optional.of(
          page.played(
              settings.gateway().promptsList(), Language.find(language).orElseThrow(), prompt));
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  @Override
  public Brought bring(String language, String prompt, byte[] wav) {
    return tool.bring(language, prompt, wav);
  }

  @Override
  public Optional<String> harm(String language, String prompt, @Nullable Double seconds) {
    List<String> now = lines();
    if (mistake.apply(now).isPresent()) {
      // It is wrong anyway, and this may be what mends it.
      return Optional.empty();
    }
    String start = language + "\t" + prompt + "\t";
    List<String> then = new ArrayList<>(now);
    then.removeIf(line -> line.startsWith(start));
    if (seconds != null) {
      long bytes = Math.round(seconds * PagePrompts.BYTES_PER_SECOND);
      then.add(PagePrompts.line(language, prompt, bytes));
    } else {
      built().stream().filter(line -> line.startsWith(start)).forEach(then::add);
    }
    return mistake.apply(then);
  }

  /// While prompts are built anew there is no list for a moment.
  private List<String> built() {
    try {
      return FlowFiles.promptLines(settings.gateway().promptsList());
    } catch (SettingsException unreadable) {
      log.atWarn().log("there is no list of prompts; are they being built?");
      return List.of();
    }
  }
}
