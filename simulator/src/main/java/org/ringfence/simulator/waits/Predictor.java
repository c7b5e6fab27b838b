package org.ringfence.simulator.waits;

/// Who predicts.
enum Predictor {
  OURS("ours"),
  QL("QL"),
  QLR("QLr"),
  QLM("QLm"),
  QLAP("QLap"),
  LES("LES"),
  HOL("HOL"),
  /// The mean of all waits, as if known before.
  MEAN("mean"),
  /// The mean of those answered so far.
  MEAN_SO_FAR("mean so far"),
  ASTERISK("Asterisk"),
  /// What Asterisk says aloud.
  ASTERISK_ANNOUNCED("Asterisk says"),
  /// QLm with the service rate observed while callers waited, and the abandonment rate by exposure.
  QLM_BACKLOGGED("QLm backlogged"),
  /// Survival-weighted work ahead, told all parameters and the defence's labels.
  CLASS_AWARE("class-aware");

  final String label;

  Predictor(String label) {
    this.label = label;
  }
}
