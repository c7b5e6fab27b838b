package org.ringfence.desktop.web;

import static org.ringfence.desktop.web.Access.ADMINISTERING;
import static org.ringfence.desktop.web.Access.DESK;
import static org.ringfence.desktop.web.Access.DIRECTING;
import static org.ringfence.desktop.web.Access.LOCAL;
import static org.ringfence.desktop.web.Access.OPEN;
import static org.ringfence.desktop.web.Access.OPERATING;
import static org.ringfence.desktop.web.Access.OWN_DESK;
import static org.ringfence.desktop.web.Access.SIGNED_IN;
import static org.ringfence.desktop.web.Access.WATCHING;

import io.javalin.http.HandlerType;

/// The one table of what is served and to whom. A handler is attached to an entry of it or not at
/// all, so nothing is served without a rule.
enum Route {
  BOARD_PAGE("/", WATCHING),
  STATISTICS_PAGE("/statistics", WATCHING),
  AGENT_PAGE("/agent", DESK),
  IVR_PAGE("/ivr", WATCHING),
  WALL_PAGE("/wall", WATCHING),
  ADMIN_PAGE("/admin", ADMINISTERING),
  REPORTS_PAGE("/reports", DIRECTING),
  WAIT_PAGE("/wait/{queue}", OPEN),
  SOUND_PAGE("/sound", DIRECTING),
  SIGN_IN_PAGE("/sign-in", OPEN),
  OIDC_BEGIN("/sign-in/oidc", OPEN),
  OIDC_BACK("/sign-in/oidc/back", OPEN),
  PAGE_FILE("/web/{file}", OPEN),
  SOFTPHONE_FILE("/web/sip/<file>", OPEN),
  PHONE_SOCKET("/phone", OWN_DESK),
  /// For who shows a pass of another node, which the handler checks.
  NODE_PHONE_SOCKET("/node-phone", OPEN),

  SESSION("/api/v1/session", SIGNED_IN),
  SIGN_IN_WAYS("/api/v1/sign-in/ways", OPEN),
  SIGN_IN(true, "/api/v1/session", OPEN),
  SIGN_OUT(true, "/api/v1/session/end", SIGNED_IN),

  CHOOSE_LANGUAGE(true, "/api/v1/session/language", SIGNED_IN),

  BOARD("/api/v1/board", WATCHING),
  BOARD_EVENTS("/api/v1/board/events", WATCHING),
  WAIT("/api/v1/wait", OPEN),
  PUBLIC_WAIT("/api/v1/public/wait/{queue}", OPEN),
  OPENAPI("/api/v1/openapi.json", OPEN),
  INTERVALS("/api/v1/intervals", WATCHING),
  STAFFING("/api/v1/staffing", WATCHING),
  SURVEYS("/api/v1/surveys", WATCHING),
  CALL_STORY("/api/v1/history/calls/{call}", DIRECTING),
  CALLER_NUMBER("/api/v1/calls/{call}/number", DIRECTING),
  CALLS("/api/v1/history/calls", DIRECTING),
  CALLER_CALLS(true, "/api/v1/history/caller", DIRECTING),
  REPORT("/api/v1/reports/{report}", DIRECTING),
  SAVED_REPORTS("/api/v1/saved-reports", DIRECTING),
  SAVE_REPORT(true, "/api/v1/saved-reports", DIRECTING),
  DELETE_REPORT(true, "/api/v1/saved-reports/{id}/delete", DIRECTING),
  FORGET_CALLER(true, "/api/v1/history/forget", ADMINISTERING),

  MESSAGES("/api/v1/messages", DIRECTING),
  MESSAGE_SOUND("/api/v1/messages/{id}/sound", DIRECTING),
  DELETE_MESSAGE(true, "/api/v1/messages/{id}/delete", DIRECTING),
  RECORDINGS("/api/v1/recordings", DIRECTING),
  RECORDING_SOUND("/api/v1/recordings/{id}/sound", DIRECTING),
  DELETE_RECORDING(true, "/api/v1/recordings/{id}/delete", DIRECTING),

  DISPOSITIONS("/api/v1/dispositions", SIGNED_IN),
  AGENT("/api/v1/agents/{id}", DESK),
  AGENT_EVENTS("/api/v1/agents/{id}/events", DESK),
  AGENT_STATE(true, "/api/v1/agents/{id}/state", DESK),
  AGENT_LABEL(true, "/api/v1/agents/{id}/label", OWN_DESK),
  SCREEN_POP("/api/v1/agents/{id}/screen-pop", DESK),
  AGENT_PHONE(true, "/api/v1/agents/{id}/phone", OWN_DESK),
  AGENT_DISPOSITION(true, "/api/v1/agents/{id}/disposition", OWN_DESK),
  AGENT_RECORDING(true, "/api/v1/agents/{id}/recording", OWN_DESK),

