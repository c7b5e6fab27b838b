package org.ringfence.simulator.report;

import java.util.Locale;

/// Numbers as a reader wants them. What is not known (NaN) is a dash.
final class Words {

  static final String NONE = "–";

  /// Between a number and its unit no line may break.
  private static final String GAP = "\u00a0";

  private Words() {}

  static String count(double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%,d", Math.round(value));
  }

  static String counted(double value, String one, String many) {
    return count(value) + " " + (value == 1 ? one : many);
  }

  /// A share of one as per cent; 100 % and 0 % only where it is exactly that.
  static String percent(double share) {
    if (Double.isNaN(share)) {
      return NONE;
    }
    double percent = share * 100;
    if (share > 0 && percent < 0.01) {
      return "<" + GAP + "0.01" + GAP + "%";
    }
    if (percent == 0 || percent == 100) {
      return Math.round(percent) + GAP + "%";
    }
    if (percent > 99.99 && percent < 100) {
      return ">" + GAP + "99.99" + GAP + "%";
    }
    boolean fine = percent < 1 || percent > 99;
    return String.format(Locale.ROOT, fine ? "%.2f" : "%.1f", percent) + GAP + "%";
  }

  static String share(double part, double whole) {
    return percent(whole > 0 ? part / whole : Double.NaN);
  }

  /// A small share in words of how many in how many.
  static String oneIn(double share) {
    if (Double.isNaN(share)) {
      return NONE;
    }
    return String.format(Locale.ROOT, share < 0.001 ? "%.1f" : "%.0f", share * 10_000)
        + GAP
        + "in"
        + GAP
        + "10,000";
  }

  static String decimal(double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.3f", value);
  }

  /// A length of time.
  static String time(double seconds) {
    if (Double.isNaN(seconds)) {
      return NONE;
    }
    if (seconds < 0) {
      return "−" + time(-seconds);
    }
    if (seconds < 9.95 && seconds != Math.rint(seconds)) {
      return String.format(Locale.ROOT, "%.1f", seconds) + GAP + "s";
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + GAP + "s";
    }
    if (whole < 3_600) {
      return whole / 60 + GAP + "min" + (whole % 60 == 0 ? "" : GAP + whole % 60 + GAP + "s");
    }
    if (seconds >= 360_000) {
      return count(seconds / 3_600) + GAP + "h";
    }
    long minutes = Math.round(seconds / 60);
    return minutes / 60 + GAP + "h" + (minutes % 60 == 0 ? "" : GAP + minutes % 60 + GAP + "min");
  }

  /// A moment as hours and minutes after opening, as the charts' axes have it.
  static String clock(double seconds) {
    long minutes = (long) Math.floor(Math.abs(seconds) / 60);
    return (seconds <= -60 ? "−" : "")
        + String.format(Locale.ROOT, "%d:%02d", minutes / 60, minutes % 60);
  }

  /// A moment in a sentence.
  static String moment(double seconds) {
    if (Math.abs(seconds) < 60) {
      return "at opening";
    }
    return time(Math.floor(Math.abs(seconds) / 60) * 60)
        + (seconds < 0 ? " before opening" : " after opening");
  }

  /// `machine_reached` as "machine reached", for names that a later version may bring.
  static String fieldName(String name) {
    return name.replace('_', ' ');
  }
}
