package org.ringfence.platform.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfence.desktop.health.ComponentHealth;
import org.ringfence.desktop.questions.QuestionsDesk;
import org.ringfence.events.SiteChange.HoursChanged;
import org.ringfence.gateway.FlowFiles;
import org.ringfence.gateway.Gateway;
import org.ringfence.gateway.PromptWords;
import org.ringfence.gateway.drawing.FlowPicture;
import org.ringfence.gateway.ivr.IvrFlow;
import org.ringfence.gateway.ivr.Move;
import org.ringfence.gateway.prompts.PagePrompts;
import org.ringfence.platform.settings.PlatformSettings;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsProblem;
import org.ringfence.simulator.center.PromptLengths;
import org.ringfence.site.Site;
import org.ringfence.site.SiteBook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The flow's file, read at the start and again on wish, and what became of it.
public final class FlowDesk implements QuestionsDesk {

  private static final Logger log = LoggerFactory.getLogger(FlowDesk.class);

  private final PlatformSettings settings;
  private final SiteBook site;
  private final EmergencySwitch emergency;
  private final IvrFlow first;
  private volatile @Nullable Gateway gateway;
  private volatile List<SettingsProblem> problems = List.of();

  /// @throws SettingsException with everything that is wrong in the flow
  FlowDesk(PlatformSettings settings, SiteBook site) {
    this.settings = settings;
    this.site = site;
    emergency = new EmergencySwitch(settings.data());
    first = read(settings, site);
  }

  private static IvrFlow read(PlatformSettings settings, SiteBook site) {
    return FlowFiles.read(file(settings), promptLines(settings), withFormerAgents(site));
  }

  /// The site with all agents of the files, too: that somebody was taken away on the page must not
  /// keep the platform from starting.
  private static Site withFormerAgents(SiteBook site) {
    List<Site.Agent> agents = new ArrayList<>(site.configured().agents());
    agents.addAll(site.get().agents());
    Site now = site.get();
    return new Site(now.lines(), now.queues(), agents, now.calendars(), now.talk(), now.skills());
  }

  /// The list of what callers can hear: what was built, and what the page gave in its place.
  static List<String> promptLines(PlatformSettings settings) {
    return new PagePrompts(settings.gateway().pagePrompts())
        .over(FlowFiles.promptLines(settings.gateway().promptsList()));
  }

  /// What would be wrong first in the flow as it is written if these were the prompts, as a start
  /// would say it; empty when nothing.
  ///
  /// @param promptLines as in the prompts' list
  Optional<String> mistake(List<String> promptLines) {
    try {
      FlowFiles.read(file(settings), promptLines, withFormerAgents(site));
      return Optional.empty();
    } catch (SettingsException wrong) {
      return wrong.problems().stream().findFirst().map(SettingsProblem::toString);
    }
  }

  private static Path file(PlatformSettings settings) {
    return settings.folder().resolve(settings.gateway().flowFile());
  }

  /// Everything that is wrong in the flow, without a running platform. Where no prompts are built,
  /// that is one mistake, and their lengths are estimated from the words.
  public static List<SettingsProblem> problems(PlatformSettings settings) {
    List<SettingsProblem> problems = new ArrayList<>();
    try {
      if (Files.isReadable(settings.gateway().promptsList())) {
        read(settings, SiteFile.book(settings));
      } else {
        problems.add(
            new SettingsProblem(
                settings.gateway().promptsList().toString(),
                "",
                "the list of prompts cannot be read; are they built? bin/ringfence prompts"));
        List<String> words = PromptLengths.estimated(settings.folder().resolve("prompts"));
        FlowFiles.read(file(settings), words, withFormerAgents(SiteFile.book(settings)));
      }
    } catch (SettingsException wrong) {
      problems.addAll(wrong.problems());
    } catch (IOException unreadable) {
      problems.add(
          new SettingsProblem(
              settings.folder().resolve("prompts").toString(),
              "",
              "the catalogues cannot be read: " + unreadable.getMessage()));
    }
    return problems;
  }

  IvrFlow first() {
    return first.with(site.get().calendars());
  }

  boolean isEmergency() {
    return emergency.isOn();
  }

  /// @param leading who leads the calls
  void tell(Gateway leading) {
    gateway = leading;
    site.onChange(change -> {
      if (change instanceof HoursChanged) {
        useHours(leading);
      }
    });
  }

  private synchronized void useHours(Gateway leading) {
    leading.use(leading.flow().with(site.get().calendars()));
  }

  @Override
  public Questions questions() {
    Map<Move, Long> ways = ways();
    List<Way> counted =
        ways.entrySet().stream()
            .map(way ->
                new Way(way.getKey().from(), way.getKey().by(), way.getKey().to(), way.getValue()))
            .sorted(Comparator.comparing(Way::from).thenComparing(Way::by).thenComparing(Way::to))
            .toList();
    List<Node> nodes =
        flow().nodes().values().stream()
            .map(node ->
                new Node(
                    node.name(),
                    node.kind(),
                    counted.stream()
                        .filter(way -> way.to().equals(node.name()))
                        .mapToLong(Way::calls)
                        .sum()))
            .toList();
    return new Questions(flow().version(), isEmergency(), mistakes(), nodes, counted);
  }

  private IvrFlow flow() {
    Gateway leading = gateway;
    return leading == null ? first() : leading.flow();
  }

  private Map<Move, Long> ways() {
    Gateway leading = gateway;
    return leading == null ? Map.of() : leading.visits().ways();
  }

  private List<Mistake> mistakes() {
    return problems.stream()
        .map(problem ->
            new Mistake(
                problem.where(),
                (problem.key().isEmpty() ? "" : problem.key() + ": ") + problem.message()))
        .toList();
  }

  @Override
  public String picture() {
    return FlowPicture.svg(flow(), PromptWords.read(settings.folder().resolve("prompts")), ways());
  }

  /// One at a time: the last one that was asked for counts.
  @Override
  public synchronized List<Mistake> reload() {
    try {
      IvrFlow flow = read(settings, site);
      Gateway leading = gateway;
      if (leading != null) {
        leading.use(flow);
      }
      problems = List.of();
    } catch (SettingsException wrong) {
      problems = wrong.problems();
      log.atError()
          .addKeyValue("flow", flow().version())
          .log("the flow was not taken over, new calls get the one before: {}", wrong.getMessage());
    }
    return mistakes();
  }

  @Override
  public void switchEmergency(boolean on) {
    try {
      emergency.switchTo(on);
    } catch (IOException failed) {
      throw new UncheckedIOException("the emergency message cannot be switched", failed);
    }
  }

  /// How the questions are, for the board.
  ComponentHealth health() {
    List<SettingsProblem> wrong = problems;
    if (!wrong.isEmpty()) {
      String more = wrong.size() == 1 ? "" : " (and " + (wrong.size() - 1) + " more)";
      return ComponentHealth.degraded(
          "ivr",
          "the flow of the last reload is wrong: " + wrong.getFirst() + more,
          "New calls get the one before. Mend the file, then: bin/ringfence reload");
    }
    if (isEmergency()) {
      return ComponentHealth.degraded(
          "ivr",
          "the emergency message is on",
          "When it is over, switch it off: the page Questions, or bin/ringfence emergency off");
    }
    return ComponentHealth.up("ivr", "new calls get the flow " + flow().version());
  }
}
