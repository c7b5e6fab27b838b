package org.ringfence.gateway.ivr;

import java.util.Collection;
import java.util.List;

/// What is said to callers who get no place with a call, and after a talk.
public final class DoorPrompts {

  public static final String CLOSED_NOW = "closed-now";
  public static final String WE_OPEN = "we-open";
  public static final String CLOSED_CALLBACK = "closed-callback";
  public static final String CLOSED_MESSAGE = "closed-message";
  public static final String MESSAGE_NOW = "message-now";
  public static final String MESSAGE_THANKS = "message-thanks";
  public static final String MESSAGE_NOT_NOW = "message-not-now";
  public static final String LINES_FULL = "lines-full";
  public static final String FULL_CALLBACK = "full-callback";
  public static final String CALL_AGAIN = "call-again";
  public static final String NO_CALLBACK = "no-callback";
  public static final String GOODBYE = "goodbye";
  public static final String SURVEY_QUESTION = "survey-question";

  private DoorPrompts() {}

  /// Everything that may be said, in any language.
  static Collection<String> allIds() {
    return List.of(
        CLOSED_NOW,
        WE_OPEN,
        CLOSED_CALLBACK,
        CLOSED_MESSAGE,
        MESSAGE_NOW,
        MESSAGE_THANKS,
        MESSAGE_NOT_NOW,
        LINES_FULL,
        FULL_CALLBACK,
        CALL_AGAIN,
        NO_CALLBACK,
        GOODBYE,
        SURVEY_QUESTION);
  }
}
