package org.ringfence.desktop.web;

import static org.ringfence.desktop.web.ApiEntry.Holds.DAY_OR_TIME;
import static org.ringfence.desktop.web.ApiEntry.Holds.INTEGER;
import static org.ringfence.desktop.web.ApiEntry.Holds.NUMBER_E164;
import static org.ringfence.desktop.web.ApiEntry.Holds.TEXT;
import static org.ringfence.desktop.web.ApiEntry.Holds.TIME;
import static org.ringfence.desktop.web.ApiEntry.Holds.TIME_OF_DAY;

import java.util.EnumMap;
import java.util.Map;
import org.ringfence.desktop.board.BoardViews.AgentView;
import org.ringfence.desktop.history.CallStory;
import org.ringfence.desktop.questions.QuestionsDesk;
import org.ringfence.desktop.reports.SavedReport;
import org.ringfence.desktop.waits.PublicWait;

/// What each route of the API takes and answers. A test holds it against the routes and against
/// what they answer.
final class ApiEntries {

  private static final String ANY_QUEUE = "A queue; all of them when it is left out.";
  private static final String FROM = "From when on; today's midnight when it is left out.";
  private static final String TO = "Until when, not included; now when it is left out.";
  private static final String WHY = "Why, for the audit trail.";
  private static final String[] STEPS = {"quarter", "hour", "day"};

  private ApiEntries() {}

  static Map<Route, ApiEntry> all() {
    Map<Route, ApiEntry> all = new EnumMap<>(Route.class);
    sessions(all);
    language(all);
    board(all);
    history(all);
    reports(all);
    desk(all);
    defence(all);
    others(all);
    DeskApiEntries.add(all);
    return all;
  }

  private static void sessions(Map<Route, ApiEntry> all) {
    all.put(
        Route.SESSION,
        ApiEntry.of("Who is signed in, and what a browser shows when it changes something.")
            .answers(SessionRoutes.SessionView.class));
    all.put(
        Route.SIGN_IN,
        ApiEntry.of("Signs in, by name and password or by a link's secret; sets the cookie.")
            .takes("name", TEXT, "With `password`.")
            .takes("password", TEXT, "With `name`.")
            .takes("link", TEXT, "The secret of a link that signs in once.")
            .answers(SessionRoutes.SessionView.class));
    all.put(
        Route.SIGN_OUT,
        ApiEntry.of("Ends this session, or all of this account.")
            .needsWord("where", "Which sessions.", "here", "everywhere"));
  }

  private static void language(Map<Route, ApiEntry> all) {
    all.put(
        Route.CHOOSE_LANGUAGE,
        ApiEntry.of("Keeps the language of the pages with the account.")
            .needsWord("language", "Which.", "en", "es"));
  }

  private static void board(Map<Route, ApiEntry> all) {
    all.put(
        Route.BOARD, ApiEntry.of("The whole board as it is now.").answers(LivePages.Event.class));
    all.put(
        Route.BOARD_EVENTS,
        ApiEntry.of("The board as server-sent events: first all of it, then what changed.")
            .media("text/event-stream")
            .answers(LivePages.Event.class));
    all.put(Route.WAIT, ApiEntry.of("The predicted waits of all queues, in seconds."));
    all.put(
        Route.PUBLIC_WAIT,
        ApiEntry.of("The published wait of a queue, as callers are told it.")
            .answers(PublicWait.class));
    all.put(Route.OPENAPI, ApiEntry.of("This document."));
  }

