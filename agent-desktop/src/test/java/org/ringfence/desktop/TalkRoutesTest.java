package org.ringfence.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringfence.desktop.Examples.ANA;
import static org.ringfence.desktop.Examples.ENROLLMENT;
import static org.ringfence.desktop.Examples.NOON;
import static org.ringfence.desktop.Examples.POOL;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfence.desktop.accounts.Role;
import org.ringfence.events.AccessKind;
import org.ringfence.events.AccessRecorded;
import org.ringfence.events.AgentId;
import org.ringfence.events.AgentMessage.BringIn;
import org.ringfence.events.AgentMessage.LetJoin;
import org.ringfence.events.AgentMessage.SendOut;
import org.ringfence.events.AgentMessage.TransferCaller;
import org.ringfence.events.AgentState;
import org.ringfence.events.CallId;
import org.ringfence.events.LineDecision.Party;
import org.ringfence.events.LineDecision.TalkPartiesChanged;
import org.ringfence.events.LineDecision.TalkRequestRefused;
import org.ringfence.events.OfferId;
import org.ringfence.events.PartyKind;
import org.ringfence.events.PartyState;
import org.ringfence.events.Stage;
import org.ringfence.events.TicketId;
import org.ringfence.events.Verdict;

/// What can be asked for about a talk, over real HTTP.
@Timeout(30)
class TalkRoutesTest {

  private static final String ANAS = "/api/v1/agents/ana/";
  private static final AgentId BEN = new AgentId("ben");
  private static final TicketId TICKET = new TicketId("Tpbx-1.1");

  private final RunningDesktop web = new RunningDesktop();

  @BeforeEach
  void anaTalks() throws IOException {
    web.start();
    web.bus.publish(Examples.verdict("pbx-1.1", NOON, Stage.ARRIVAL, Verdict.ADMIT));
    web.bus.publish(Examples.offer("pbx-1.1", ANA, NOON, "es", "first in line"));
    web.bus.publish(Examples.agent(ANA, NOON, AgentState.TALKING, "pbx-1.1", ""));
  }

  @AfterEach
  void stop() throws IOException {
    web.close();
  }

  private void benIs(AgentState state) {
    web.bus.publish(Examples.agent(BEN, NOON, state, null, ""));
  }

  private void parties(Party... parties) {
    web.bus.publish(
        new TalkPartiesChanged(TICKET, new CallId("pbx-1.1"), ANA, NOON, POOL, List.of(parties)));
  }

  private static Party party(PartyKind kind, String name) {
    return new Party(new OfferId("Tpbx-1.1-p2"), kind, name, PartyState.JOINED, NOON, "");
  }

  @Test
  void a_caller_is_passed_on_to_a_queue_with_the_needs_as_they_are() throws IOException {
    assertThat(web.post(ANAS + "transfer", "{\"queue\":\"enrollment\"}"))
        .startsWith("HTTP/1.1 202");

    assertThat(web.bus.published())
        .endsWith(new TransferCaller(ANA, NOON, POOL, ENROLLMENT, null, null));
  }

  @Test
  void a_caller_is_passed_on_only_to_an_agent_who_is_ready() throws IOException {
    benIs(AgentState.WRAP_UP);
    assertThat(web.post(ANAS + "transfer", "{\"agent\":\"ben\"}"))
        .startsWith("HTTP/1.1 409")
        .contains("is not ready (wrap up); the talk goes on");

    benIs(AgentState.READY);
    assertThat(web.post(ANAS + "transfer", "{\"agent\":\"ben\"}")).startsWith("HTTP/1.1 202");
    assertThat(web.bus.published())
        .endsWith(new TransferCaller(ANA, NOON, POOL, ENROLLMENT, null, BEN));
  }

  @Test
  void a_wrong_wish_names_the_field() throws IOException {
    assertThat(web.post(ANAS + "transfer", "{}"))
        .startsWith("HTTP/1.1 400")
        .contains("\"field\":\"queue\"");
    assertThat(web.post(ANAS + "transfer", "{\"queue\":\"nowhere\"}"))
        .startsWith("HTTP/1.1 400")
        .contains("none of this agent's queues");
    assertThat(web.post(ANAS + "parties", "{\"outside\":\"pizza\"}"))
        .startsWith("HTTP/1.1 400")
        .contains("talk.outside");
    assertThat(web.post(ANAS + "parties", "{\"agent\":\"ben\",\"outside\":\"pizza\"}"))
        .startsWith("HTTP/1.1 400")
        .contains("one only");
    assertThat(web.post(ANAS + "listen", "{\"how\":\"record\",\"phone\":\"ben\"}"))
        .startsWith("HTTP/1.1 400")
        .contains("listen, whisper or barge");
    assertThat(web.post("/api/v1/agents/nobody/transfer", "{\"agent\":\"ben\"}"))
        .startsWith("HTTP/1.1 404");
  }

