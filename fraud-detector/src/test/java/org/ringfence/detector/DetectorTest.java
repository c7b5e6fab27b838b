package org.ringfence.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfence.decider.Decider;
import org.ringfence.events.Attestation;
import org.ringfence.events.CallEvent.AttemptArrived;
import org.ringfence.events.CallId;
import org.ringfence.events.LineId;
import org.ringfence.events.PhoneNumber;
import org.ringfence.events.Privacy;
import org.ringfence.events.QueueName;
import org.ringfence.settings.SettingsException;
import org.ringfence.site.Site;

class DetectorTest {

  private static final String HEADER = "number,reason,author,expires\n";

  @TempDir private Path config;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicLong nanos = new AtomicLong();

  private final Site site =
      new Site(
          List.of(
              new Site.Line(
                  new LineId("16515550100"),
                  PhoneNumber.of("+16515550100"),
                  List.of("6515550100"),
                  new QueueName("enrollment"))),
          List.of(),
          List.of());

  @BeforeEach
  void lists() throws IOException {
    Files.writeString(config.resolve("dno.csv"), HEADER + "+1900*,premium,me,2027-12-31\n");
    Files.writeString(config.resolve("allow.csv"), HEADER);
    Files.copy(ShippedCallers.FILE, config.resolve("usual.conf"));
  }

  private Detector detector() {
    DetectorSettings settings =
        new DetectorSettings(
            DetectorSettingsTest.read("").thresholds(), "dno.csv", "allow.csv", "usual.conf");
    return new Detector(
        settings, config, site, new byte[16], registry, () -> nanos.getAndAdd(5_000));
  }

  private static AttemptArrived attempt(String call, String number) {
    return new AttemptArrived(
        new CallId(call),
        Instant.parse("2026-11-02T14:00:00Z"),
        new LineId("16515550100"),
        PhoneNumber.of(number),
        Privacy.NONE,
        Attestation.UNSIGNED,
        "carrier",
        60);
  }

  @Test
  void itsMetersTellVerdictsReasonsModeAndScoringTime() {
    Decider decider = detector().deciderFactory().create("16515550100");

    decider.apply(attempt("c1", "+16125550111"));
    decider.apply(attempt("c2", "+19005550111"));
    decider.apply(attempt("c3", "+16515550100"));

    assertThat(
            registry
                .get("ringfence.detector.verdicts")
                .tags("stage", "arrival", "verdict", "reject", "would_be", "reject", "mode", "red")
                .counter()
                .count())
        .isEqualTo(2);
    assertThat(
            registry
                .get("ringfence.detector.reasons")
                .tags("name", "do-not-originate")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(registry.get("ringfence.detector.mode").gauge().value()).isEqualTo(2);
    assertThat(registry.get("ringfence.detector.numbers").gauge().value()).isEqualTo(3);
    assertThat(registry.get("ringfence.detector.scoring").timer().totalTime(TimeUnit.MICROSECONDS))
        .isEqualTo(15);
  }

  @Test
  void aRestoredCoreShowsItsStateAtOnce() {
    Decider decider = detector().deciderFactory().create("16515550100");
    decider.apply(attempt("c1", "+16125550111"));
    Decider second = detector().deciderFactory().create("16515550100");

    second.restore(decider.snapshot());

    assertThat(second.snapshot()).isEqualTo(decider.snapshot());
    assertThat(registry.get("ringfence.detector.calls").gauge().value()).isEqualTo(1);
  }

  @Test
  void badRowsOfBothListsAndOfTheUsualCallersAreToldTogether() throws IOException {
    Files.writeString(config.resolve("dno.csv"), HEADER + "x,y,z,2027-12-31\n");
    Files.writeString(config.resolve("allow.csv"), HEADER + "\n\n+16515550142,y,z,soon\n");
    Files.writeString(config.resolve("usual.conf"), "abroad = 2\n", StandardOpenOption.APPEND);

    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(this::detector)
        .withMessageContaining("dno.csv:2")
        .withMessageContaining("allow.csv:4")
        .withMessageContaining("abroad");
  }

  @Test
  void aKeyThatCouldBeTriedOutIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Detector(
                new DetectorSettings(
                    DetectorSettingsTest.read("").thresholds(),
                    "dno.csv",
                    "allow.csv",
                    "usual.conf"),
                config,
                site,
                new byte[15],
                registry,
                () -> 0));
  }
}