  TALK_CHOICES("/api/v1/agents/{id}/talk", DESK),
  TRANSFER(true, "/api/v1/agents/{id}/transfer", DESK),
  BRING_IN(true, "/api/v1/agents/{id}/parties", DESK),
  LET_JOIN(true, "/api/v1/agents/{id}/parties/join", DESK),
  SEND_OUT(true, "/api/v1/agents/{id}/parties/end", DESK),
  LISTEN(true, "/api/v1/agents/{id}/listen", DIRECTING),

  UNDO_VERDICT(true, "/api/v1/verdicts/{call}/undo", DIRECTING),
  LIST_CALLER(true, "/api/v1/verdicts/{call}/list", DIRECTING),
  LIST_NUMBER(true, "/api/v1/lines/{line}/list", DIRECTING),
  SWITCH_DEFENCE(true, "/api/v1/lines/{line}/defence", DIRECTING),
  SWITCH_ANNOUNCEMENT(true, "/api/v1/lines/{line}/announcement", DIRECTING),
  PREVIEW_THRESHOLDS(true, "/api/v1/lines/{line}/thresholds/preview", DIRECTING),
  CHANGE_THRESHOLDS(true, "/api/v1/lines/{line}/thresholds", DIRECTING),
  UNLIST(true, "/api/v1/lists/{entry}/remove", DIRECTING),
  RELEASE_CAMPAIGN(true, "/api/v1/campaigns/{campaign}/release", DIRECTING),

  IVR("/api/v1/ivr", WATCHING),
  IVR_PICTURE("/ivr.svg", WATCHING),
  RELOAD_IVR(true, "/api/v1/ivr/reload", OPERATING),
  SWITCH_EMERGENCY(true, "/api/v1/ivr/emergency", OPERATING),

  ADMIN("/api/v1/admin", ADMINISTERING),
  ADD_ACCOUNT(true, "/api/v1/admin/accounts", ADMINISTERING),
  CHANGE_ROLE(true, "/api/v1/admin/accounts/{name}/role", ADMINISTERING),
  MAKE_LINK(true, "/api/v1/admin/accounts/{name}/link", ADMINISTERING),
  REMOVE_ACCOUNT(true, "/api/v1/admin/accounts/{name}/remove", ADMINISTERING),
  ADD_AGENT(true, "/api/v1/admin/agents", ADMINISTERING),
  CHANGE_AGENT(true, "/api/v1/admin/agents/{id}", ADMINISTERING),
  REMOVE_AGENT(true, "/api/v1/admin/agents/{id}/remove", ADMINISTERING),
  RESTORE_AGENT(true, "/api/v1/admin/agents/{id}/restore", ADMINISTERING),
  CHANGE_HOURS(true, "/api/v1/admin/hours/{calendar}", ADMINISTERING),
  CHANGE_SKILLS(true, "/api/v1/admin/agents/{id}/skills", ADMINISTERING),
  CLOSE_QUEUE(true, "/api/v1/admin/queues/{queue}/close", ADMINISTERING),
  REOPEN_QUEUE(true, "/api/v1/admin/queues/{queue}/reopen", ADMINISTERING),
  UPLOAD_LIST(true, "/api/v1/admin/lines/{line}/list", ADMINISTERING),
  PROMPTS("/api/v1/admin/prompts", ADMINISTERING),
  PROMPT_SOUND("/api/v1/admin/prompts/{language}/{prompt}/sound", ADMINISTERING),
  GIVE_PROMPT(true, "/api/v1/admin/prompts/{language}/{prompt}/sound", ADMINISTERING),
  RESTORE_PROMPT(true, "/api/v1/admin/prompts/{language}/{prompt}/as-built", ADMINISTERING),

  LIVE("/health/live", LOCAL),
  READY("/health/ready", LOCAL),
  METRICS("/metrics", LOCAL);

  private final boolean changing;
  private final String path;
  private final Access access;

  Route(String path, Access access) {
    this(false, path, access);
  }

  /// @param changing whether it changes something, which is asked for by POST
  Route(boolean changing, String path, Access access) {
    this.changing = changing;
    this.path = path;
    this.access = access;
  }

  HandlerType method() {
    return changing ? HandlerType.POST : HandlerType.GET;
  }

  boolean isChanging() {
    return changing;
  }

  String path() {
    return path;
  }

  Access access() {
    return access;
  }

  /// A page for people: who may not see it is led elsewhere instead of refused.
  boolean isPage() {
    return switch (this) {
      case BOARD_PAGE, STATISTICS_PAGE, AGENT_PAGE, IVR_PAGE -> true;
      case WALL_PAGE, ADMIN_PAGE, REPORTS_PAGE, SOUND_PAGE -> true;
      default -> false;
    };
  }
}
