package org.ringfence.platform.run;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;

/// Lets percentiles look back [#WINDOW], which a person at a screen can still read; Micrometer's
/// own choice is two minutes.
final class PercentilesOverMinutes implements MeterFilter {

  static final Duration WINDOW = Duration.ofMinutes(10);

  private static final int BUCKETS = 5;

  @Override
  public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
    return DistributionStatisticConfig.builder()
        .expiry(WINDOW)
        .bufferLength(BUCKETS)
        .build()
        .merge(config);
  }
}
