package org.ringfence.gateway.offers;

import org.ringfence.events.OfferFailure;

/// What the cause of a leg that never talked says about the agent's phone (ITU-T Q.850, as Asterisk
/// maps SIP answers to it).
final class HangupCause {

  static final int MEDIA_LOST = 44;
  static final int NORMAL = 16;

  private static final int UNALLOCATED = 1;
  private static final int NO_ROUTE = 3;
  private static final int BUSY = 17;
  private static final int NO_RESPONSE = 18;
  private static final int NO_ANSWER = 19;
  private static final int ABSENT = 20;
  private static final int REJECTED = 21;
  private static final int OUT_OF_ORDER = 27;
  private static final int CONGESTED = 34;

  private HangupCause() {}

  static OfferFailure failure(int cause, boolean rang) {
    return switch (cause) {
      case BUSY -> OfferFailure.BUSY;
      case REJECTED -> OfferFailure.DECLINED;
      case NO_ANSWER -> OfferFailure.NO_ANSWER;
      case UNALLOCATED, NO_ROUTE, NO_RESPONSE, ABSENT, OUT_OF_ORDER, CONGESTED ->
          OfferFailure.UNREACHABLE;
      // Asterisk cancels at the end of the ring time with a cause of its own.
      default -> rang ? OfferFailure.NO_ANSWER : OfferFailure.UNREACHABLE;
    };
  }
}
