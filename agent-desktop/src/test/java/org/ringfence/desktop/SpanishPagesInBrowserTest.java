package org.ringfence.desktop;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.desktop.Examples.ANA;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.events.AccessKind;
import org.ringfence.events.AccessRecorded;
import org.ringfence.events.AgentState;
import org.ringfence.events.AlertKind;
import org.ringfence.events.CallId;
import org.ringfence.events.CampaignId;
import org.ringfence.events.CampaignState;
import org.ringfence.events.LineDecision.TalkRequestRefused;
import org.ringfence.events.Mode;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Reason;
import org.ringfence.events.ScreeningDecision.AnnouncementSwitched;
import org.ringfence.events.ScreeningDecision.CampaignReported;
import org.ringfence.events.ScreeningDecision.LineAlert;
import org.ringfence.events.ScreeningDecision.VerdictReached;
import org.ringfence.events.SignalClass;
import org.ringfence.events.Stage;
import org.ringfence.events.Verdict;

/// What the server and the services say stands in Spanish on a Spanish page: errors, reasons, why a
/// caller comes now.
@Tag("browser")
@Timeout(60)
class SpanishPagesInBrowserTest {

  private static final String HOSTILE = "<img src=x onerror=document.body.replaceChildren()>";

  private static Chromium chromium;

  @TempDir Path folder;

  private FedHistory fed;
  private RunningDesktop web;
  private Page page;

  @BeforeAll
  static void openBrowser() {
    chromium = new Chromium();
  }

  @AfterAll
  static void closeBrowser() {
    chromium.close();
  }

  @BeforeEach
  void start() throws IOException {
    fed = new FedHistory(folder);
    web = new RunningDesktop(fed.history);
    web.start();
    page = chromium.newPage(new Browser.NewPageOptions().setLocale("es-US"));
  }

  @AfterEach
  void stop() throws IOException {
    page.close();
    web.close();
  }

  private void open(String path, String who) {
    Chromium.signIn(page, web.port(), web.people.session(who));
    page.navigate("http://localhost:" + web.port() + path);
    assertThat(page.locator("html")).hasAttribute("lang", "es");
  }

  private static VerdictReached rejected(String call, Instant at, String author) {
    return new VerdictReached(
        new CallId(call),
        at,
        Examples.LINE,
        Stage.ARRIVAL,
        Verdict.REJECT,
        Verdict.REJECT,
        6.1,
        Mode.RED,
        List.of(
            new Reason(
                SignalClass.IDENTITY,
                "do-not-originate",
                3.5,
                true,
                "listed by " + author + ": it only receives calls"),
            new Reason(
                SignalClass.CADENCE,
                "number-pressure",
                2.6,
                false,
                "about 14 attempts of this number in 2 min"),
            new Reason(
                SignalClass.BEHAVIOUR,
                "language-key-time",
                1.1,
                false,
                "too many now: language key at about 4.0 s")),
        Examples.CALLER,
        5.1,
        null);
  }

  @Test
  void a_field_that_is_wrong_is_named_and_explained() {
    open("/", "sue");
    page.locator("#add-number").click();
    Locator dialog = page.locator("#decide");
    dialog.locator("[name=number]").fill("12");
    dialog.locator("[name=choice][value=block]").check();
    dialog.locator("[name=reason]").fill("vende garantías");
    dialog.locator("button[type=submit]").click();

    assertThat(dialog.locator(".answer"))
        .hasText(
            "Hay campos incorrectos. Número: debe ser + y de 8 a 15 cifras, como +16125550134.");
  }

  @Test
  void what_a_form_cannot_do_is_explained() {
    open("/admin", "ada");
    page.locator("#add-account").click();
    Locator dialog = page.locator("#ask");
    dialog.locator("[name=name]").fill("rob");
    dialog.locator("[name=role]").selectOption("supervisor");
    dialog.locator("button[type=submit]").click();

    assertThat(dialog.locator(".answer")).hasText("Ya existe una cuenta o un token «rob».");
  }

