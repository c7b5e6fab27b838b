package org.ringfence.detector.screening;

/// What time there is for a caller, by the ports that are left.
///
/// @param hurried whether the questions' end is too late to challenge: ports run out, or the
///   machines do not stay for it
/// @param listensBelow odds below which a port can be spared for listening to who was silent at the
///   challenge: while there are ports, whatever they are, and later for who may more likely be a
///   person
record Room(boolean hurried, double listensBelow) {

  /// No port is in use.
  static final Room ALL = new Room(false, Double.POSITIVE_INFINITY);

  private static final double HURRIED_PORTS = 0.5;
  private static final double HURRIED_LEAVERS = 0.35;
  private static final double PLENTY_OF_PORTS = 0.35;
  private static final double LAST_PORTS = 0.9;

  /// 998 in 1,000 are machines; most machines of a flood are more plainly so.
  private static final double PERHAPS_A_PERSON = 6;

  /// @param portsInUse of `ports`
  /// @param leavers the share of calls that do not stay until the end of the questions
  static Room of(int portsInUse, int ports, double leavers) {
    return new Room(
        portsInUse >= HURRIED_PORTS * ports || leavers >= HURRIED_LEAVERS,
        listensBelow(portsInUse / (double) ports));
  }

  private static double listensBelow(double inUse) {
    if (inUse < PLENTY_OF_PORTS) {
      return Double.POSITIVE_INFINITY;
    }
    return inUse < LAST_PORTS ? PERHAPS_A_PERSON : Double.NEGATIVE_INFINITY;
  }
}
