package org.ringfence.simulator.plans;

/// Who really calls; for scoring only, no code under test ever sees it.
public enum Label {
  HUMAN,
  MACHINE
}