  @Test
  void the_wrong_lines_of_a_file_are_explained() {
    open("/admin", "ada");
    String file =
        "number,list,reason,expires\n+16125550134,deny,it sells,\n+16125550135,block,it sells,soon\n";
    page.locator("#upload-file")
        .setInputFiles(
            new FilePayload("list.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)));
    page.locator("#upload button[type=submit], #upload button:not([type])").click();

    assertThat(page.locator("#upload-answer"))
        .hasText("No se tomó nada de este archivo, porque algunas de sus líneas son incorrectas.");
    assertThat(page.locator("#upload-problems li").first())
        .hasText("línea 2: list debe ser allow o block");
    assertThat(page.locator("#upload-problems li").last())
        .hasText("línea 3: expires debe ser un día, como 2027-12-31, o estar vacío");
  }

  @Test
  void the_story_of_a_rejected_call_tells_why() throws Exception {
    fed.arrives("c-machine", Examples.NOON.minusSeconds(9), Examples.CALLER);
    fed.say(rejected("c-machine", Examples.NOON.minusSeconds(8), "ada"));
    open("/reports", "sue");
    page.getByText("c-machine").click();

    assertThat(page.locator("#story .events .defence .what"))
        .hasText(
            "La defensa decide: rechazada, puntuación 6.1, modo RED."
                + "número que nunca llama +3.5: puesto en la lista por ada: it only receives calls;"
                + " insistencia del número +2.6: unos 14 intentos de este número en 2 min;"
                + " momento de la tecla de idioma +1.1: demasiadas ahora: tecla de idioma a los"
                + " 4.0 s, más o menos");
  }

  @Test
  void the_board_says_what_the_detector_found() {
    open("/", "sue");
    Instant now = web.now;
    web.bus.publish(Examples.mode(Mode.RED, now, "surge: 46 attempts in 10 s where 2.1 are usual"));
    web.bus.publish(rejected("c1", now, HOSTILE));
    web.bus.publish(
        new CampaignReported(
            new CampaignId("k-1"),
            now,
            Examples.LINE,
            CampaignState.CONFIRMED,
            "keyed nothing, never heard",
            "40 attempts, about 31 numbers, 98 % then keyed nothing, 97 % never heard, as regular"
                + " as a timer (0.21)",
            40,
            31,
            now.minusSeconds(600),
            null));
    web.bus.publish(
        new LineAlert(
            Examples.LINE,
            now,
            AlertKind.UNUSUAL_TRAFFIC,
            now.minusSeconds(120),
            false,
            1.4,
            List.of(
                "withheld callers 18 % (usually 3 %)",
                "attempts 31 a minute (usually 9 a minute)")));

    assertThat(page.locator(".line-why"))
        .containsText("oleada: 46 intentos en 10 s donde lo habitual son 2.1");
    assertThat(page.locator("#verdicts .reasons"))
        .containsText("puesto en la lista por " + HOSTILE + ": it only receives calls");
    assertThat(page.locator("#campaigns strong")).hasText("no marcaron nada ni se les oyó");
    assertThat(page.locator(".campaign-why"))
        .hasText(
            "40 intentos, unos 31 números, el 98 % no marcó nada después, al 97 % nunca se le oyó,"
                + " con la regularidad de un temporizador (0.21)");
    assertThat(page.locator("#alerts-on li li").first())
        .hasText("llamadas con número oculto: 18 % (lo habitual: 3 %)");
    assertThat(page.locator("#alerts-on li li").last())
        .hasText("intentos: 31 por minuto (lo habitual: 9 por minuto)");
    assertThat(page.locator("main img")).hasCount(0);
    assertThat(page.locator("main [lang=en]")).hasCount(0);
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void the_trail_says_what_people_changed() {
    open("/", "sue");
    web.bus.publish(
        access(
            AccessKind.SETTING_CHANGED, "queue enrollment", "by its hours", "closed until 17:00"));
    web.bus.publish(access(AccessKind.ROLE_CHANGED, "rob", "read-only", "agent rob"));
    web.bus.publish(access(AccessKind.LISTENED, "ana", null, "whisperer"));

    Locator trail = page.locator("#trail");
    assertThat(trail).containsText("cola enrollment: según su horario → cerrada hasta 17:00");
    assertThat(trail).containsText("Función de rob cambiadaada: solo lectura → agente rob");
    assertThat(trail).containsText("Escuchó la conversación de anaada: hablando solo al agente");
    web.bus.publish(
        new AnnouncementSwitched(Examples.LINE, web.now, false, null, "", "its time is over"));
    assertThat(trail).containsText("nuestro númerose acabó su tiempo");
  }

  private AccessRecorded access(
      AccessKind kind, String subject, @Nullable String before, String after) {
    return new AccessRecorded(web.now, kind, "ada", subject, before, after, null);
  }

  @Test
  void the_longest_sentence_is_not_cut() {
    String longest =
        new ServiceSentences()
            .byTable.getOrDefault("offers", Set.of()).stream()
                .max(Comparator.comparingInt(String::length))
                .orElseThrow()
                .replace("71", "one.of.the.longest.queues.of.all")
                .replace("79", "aa.long.skill 10, another.skill 10, a.third.skill 10");
    web.bus.publish(Examples.offer("pbx-1.1", ANA, web.now, "es", longest));
    web.bus.publish(Examples.agent(ANA, web.now, AgentState.TALKING, "pbx-1.1", ""));
    open("/agent?id=ana", "ana");

    assertThat(page.locator("#call .why")).not().containsText("…");
    assertThat(page.locator("#call .why [lang=en]")).hasCount(0);
  }

  @Test
  void an_agent_reads_why_this_caller_comes_and_why_not() {
    Instant now = web.now;
    web.bus.publish(
        Examples.offer(
            "pbx-1.1",
            ANA,
            now,
            "es",
            "First in line since 08:03, waited 12 min; one other waits. You were least occupied"
                + " (40 %), idle (3 min), with es 7."));
    web.bus.publish(Examples.agent(ANA, now, AgentState.TALKING, "pbx-1.1", ""));
    open("/agent?id=ana", "ana");

    assertThat(page.locator("#call .why"))
        .containsText(
            "Primera de la cola desde las 08:03, 12 min de espera; espera otra persona. Usted es"
                + " quien menos ocupado ha estado (40 %), libre (3 min), con es 7.");
    assertThat(page.locator("#call .why [lang=en]")).hasCount(0);
    web.bus.publish(
        new TalkRequestRefused(ANA, now.plusSeconds(1), Examples.POOL, "ben is paused."));
    assertThat(page.locator("#talk-answer")).containsText("ben está en pausa.");

    web.bus.publish(Examples.agent(ANA, now.plusSeconds(2), AgentState.PAUSED, null, "phone lost"));
    assertThat(page.locator("#reason")).hasText("se perdió el teléfono");
  }

  @Test
  void a_caller_without_a_number_is_called_so() {
    open("/", "sue");
    web.bus.publish(
        Examples.verdict(
            "c1",
            web.now,
            Stage.ARRIVAL,
            Verdict.REJECT,
            PhoneNumber.NONE,
            "no carrier signed it"));

    assertThat(page.locator("#verdicts .caller")).hasText("número oculto");
  }

  @Test
  void what_nobody_has_words_for_is_marked_as_english() {
    open("/", "sue");
    web.bus.publish(Examples.mode(Mode.RED, web.now, "as an earlier release said it"));

    assertThat(page.locator(".line-why [lang=en]")).hasText("as an earlier release said it");
  }
}
