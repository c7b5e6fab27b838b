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
///   (a hang-up ends each state)  ENDED <-------------------------'
/// ```
///
/// A talk that connects although its offer was given up is a fact: it moves WAITING, OFFERED and
/// AWAY to TALKING too.
enum TicketState {
  WAITING,
  OFFERED,
  TALKING,
  /// Not known to be in line: between a broken talk and the return, or when the fence found nobody.
  /// Such a caller keeps the place and is not offered to anybody.
  AWAY,
  ENDED
}
