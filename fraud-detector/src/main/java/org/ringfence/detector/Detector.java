package org.ringfence.detector;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringfence.decider.Decider;
import org.ringfence.detector.crowd.UsualCallers;
import org.ringfence.detector.lists.NumberList;
import org.ringfence.detector.lists.NumberListFile;
import org.ringfence.detector.screening.KnownNumbers;
import org.ringfence.detector.screening.NumberHash;
import org.ringfence.detector.screening.ScreeningDecider;
import org.ringfence.events.LineId;
import org.ringfence.settings.SettingsException;
import org.ringfence.settings.SettingsProblem;
import org.ringfence.site.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The fraud detector: gives the host one core for each protected line, each with its meters.
public final class Detector {

  /// A shorter key could be tried out against the few billion numbers there are.
  public static final int MIN_KEY_BYTES = 16;

  private static final Logger log = LoggerFactory.getLogger(Detector.class);

  private final DetectorSettings settings;
  private final KnownNumbers known;
  private final UsualCallers usual;
  private final NumberHash numberHash;
  private final DetectorMeters meters;

  /// Reads the lists and is ready.
  ///
  /// @param configFolder where the settings' paths start
  /// @param numberKey the secret that keys numbers in state, at least [#MIN_KEY_BYTES]; keep it, or
  ///   every number is forgotten
  /// @param nanoTicker a monotonic clock for the scoring time
  /// @throws SettingsException with every bad line of both lists
  public Detector(
      DetectorSettings settings,
      Path configFolder,
      Site site,
      byte[] numberKey,
      MeterRegistry registry,
      LongSupplier nanoTicker) {
    this.settings = settings;
    List<SettingsProblem> problems = new ArrayList<>();
    NumberList doNotOriginate = read(configFolder.resolve(settings.doNotOriginateFile()), problems);
    NumberList allow = read(configFolder.resolve(settings.allowFile()), problems);
    @Nullable UsualCallers read =
        usual(configFolder.resolve(settings.usualCallersFile()), problems);
    if (!problems.isEmpty() || read == null) {
      throw new SettingsException(problems);
    }
    usual = read;
    known =
        new KnownNumbers(
            site.lines().stream()
                .map(line -> line.number().normalized())
                .collect(Collectors.toUnmodifiableSet()),
            doNotOriginate,
            allow);
    numberHash = new NumberHash(derive(numberKey));
    meters = new DetectorMeters(registry, nanoTicker, Set.copyOf(ScreeningDecider.signalNames()));
    log.atInfo()
        .addKeyValue("defence", settings.thresholds().defence())
        .addKeyValue("doNotOriginateRows", doNotOriginate.size())
        .addKeyValue("allowRows", allow.size())
        .log("fraud detector ready");
  }

  /// Makes the core of a line; the key is the [LineId].
  public Decider.Factory deciderFactory() {
    return key ->
        new MeteredDecider(
            new ScreeningDecider(new LineId(key), settings.thresholds(), known, usual, numberHash),
            meters,
            meters.ofLine(key));
  }

  /// The bare core of a line, for who measures it.
  public Decider unmetered(LineId line) {
    return new ScreeningDecider(line, settings.thresholds(), known, usual, numberHash);
  }

  private static NumberList read(Path file, List<SettingsProblem> problems) {
    try {
      return NumberListFile.read(file);
    } catch (SettingsException refused) {
      problems.addAll(refused.problems());
      return NumberList.EMPTY;
    }
  }

  private static @Nullable UsualCallers usual(Path file, List<SettingsProblem> problems) {
    try {
      return UsualCallersFile.read(file);
    } catch (SettingsException refused) {
      problems.addAll(refused.problems());
      return null;
    }
  }

  private static byte[] derive(byte[] numberKey) {
    if (numberKey.length < MIN_KEY_BYTES) {
      throw new IllegalArgumentException(
          "the key of the numbers must have at least " + MIN_KEY_BYTES + " bytes");
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(numberKey);
      return Arrays.copyOf(digest, NumberHash.KEY_BYTES);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
