package org.ringfence.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the gateway saw happen to a call.
public sealed interface CallEvent extends Message {

  CallId call();

  /// Facts that the detector reads, ordered by protected line.
  sealed interface Screened extends CallEvent {
    LineId line();

    @Override
    default Topic topic() {
      return Topic.SCREENING;
    }

    @Override
    default String key() {
      return line().value();
    }
  }

  /// Facts that the queue manager reads, ordered by pool.
  sealed interface Routed extends CallEvent {
    PoolName pool();

    @Override
    default Topic topic() {
      return Topic.ROUTING;
    }

    @Override
    default String key() {
      return pool().value();
    }
  }

  /// A call came in and is not yet answered; a verdict of [Stage#ARRIVAL] is due.
  ///
  /// @param caller the number as delivered, possibly withheld or malformed
  /// @param fingerprint what the signalling looks like, one token per look
  /// @param portsInUse calls on the trunk at this moment, this one included
  record AttemptArrived(
      CallId call,
      Instant at,
      LineId line,
      PhoneNumber caller,
      Privacy privacy,
      Attestation attestation,
      String fingerprint,
      int portsInUse)
      implements Screened {}

  /// No verdict came in time and the call was admitted.
  record AttemptFailedOpen(CallId call, Instant at, LineId line, Stage stage) implements Screened {}

  /// The caller hears us.
  record CallAnswered(CallId call, Instant at, LineId line) implements Screened {}

  /// The caller keyed something at a question, or let it time out.
  ///
  /// @param node the question's name in the flow; `language` is the language question
  /// @param pressed the key, or null when the question timed out
  /// @param offset from the start of the prompt to the key or to the time-out
  record QuestionAnswered(
      CallId call, Instant at, LineId line, String node, @Nullable String pressed, Duration offset)
      implements Screened {}

  /// The questions are over; a verdict of [Stage#JOIN] is due.
  ///
  /// @param sound what was heard of the caller, or null when nobody listened
  record JoinScreeningAsked(CallId call, Instant at, LineId line, @Nullable CallerSound sound)
      implements Screened {}

  /// A caller who was challenged has keyed the digits, or not; a verdict of [Stage#CHALLENGE] is
  /// due.
  ///
  /// @param sound what was heard of the caller, or null when nobody listened
  record ChallengeEnded(
      CallId call, Instant at, LineId line, ChallengeResult result, @Nullable CallerSound sound)
      implements Screened {}

  /// A caller of whom nothing was heard was asked for any sound or key; a verdict of
  /// [Stage#LISTENING] is due.
  ///
  /// @param keyed whether some key was pressed
  /// @param sound what was heard since the answer, or null when nobody listened
  record ListeningEnded(
      CallId call, Instant at, LineId line, boolean keyed, @Nullable CallerSound sound)
      implements Screened {}

  /// The call is over, whatever it was doing; the detector's half of the news. It is not said of
  /// attempts that were refused before the answer, which the verdict ended.
  ///
  /// @param cause the Q.850 cause
  /// @param duration from arrival
  /// @param dismissed whether we said goodbye and hung up; null where that is not known
  record CallEnded(
      CallId call,
      Instant at,
      LineId line,
      int cause,
      Duration duration,
      boolean reachedAgent,
      @Nullable Boolean dismissed)
      implements Screened {

    /// Who hung up is not known.
    public CallEnded(
        CallId call, Instant at, LineId line, int cause, Duration duration, boolean reachedAgent) {
      this(call, at, line, cause, duration, reachedAgent, null);
    }
  }

