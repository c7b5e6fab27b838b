package org.ringfence.events;

/// How well the network knows who calls, which decides whether the number alone gives a place back.
///
/// @param privacy whether the caller withheld the number
/// @param code four digits that this caller may be told, to name a place that is held by this call;
///   drawn by chance, and used only when the call gets a new place
public record CallerIdentity(Privacy privacy, String code) {

  public CallerIdentity {
    if (!code.matches("[0-9]{4}")) {
      throw new IllegalArgumentException("a ticket code has four digits");
    }
  }

  /// Never shows the code.
  @Override
  public String toString() {
    return "CallerIdentity[privacy=" + privacy + "]";
  }
}
