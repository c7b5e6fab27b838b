package org.ringfence.desktop.web;

import static org.ringfence.desktop.web.ApiEntry.Holds.DECIMAL;
import static org.ringfence.desktop.web.ApiEntry.Holds.FLAG;
import static org.ringfence.desktop.web.ApiEntry.Holds.INTEGER;
import static org.ringfence.desktop.web.ApiEntry.Holds.TEXT;
import static org.ringfence.desktop.web.ApiEntry.Holds.TIME;

import java.time.DayOfWeek;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.desktop.prompts.PromptsDesk;
import org.ringfence.events.ScreeningDecision.ThresholdsPreviewed;

/// What the routes of talks, phones and administration take and answer, for [ApiEntries].
final class DeskApiEntries {

  private static final String WHY = "Why, for the audit trail.";
  private static final String AS_CONFIGURED = "True: as in the settings again.";
  private static final String[] ROLES =
      Stream.of(Role.values())
          .filter(role -> role != Role.SERVICE)
          .map(Role::word)
          .toArray(String[]::new);

  private DeskApiEntries() {}

  static void add(Map<Route, ApiEntry> all) {
    all.put(
        Route.SIGN_IN_WAYS,
        ApiEntry.of("How people may sign in.").answers(OidcRoutes.WaysView.class));
    phones(all);
    talks(all);
    thresholds(all);
    accounts(all);
    site(all);
    prompts(all);
  }

  private static void phones(Map<Route, ApiEntry> all) {
    all.put(
        Route.AGENT_PHONE,
        ApiEntry.of(
                "Makes a page the phone of its agent, says for longer that it is one of the other"
                    + " nodes too, or makes it one no longer.")
            .needsWord("wish", "Which.", "open", "renew", "close")
            .needs("page", TEXT, "What tells this page from others.")
            .answers(PhoneRoutes.PhoneView.class));
    all.put(Route.DISPOSITIONS, ApiEntry.of("The words for what talks come to."));
    all.put(
        Route.AGENT_DISPOSITION,
        ApiEntry.of("Says what the agent's last talk came to.")
            .takes("disposition", TEXT, "One of the words; it or a note is needed.")
            .takes("note", TEXT, "A note.")
            .answersAccepted());
  }

  private static void talks(Map<Route, ApiEntry> all) {
    all.put(
        Route.TALK_CHOICES,
        ApiEntry.of("To whom a caller can be passed on, and who can be brought in.")
            .answers(TalkRoutes.Choices.class));
    all.put(
        Route.TRANSFER,
        ApiEntry.of("Passes the caller of the agent's talk on.")
            .takes("queue", TEXT, "To this queue; it or `agent` is needed.")
            .takes("agent", TEXT, "To this agent.")
            .answersAccepted());
    all.put(
        Route.BRING_IN,
        ApiEntry.of("Brings somebody into the agent's talk; one of the fields is needed.")
            .takes("agent", TEXT, "A colleague.")
            .takes("outside", TEXT, "A number outside, by its name in the settings.")
            .takes("interpreter", TEXT, "An interpreter, by language.")
            .takes("private", FLAG, "True, with `agent`: a private word, the caller hears music.")
            .answersAccepted());
    all.put(
        Route.LET_JOIN,
        ApiEntry.of("Ends a private word: agent, colleague and caller talk.")
            .needs("party", TEXT, "As the agent's `parties` name it.")
            .answersAccepted());
    all.put(
        Route.SEND_OUT,
        ApiEntry.of("Takes somebody out of the agent's talk.")
            .needs("party", TEXT, "As the agent's `parties` name it.")
            .answersAccepted());
    all.put(
        Route.LISTEN,
        ApiEntry.of("Joins a supervisor's phone to the agent's talk.")
            .needsWord("how", "What the two hear of it.", "listen", "whisper", "barge")
            .needs("phone", TEXT, "The phone that rings, by its id in agents.conf.")
            .answersAccepted());
  }

  private static void thresholds(Map<Route, ApiEntry> all) {
    all.put(
        Route.PREVIEW_THRESHOLDS,
        ApiEntry.of(
                "What other thresholds would have done in the last hour; of `{}` those in force.")
            .takes("challengeOdds", DECIMAL, "Odds of a machine, in nats, from which it is asked.")
            .takes("rejectScore", DECIMAL, "The score from which it is refused.")
            .takes("classFloor", DECIMAL, "What a class must say to count, in nats.")
            .answers(ThresholdsPreviewed.class));
    all.put(
        Route.CHANGE_THRESHOLDS,
        ApiEntry.of("Other thresholds from now on.")
            .takes("challengeOdds", DECIMAL, "As in the preview; needed without `asConfigured`.")
            .takes("rejectScore", DECIMAL, "Likewise.")
            .takes("classFloor", DECIMAL, "Likewise.")
            .takes("asConfigured", FLAG, AS_CONFIGURED)
            .needs("reason", TEXT, WHY)
            .answersAccepted());
  }

