package org.ringfence.queue.line;

/// What a ticket is doing.
///
/// ```
///               OfferCall                OfferConnected
///   WAITING ----------------> OFFERED --------------------> TALKING
///    ^  ^                      |   |                         |   |
///    |  '----------------------'   | the fence says          |   | hung up, by either
///    |    missed, lost, withdrawn  | that the caller         |   |
///    |                             | is not there            |   |
///    |                             v                         |   |
///    '--------------------------- AWAY <---------------------'   |
///      seen in line again          |       agent's leg broke     |
///                                  v                             v
///   (a hang-up of who was served) ENDED <------------------------'
///
///   WAITING, OFFERED, AWAY --- the call is lost ---> GRACE --- nobody came ---> ENDED
///   TALKING -------- cut off by a crash ------------> |
///                                                     '--- the caller is back ---> WAITING
///
///            CallbackAsked                    its turn, or soon
///   WAITING --------------> CALLBACK_LATER ----> CALLBACK_DUE ----> CALLBACK_DIALED
///                                  ^                                  |    |     |
///                                  '--- busy, no answer, no key ------'    |     | no attempt left,
///                                                                          |     | called off
///   WAITING (caller first), OFFERED (agent first) <-- pressed the key -----'     v
///                                                                              ENDED
/// ```
///
/// A talk that connects although its offer was given up is a fact: it moves WAITING, OFFERED and
/// AWAY to TALKING too. Who calls in again while a callback is open is WAITING again, at the same
/// place.
enum TicketState {
  WAITING,
  OFFERED,
  TALKING,
  /// Not known to be in line: between a broken talk and the return, or when the fence found nobody.
  /// Such a caller keeps the place and is not offered to anybody.
  AWAY,
  /// The call is lost; the place is kept for a while for the caller's next call.
  GRACE,
  /// To be called back, and has a turn in line like everybody.
  CALLBACK_DUE,
  /// To be called back, but not before a time; has no turn until then. So begins who came while the
  /// queue was closed, or found no port free to wait on (`DoorCallbackAsked`).
  CALLBACK_LATER,
  /// Being called back: the phone rings, or the key is waited for. With [CallbackRules.First#AGENT]
  /// an agent is kept free, and the ticket has an offer of which nothing was said.
  CALLBACK_DIALED,
  ENDED;

  /// Whether an agent may be offered this caller now.
  boolean hasATurn() {
    return this == WAITING || this == CALLBACK_DUE;
  }

  /// Whether the place is kept without a call that waits.
  boolean isKept() {
    return switch (this) {
      case GRACE, CALLBACK_DUE, CALLBACK_LATER, CALLBACK_DIALED -> true;
      case WAITING, OFFERED, TALKING, AWAY, ENDED -> false;
    };
  }

  boolean isCallback() {
    return isKept() && this != GRACE;
  }
}
