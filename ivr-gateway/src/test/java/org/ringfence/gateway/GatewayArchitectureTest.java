package org.ringfence.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

@AnalyzeClasses(
    packages = "org.ringfence.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class GatewayArchitectureTest {

  @ArchTest
  static final ArchRule THE_GATEWAY_MEETS_OTHER_SERVICES_ONLY_IN_EVENTS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.ringfence.detector..",
              "org.ringfence.fraud..",
              "org.ringfence.queue..",
              "org.ringfence.desktop..",
              "org.ringfence.simulator..",
              "org.ringfence.platform..");

  @ArchTest
  static final ArchRule THE_FLOW_IS_PURE =
      classes()
          .that()
          .resideInAPackage("org.ringfence.gateway.ivr")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.ringfence.gateway.ivr",
              "org.ringfence.events",
              "org.ringfence.hours",
              "org.ringfence.settings",
              "java.lang..",
              "java.util",
              "java.util.function",
              "java.util.stream",
              "java.util.random",
              "java.util.regex",
              "java.time",
              "org.jspecify.annotations");

  @ArchTest
  static final ArchRule ONLY_THE_AMI_AND_AGI_PACKAGES_KNOW_ASTERISK_JAVA =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.ringfence.gateway.ami", "org.ringfence.gateway.agi")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.asteriskjava..");

  @ArchTest
  static final ArchRule TIME_AND_CHANCE_ARE_GIVEN =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callConstructor(Random.class);
}
