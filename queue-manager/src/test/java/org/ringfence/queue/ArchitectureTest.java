package org.ringfence.queue;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

@AnalyzeClasses(
    packages = "org.ringfence.queue",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule theCoreTouchesOnlyValues =
      classes()
          .that()
          .resideInAnyPackage(
              "org.ringfence.queue.line", "org.ringfence.hours", "org.ringfence.queue.prediction")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.ringfence.queue.line",
              "org.ringfence.hours",
              "org.ringfence.queue.prediction",
              "org.ringfence.events",
              "org.ringfence.decider",
              "java.lang..",
              "java.time",
              "java.time.zone",
              "java.util",
              "java.util.function",
              "java.util.regex",
              "java.util.stream",
              "org.jspecify.annotations",
              "tools.jackson..");

  @ArchTest
  static final ArchRule theCoreHasNoClockNoThreadsNoChance =
      noClasses()
          .that()
          .resideInAPackage("org.ringfence.queue..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom");

  @ArchTest
  static final ArchRule thePredictionDoesNotKnowTheLine =
      noClasses()
          .that()
          .resideInAPackage("org.ringfence.queue.prediction")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.ringfence.queue.line", "org.ringfence.queue");

  @ArchTest
  static final ArchRule servicesMeetOnlyInEvents =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.ringfence.gateway..",
              "org.ringfence.detector..",
              "org.ringfence.desktop..",
              "org.ringfence.simulator..",
              "org.ringfence.platform..",
              "org.apache.kafka..");
}