  /// The caller is through the questions and asks for a place in line.
  ///
  /// @param ticket the place held already (after a restart of the gateway), or null for a new one
  /// @param since when the caller reached the line, which orders it
  /// @param channel the full channel name, which `Bridge()` needs
  /// @param diverted waits with low priority
  /// @param machineOdds how sure the detector was when it diverted the call: the natural logarithm
  ///   of P(machine) / P(person); 0 when it said nothing
  /// @param heard whether any sound or key came from the caller
  /// @param identity what is known of who calls, or null when nothing is
  /// @param credit priority of this caller: stands as if it had come so much earlier; null for none
  record QueueReached(
      CallId call,
      Instant at,
      PoolName pool,
      QueueName queue,
      @Nullable TicketId ticket,
      Instant since,
      LineId line,
      PhoneNumber caller,
      Attestation attestation,
      String language,
      List<Skill> skills,
      String channel,
      boolean diverted,
      double machineOdds,
      boolean heard,
      @Nullable CallerIdentity identity,
      @Nullable Duration credit)
      implements Routed {
    public QueueReached {
      skills = List.copyOf(skills);
    }

    /// A caller without priority.
    public QueueReached(
        CallId call,
        Instant at,
        PoolName pool,
        QueueName queue,
        @Nullable TicketId ticket,
        Instant since,
        LineId line,
        PhoneNumber caller,
        Attestation attestation,
        String language,
        List<Skill> skills,
        String channel,
        boolean diverted,
        double machineOdds,
        boolean heard,
        @Nullable CallerIdentity identity) {
      this(
          call,
          at,
          pool,
          queue,
          ticket,
          since,
          line,
          caller,
          attestation,
          language,
          skills,
          channel,
          diverted,
          machineOdds,
          heard,
          identity,
          null);
    }
  }

  /// A diverted caller who waits was heard or pressed a key, and passes to the normal line.
  record CallerHeard(CallId call, Instant at, PoolName pool, TicketId ticket) implements Routed {}

  /// The caller in line is about to be told how it stands.
  record WaitAsked(CallId call, Instant at, PoolName pool, TicketId ticket) implements Routed {}

  /// The call of a caller who holds a place is over; the queue manager's half of the news.
  ///
  /// @param cause the Q.850 cause; 0 when nobody heard which
  record QueuedCallEnded(CallId call, Instant at, PoolName pool, TicketId ticket, int cause)
      implements Routed {

    /// Q.850 "temporary failure": Asterisk was started anew, and nobody hung up.
    public static final int CUT_OFF = 41;
  }

  /// A talk is over but the caller is still there, and goes back in line at the old place.
  record CallerReturned(CallId call, Instant at, PoolName pool, TicketId ticket)
      implements Routed {}

  /// A caller in line keyed the code of a place that was lost.
  ///
  /// @param ticket the place that this call has now
  /// @param code four digits
  record TicketCodeKeyed(CallId call, Instant at, PoolName pool, TicketId ticket, String code)
      implements Routed {
    /// Never shows the code.
    @Override
    public String toString() {
      return "TicketCodeKeyed[call=" + call + ", at=" + at + ", ticket=" + ticket + "]";
    }
  }

  /// A caller in line wishes to be called back, and has confirmed the number.
  ///
  /// @param line whose number the callback shows
  record CallbackAsked(
      CallId call, Instant at, PoolName pool, TicketId ticket, LineId line, PhoneNumber number)
      implements Routed {}

  /// A caller who gets no place in line now, because the queue is closed or no port is free to wait
  /// on, wishes to be called back, and has confirmed the number. The place is taken by this.
  ///
  /// @param wish what the caller would have asked of the line
  /// @param number whom to call
  record DoorCallbackAsked(
      CallId call, Instant at, PoolName pool, QueueReached wish, PhoneNumber number)
      implements Routed {}

  /// A caller who stayed after the agent had hung up answered the one question about the talk.
  ///
  /// @param queue whose caller it was
  /// @param score 1 for not helped at all to 5 for helped very well
  record SurveyAnswered(
      CallId call, Instant at, PoolName pool, TicketId ticket, QueueName queue, int score)
      implements Routed {
    public SurveyAnswered {
      if (score < 1 || score > 5) {
        throw new IllegalArgumentException("a score is 1 to 5, not " + score);
      }
    }
  }

  /// An attempt to call a caller back came to nothing.
  ///
  /// @param call the attempt's, from [LineDecision.DialCallback]
  record CallbackEnded(
      CallId call, Instant at, PoolName pool, TicketId ticket, CallbackResult result)
      implements Routed {}
}
