package org.ringfence.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/// The house as docs/architecture.md draws it.
@AnalyzeClasses(packages = "org.ringfence", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String GATEWAY = "org.ringfence.gateway..";
  private static final String DETECTOR = "org.ringfence.detector..";
  private static final String QUEUE = "org.ringfence.queue..";
  private static final String DESKTOP = "org.ringfence.desktop..";
  private static final String SIMULATOR = "org.ringfence.simulator..";
  private static final String PLATFORM = "org.ringfence.platform..";

  @ArchTest
  static final ArchRule gatewayMeetsTheOthersInMessagesOnly =
      noClasses()
          .that()
          .resideInAPackage(GATEWAY)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DETECTOR, QUEUE, DESKTOP, SIMULATOR, PLATFORM);

  @ArchTest
  static final ArchRule detectorMeetsTheOthersInMessagesOnly =
      noClasses()
          .that()
          .resideInAPackage(DETECTOR)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(GATEWAY, QUEUE, DESKTOP, SIMULATOR, PLATFORM);

  @ArchTest
  static final ArchRule queueMeetsTheOthersInMessagesOnly =
      noClasses()
          .that()
          .resideInAPackage(QUEUE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(GATEWAY, DETECTOR, DESKTOP, SIMULATOR, PLATFORM);

  @ArchTest
  static final ArchRule desktopMeetsTheOthersInMessagesOnly =
      noClasses()
          .that()
          .resideInAPackage(DESKTOP)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(GATEWAY, DETECTOR, QUEUE, SIMULATOR, PLATFORM);

  @ArchTest
  static final ArchRule nothingBelowKnowsThePlatform =
      noClasses()
          .that()
          .resideOutsideOfPackage(PLATFORM)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(PLATFORM);

  @ArchTest
  static final ArchRule onlyTheBusAndTheHostKnowKafka =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.ringfence.bus..",
              "org.ringfence.broker..",
              "org.ringfence.decider..",
              "org.ringfence.platform.run..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "kafka..");

  @ArchTest
  static final ArchRule onlyTheGatewayKnowsAsteriskJava =
      noClasses()
          .that()
          .resideOutsideOfPackage(GATEWAY)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.asteriskjava..");

  @ArchTest
  static final ArchRule timeAndChanceAreInjected =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.ringfence.platform.demo..", "org.ringfence.platform.bench..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callConstructor(Random.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class);
}
