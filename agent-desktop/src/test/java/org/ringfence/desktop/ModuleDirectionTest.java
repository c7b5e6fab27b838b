package org.ringfence.desktop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

@AnalyzeClasses(packages = "org.ringfence", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleDirectionTest {

  @ArchTest
  static final ArchRule the_web_meets_the_other_services_only_in_messages =
      noClasses()
          .that()
          .resideInAPackage("org.ringfence.desktop..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.ringfence.gateway..",
              "org.ringfence.detector..",
              "org.ringfence.queue..",
              "org.ringfence.simulator..",
              "org.ringfence.platform..",
              "org.asteriskjava..",
              "org.apache.kafka..");

  @ArchTest
  static final ArchRule the_board_knows_nothing_of_http =
      noClasses()
          .that()
          .resideInAPackage("org.ringfence.desktop.board..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.javalin..", "jakarta.servlet..", "org.ringfence.desktop.web..");

  @ArchTest
  static final ArchRule time_and_chance_are_handed_in =
      noClasses()
          .that()
          .resideInAPackage("org.ringfence.desktop..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
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