  @Test
  void without_a_talk_there_is_nothing_to_ask_for() throws IOException {
    web.bus.publish(Examples.agent(ANA, NOON, AgentState.READY, null, ""));

    assertThat(web.post(ANAS + "transfer", "{\"queue\":\"enrollment\"}"))
        .startsWith("HTTP/1.1 409")
        .contains("There is no talk.");
  }

  @Test
  void a_colleague_is_brought_in_and_whoever_is_in_the_talk_is_sent_out() throws IOException {
    benIs(AgentState.READY);
    assertThat(web.post(ANAS + "parties", "{\"agent\":\"ben\"}")).startsWith("HTTP/1.1 202");
    assertThat(web.bus.published())
        .endsWith(new BringIn(ANA, NOON, POOL, PartyKind.COLLEAGUE, "ben", BEN));

    parties(party(PartyKind.OUTSIDE, "police"));
    assertThat(web.get("/api/v1/agents/ana"))
        .contains("\"kind\":\"OUTSIDE\"", "\"name\":\"police\"", "\"state\":\"JOINED\"");
    assertThat(web.post(ANAS + "parties/end", "{\"party\":\"Tpbx-1.1-p2\"}"))
        .startsWith("HTTP/1.1 202");
    assertThat(web.bus.published())
        .endsWith(new SendOut(ANA, NOON, POOL, new OfferId("Tpbx-1.1-p2")));
    assertThat(web.post(ANAS + "parties/end", "{\"party\":\"Tpbx-1.1-p9\"}"))
        .startsWith("HTTP/1.1 409");
  }

  @Test
  void a_private_word_is_asked_for_and_ended_by_all_three_talking() throws IOException {
    benIs(AgentState.READY);
    assertThat(web.post(ANAS + "parties", "{\"outside\":\"pizza\",\"private\":true}"))
        .startsWith("HTTP/1.1 400")
        .contains("\"field\":\"private\"");
    assertThat(web.post(ANAS + "parties", "{\"agent\":\"ben\",\"private\":true}"))
        .startsWith("HTTP/1.1 202");
    assertThat(web.bus.published())
        .endsWith(new BringIn(ANA, NOON, POOL, PartyKind.CONSULTED, "ben", BEN));
    assertThat(web.post(ANAS + "parties/join", "{\"party\":\"Tpbx-1.1-p2\"}"))
        .startsWith("HTTP/1.1 409")
        .contains("There is no private word with that one.");

    parties(party(PartyKind.CONSULTED, "ben"));
    assertThat(web.post(ANAS + "parties/join", "{\"party\":\"Tpbx-1.1-p2\"}"))
        .startsWith("HTTP/1.1 202");
    assertThat(web.bus.published())
        .endsWith(new LetJoin(ANA, NOON, POOL, new OfferId("Tpbx-1.1-p2")));
  }

  @Test
  void a_supervisors_listening_is_told_on_the_board_and_in_the_trail() throws IOException {
    web.as(Role.SUPERVISOR);
    assertThat(web.post(ANAS + "listen", "{\"how\":\"whisper\",\"phone\":\"ben\"}"))
        .startsWith("HTTP/1.1 202");

    assertThat(web.bus.published())
        .endsWith(new BringIn(ANA, NOON, POOL, PartyKind.WHISPERER, "supervisor-token", BEN));
    assertThat(web.trail.published())
        .last()
        .isInstanceOfSatisfying(
            AccessRecorded.class,
            said -> {
              assertThat(said.kind()).isEqualTo(AccessKind.LISTENED);
              assertThat(said.author()).isEqualTo("supervisor-token");
              assertThat(said.subject()).isEqualTo("ana");
              assertThat(said.after()).isEqualTo("whisperer");
            });
    parties(party(PartyKind.WHISPERER, "supervisor-token"));
    assertThat(web.get("/api/v1/board")).contains("WHISPERER");
  }

  @Test
  void an_agent_does_not_listen() throws IOException {
    web.as(Role.SERVICE);

    assertThat(web.post(ANAS + "listen", "{\"how\":\"listen\",\"phone\":\"ben\"}"))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void what_was_refused_a_moment_later_is_shown_to_the_agent() throws IOException {
    web.bus.publish(new TalkRequestRefused(ANA, NOON, POOL, "ben is paused."));

    assertThat(web.get("/api/v1/agents/ana")).contains("\"why\":\"ben is paused.\"");
  }

  @Test
  void the_choices_name_queues_and_colleagues_with_their_states() throws IOException {
    benIs(AgentState.READY);

    assertThat(web.get(ANAS + "talk"))
        .contains("\"queues\":[\"enrollment\"]", "\"agent\":\"ben\"", "\"free\":true");
  }

  @Test
  void with_the_talk_its_parties_are_gone() throws IOException {
    parties(party(PartyKind.OUTSIDE, "police"));
    web.bus.publish(Examples.agent(ANA, NOON, AgentState.WRAP_UP, null, ""));
    web.bus.publish(Examples.agent(ANA, NOON, AgentState.TALKING, "pbx-1.2", ""));

    assertThat(web.get("/api/v1/agents/ana")).contains("\"parties\":[]");
  }
}
