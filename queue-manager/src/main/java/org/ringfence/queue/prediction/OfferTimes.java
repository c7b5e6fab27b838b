package org.ringfence.queue.prediction;

/// What offers cost apart from talks; sums that are forgotten together.
///
/// @param wastedSeconds agents' time on offers that came to nothing
/// @param pickups offers that were picked up
/// @param pickupSeconds from ringing to hearing each other, over these
public record OfferTimes(double wastedSeconds, double pickups, double pickupSeconds) {

  static final OfferTimes NONE = new OfferTimes(0, 0, 0);

  private static final double PRIOR_PICKUP_SECONDS = 5;

  private static final double PRIOR_PICKUPS = 5;

  OfferTimes decayed(double factor) {
    return new OfferTimes(wastedSeconds * factor, pickups * factor, pickupSeconds * factor);
  }

  OfferTimes wasted(double seconds) {
    return new OfferTimes(wastedSeconds + seconds, pickups, pickupSeconds);
  }

  OfferTimes pickedUp(double seconds) {
    return new OfferTimes(wastedSeconds, pickups + 1, pickupSeconds + seconds);
  }

  /// How long an agent takes to pick up.
  double meanPickupSeconds() {
    return (pickupSeconds + PRIOR_PICKUPS * PRIOR_PICKUP_SECONDS) / (pickups + PRIOR_PICKUPS);
  }
}