  private static void accounts(Map<Route, ApiEntry> all) {
    all.put(
        Route.ADMIN,
        ApiEntry.of("What is in force: accounts, agents, queues, hours, lines, the flow.")
            .answers(AdminRoutes.Overview.class));
    all.put(
        Route.ADD_ACCOUNT,
        ApiEntry.of("Makes an account, with a link that signs in once.")
            .needs("name", TEXT, "With which the person signs in.")
            .needsWord("role", "What it may do.", ROLES)
            .takes("agent", TEXT, "Whose desk; for the role agent.")
            .answers(AdminAccountRoutes.LinkView.class));
    all.put(
        Route.CHANGE_ROLE,
        ApiEntry.of("Gives an account another role.")
            .needsWord("role", "What it may do.", ROLES)
            .takes("agent", TEXT, "Whose desk; for the role agent."));
    all.put(
        Route.MAKE_LINK,
        ApiEntry.of("Makes a link by which its person chooses a new password.")
            .answers(AdminAccountRoutes.LinkView.class));
    all.put(Route.REMOVE_ACCOUNT, ApiEntry.of("Removes an account; its sessions end."));
  }

  private static void prompts(Map<Route, ApiEntry> all) {
    all.put(
        Route.PROMPTS,
        ApiEntry.of("What callers hear, in all languages, and where it comes from.")
            .answers(PromptsDesk.Prompts.class));
    all.put(
        Route.PROMPT_SOUND,
        ApiEntry.of("The sound that callers hear for a prompt: 8 kHz mu-law.").media("audio/wav"));
    all.put(
        Route.GIVE_PROMPT,
        ApiEntry.of(
                "Gives a prompt another sound: a WAV file (audio/wav) of 60 s and 12 MiB at most.")
            .query("reason", TEXT, WHY + " Needed.")
            .answers(PromptRoutes.TakenSound.class)
            .answersAccepted());
    all.put(
        Route.RESTORE_PROMPT,
        ApiEntry.of("Gives a prompt the sound again that was built for it.")
            .needs("reason", TEXT, WHY)
            .answersAccepted());
  }

  private static void site(Map<Route, ApiEntry> all) {
    all.put(
        Route.CHANGE_SKILLS,
        ApiEntry.of("Gives an agent other skills.")
            .takes("skills", TEXT, "As in agents.conf: `en, es:4`.")
            .takes("asConfigured", FLAG, AS_CONFIGURED)
            .needs("reason", TEXT, WHY)
            .answersAccepted());
    all.put(
        Route.ADD_AGENT,
        profile(
            ApiEntry.of("Adds an agent, who has a phone in Asterisk a moment later.")
                .needs("agent", TEXT, "The id: SIP user, and what accounts name.")
                .needs("pool", TEXT, "Whose queues the agent serves.")));
    all.put(
        Route.CHANGE_AGENT,
        profile(
            ApiEntry.of(
                "Changes what is settled about an agent; fields left out are as the queue's.")));
    all.put(
        Route.REMOVE_AGENT,
        ApiEntry.of("Takes an agent away who is signed out.")
            .needs("reason", TEXT, WHY)
            .answersAccepted());
    all.put(
        Route.RESTORE_AGENT,
        ApiEntry.of("An agent is as in agents.conf again.")
            .needs("reason", TEXT, WHY)
            .answersAccepted());
    all.put(Route.CHANGE_HOURS, hours());
    all.put(
        Route.CLOSE_QUEUE,
        ApiEntry.of("Closes a queue for a while.")
            .needs("until", TIME, "When its hours count again.")
            .needs("reason", TEXT, WHY)
            .answersAccepted());
    all.put(
        Route.REOPEN_QUEUE,
        ApiEntry.of("Ends what was closed by hand.").needs("reason", TEXT, WHY).answersAccepted());
    all.put(
        Route.UPLOAD_LIST,
        ApiEntry.of("Allows and blocks the numbers of a file (text/csv), all of them or none.")
            .answersAccepted());
  }

  private static ApiEntry profile(ApiEntry entry) {
    return entry
        .needs("name", TEXT, "Shown to colleagues.")
        .needs("skills", TEXT, "As in agents.conf: `en, es:4`.")
        .takes("queues", TEXT, "Those of the pool that the agent serves; none for all.")
        .takes("reservedFor", TEXT, "The queue that comes first for this agent.")
        .takes("ringSeconds", INTEGER, "How long the phone rings, 3 to 300.")
        .takes("wrapUpSeconds", INTEGER, "Time after each talk, 0 to 3600.")
        .takes("shift", TEXT, "The opening hours by which the agent works.")
        .needs("reason", TEXT, WHY)
        .answersAccepted();
  }

  private static ApiEntry hours() {
    ApiEntry entry =
        ApiEntry.of("Gives a calendar other hours; its queues open and close by them at once.")
            .takes("timeZone", TEXT, "IANA name; needed unless asConfigured.");
    for (DayOfWeek day : DayOfWeek.values()) {
      entry =
          entry.takes(
              day.name().toLowerCase(Locale.ROOT),
              TEXT,
              "Such as `08:00-12:00 13:00-17:00`; nothing for closed.");
    }
    return entry
        .takes("dates", TEXT, "Days with other hours: `2026-12-25; 2026-12-24 08:00-12:00`.")
        .takes("asConfigured", FLAG, AS_CONFIGURED)
        .needs("reason", TEXT, WHY)
        .answersAccepted();
  }
}