  private static void history(Map<Route, ApiEntry> all) {
    all.put(
        Route.INTERVALS,
        ApiEntry.of("Figures of quarter hours, hours or days.")
            .query("queue", TEXT, ANY_QUEUE)
            .query("from", DAY_OR_TIME, FROM)
            .query("to", DAY_OR_TIME, TO)
            .queryWord("step", "The length of a row.", STEPS)
            .queryWord("format", "Of the answer.", "json", "csv")
            .answers(StatisticsRoutes.Intervals.class));
    all.put(
        Route.STAFFING,
        ApiEntry.of("How many agents the next half hours need.")
            .query("queue", TEXT, ANY_QUEUE)
            .query("hours", INTEGER, "1 to 24; 8 when it is left out.")
            .answers(StatisticsRoutes.Staffing.class));
    all.put(
        Route.SURVEYS,
        ApiEntry.of("How callers rated their talks, by day and queue.")
            .query("from", DAY_OR_TIME, "A month ago when it is left out.")
            .query("to", DAY_OR_TIME, TO));
    all.put(
        Route.CALL_STORY,
        ApiEntry.of("Everything that is known of one call, numbers masked.")
            .answers(CallStory.class));
    all.put(
        Route.CALLER_NUMBER,
        ApiEntry.of("The whole number of a call's caller; the look is written into the trail."));
    all.put(
        Route.FORGET_CALLER,
        ApiEntry.of("Deletes what is known of a caller.")
            .needs("number", NUMBER_E164, "The caller's.")
            .needs("reason", TEXT, WHY)
            .answers(StatisticsRoutes.Forgotten.class));
    all.put(
        Route.CALLS,
        ApiEntry.of("Calls of some time, the latest first, a hundred at once.")
            .query("queue", TEXT, ANY_QUEUE)
            .query("from", DAY_OR_TIME, FROM)
            .query("to", DAY_OR_TIME, TO)
            .queryWord(
                "outcome",
                "How the call ended.",
                "served",
                "abandoned",
                "refused",
                "left",
                "in_line",
                "callback",
                "merged",
                "open")
            .queryWord(
                "verdict",
                "The last one.",
                "admit",
                "challenge",
                "divert",
                "announce",
                "listen",
                "let-go",
                "reject")
            .query("agent", TEXT, "Who talked.")
            .query("campaign", TEXT, "To which the call seems to belong.")
            .query("after", TEXT, "The `next` of the answer before.")
            .queryWord("format", "Of the answer; a file has up to 50,000 calls.", "json", "csv")
            .answers(ReportRoutes.Calls.class));
    all.put(
        Route.CALLER_CALLS,
        ApiEntry.of("The calls of one number; the look is written into the trail.")
            .needs("number", NUMBER_E164, "The caller's.")
            .takes("days", INTEGER, "How many days back, 1 to 400; 31 when it is left out.")
            .answers(ReportRoutes.Calls.class));
  }

  private static void reports(Map<Route, ApiEntry> all) {
    all.put(
        Route.REPORT,
        ApiEntry.of("A report: intervals, agents, waits, dispositions, defence or calls.")
            .query("queue", TEXT, ANY_QUEUE)
            .query("from", DAY_OR_TIME, FROM)
            .query("to", DAY_OR_TIME, TO)
            .queryWord("step", "The length of a row.", STEPS)
            .queryWord("format", "Of the answer.", "json", "csv")
            .answers(ReportRoutes.Report.class));
    all.put(
        Route.SAVED_REPORTS,
        ApiEntry.of("The reports that are kept under a name.").answers(ReportRoutes.Saved.class));
    all.put(
        Route.SAVE_REPORT,
        ApiEntry.of("Keeps a report under a name, and has it put into the folder each day.")
            .needs("title", TEXT, "The name.")
            .needsWord(
                "report",
                "Which.",
                "agents",
                "calls",
                "defence",
                "dispositions",
                "intervals",
                "waits")
            .takes("queue", TEXT, ANY_QUEUE)
            .needsWord(
                "span", "About which days.", "today", "yesterday", "last-7-days", "last-31-days")
            .needsWord("step", "The length of a row.", STEPS)
            .takes("at", TIME_OF_DAY, "When, by the site's clock; never when it is left out.")
            .answers(SavedReport.class));
    all.put(Route.DELETE_REPORT, ApiEntry.of("Deletes a saved report; its files stay."));
  }

