package org.ringfence.queue.prediction;

/// Callers who hang up alike, as far as can be told when they join.
public enum PatienceClass {
  /// Taken for a person, or nothing is known.
  PERSON,
  /// The defence takes this caller for a machine rather than a person.
  MACHINE,
  /// A place without a call, which nobody can hang up: it is called back when its turn comes.
  CALLBACK;

  /// @param machineOdds natural logarithm of P(machine) / P(person); 0 when nothing was said
  public static PatienceClass of(double machineOdds) {
    return machineOdds > 0 ? MACHINE : PERSON;
  }
}