  private static void desk(Map<Route, ApiEntry> all) {
    all.put(Route.AGENT, ApiEntry.of("An agent as the board shows it.").answers(AgentView.class));
    all.put(
        Route.AGENT_EVENTS,
        ApiEntry.of("The same, and the queues of the pool, as server-sent events.")
            .media("text/event-stream")
            .answers(LivePages.Event.class));
    all.put(
        Route.AGENT_STATE,
        ApiEntry.of("Asks for another state; the board tells when it is so.")
            .needsWord("state", "The one that is wished.", "ready", "paused", "signed_out")
            .takes("reason", TEXT, "Of a pause.")
            .takes("session", TEXT, "Tells two pages of one agent apart.")
            .answersAccepted());
    all.put(
        Route.AGENT_LABEL,
        ApiEntry.of("Says what the agent's own call was.")
            .needsWord("label", "What it was.", "machine", "person")
            .answersAccepted());
    all.put(
        Route.SCREEN_POP,
        ApiEntry.of("The address of the customer system's page for the agent's call.")
            .answers(ScreenPopRoutes.Address.class));
  }

  private static void defence(Map<Route, ApiEntry> all) {
    all.put(
        Route.UNDO_VERDICT,
        ApiEntry.of("Forgets what is held against a call's number.")
            .needs("reason", TEXT, WHY)
            .answersAccepted());
    all.put(
        Route.LIST_CALLER,
        ApiEntry.of("Allows or blocks a call's number.")
            .needsWord("list", "Which.", "allow", "block")
            .takes("expires", TIME, "Until when; for ever when it is left out.")
            .needs("reason", TEXT, WHY)
            .answersAccepted());
    all.put(
        Route.LIST_NUMBER,
        ApiEntry.of("Allows or blocks a number.")
            .needs("number", NUMBER_E164, "The number.")
            .needsWord("list", "Which.", "allow", "block")
            .takes("expires", TIME, "Until when; for ever when it is left out.")
            .needs("reason", TEXT, WHY)
            .answersAccepted());
    all.put(
        Route.SWITCH_DEFENCE,
        ApiEntry.of("Switches a line's defence.")
            .needsWord("to", "How it is to be.", "on", "shadow", "off")
            .needs("reason", TEXT, WHY)
            .answersAccepted());
    all.put(
        Route.SWITCH_ANNOUNCEMENT,
        ApiEntry.of("Tells callers that the line's number is misused, or no longer.")
            .needsWord("to", "How it is to be.", "on", "off")
            .takes("expires", TIME, "Until when; needed for on.")
            .needs("reason", TEXT, WHY)
            .answersAccepted());
    all.put(
        Route.UNLIST,
        ApiEntry.of("Takes a number off its list.").needs("reason", TEXT, WHY).answersAccepted());
    all.put(
        Route.RELEASE_CAMPAIGN,
        ApiEntry.of("Lets a campaign's calls in again.")
            .needs("reason", TEXT, WHY)
            .answersAccepted());
  }

  private static void others(Map<Route, ApiEntry> all) {
    all.put(Route.MESSAGES, ApiEntry.of("What callers left while their queue was closed."));
    all.put(
        Route.MESSAGE_SOUND,
        ApiEntry.of("The sound of a message; hearing it is written into the trail.")
            .media("audio/wav"));
    all.put(Route.DELETE_MESSAGE, ApiEntry.of("Deletes a message.").needs("reason", TEXT, WHY));
    all.put(Route.RECORDINGS, ApiEntry.of("Recorded talks, the newest first."));
    all.put(
        Route.RECORDING_SOUND,
        ApiEntry.of("The sound of a talk; hearing it is written into the trail.")
            .media("audio/wav"));
    all.put(
        Route.DELETE_RECORDING, ApiEntry.of("Deletes a recorded talk.").needs("reason", TEXT, WHY));
    all.put(
        Route.AGENT_RECORDING,
        ApiEntry.of("Pauses the recording of the agent's own talk, goes on, or deletes it.")
            .needsWord("do", "What.", "pause", "resume", "discard")
            .answersAccepted());
    all.put(
        Route.IVR,
        ApiEntry.of("The questions as they are in force, and how callers went through them.")
            .answers(QuestionsDesk.Questions.class));
    all.put(
        Route.RELOAD_IVR,
        ApiEntry.of("Reads the questions' file again.").answers(QuestionRoutes.Reloaded.class));
    all.put(
        Route.SWITCH_EMERGENCY,
        ApiEntry.of("Switches the message that callers hear before everything else.")
            .needsWord("to", "How it is to be.", "on", "off"));
  }
}
