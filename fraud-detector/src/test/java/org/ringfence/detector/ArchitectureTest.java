package org.ringfence.detector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.ringfence.detector.lists.ListedNumber;
import org.ringfence.detector.lists.NumberList;
import org.ringfence.events.Reason;
import org.ringfence.events.Verdict;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.ringfence.detector");

  @Test
  void theScreeningCoreTouchesNothingButValues() {
    classes()
        .that()
        .resideInAPackage("..detector.screening")
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe(
                "are events, lists, or values of the JDK",
                (JavaClass used) ->
                    used.isEquivalentTo(NumberList.class)
                        || used.isEquivalentTo(ListedNumber.class)
                        || used.isPrimitive()
                        || used.isArray()
                        || used.getPackageName()
                            .matches(
                                "org\\.ringfence\\.(detector\\.(screening|crowd|campaigns|traffic)|events|decider)"
                                    + "|java\\.(lang|lang\\.(runtime|invoke)|nio|time|util|util\\.(function|stream))"
                                    + "|org\\.jspecify\\.annotations"
                                    + "|tools\\.jackson\\.(core|databind|databind\\.json)"
                                    + "|com\\.fasterxml\\.jackson\\.annotation")))
        .check(CLASSES);
  }

  @Test
  void theCrowdKnowsTraitsAndCountsButNoVerdictsAndNoFiles() {
    classes()
        .that()
        .resideInAnyPackage("..detector.crowd", "..detector.numbers")
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe(
                "are values",
                (JavaClass used) ->
                    used.isPrimitive()
                        || used.isArray()
                        || used.getPackageName()
                            .matches(
                                "org\\.ringfence\\.(detector\\.(crowd|numbers)|events)"
                                    + "|java\\.(lang|lang\\.(runtime|invoke)|nio|nio\\.charset|util|util\\.(function|stream|zip))"
                                    + "|org\\.jspecify\\.annotations")))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("..detector.crowd")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Verdict.class, Reason.class)
        .check(CLASSES);
  }

  @Test
  void theTrafficWatchKnowsNoVerdictAndNothingThatGivesOne() {
    classes()
        .that()
        .resideInAPackage("..detector.traffic")
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe(
                "are counts, alerts and the forest",
                (JavaClass used) ->
                    used.isPrimitive()
                        || used.isArray()
                        || used.getPackageName()
                            .matches(
                                "org\\.ringfence\\.(detector\\.traffic|events)"
                                    + "|java\\.(lang|lang\\.(runtime|invoke)|time|util|util\\.(function|stream))"
                                    + "|org\\.jspecify\\.annotations"
                                    + "|com\\.amazon\\.randomcutforest(\\.returntypes)?")))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("..detector.traffic")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Verdict.class, Reason.class)
        .check(CLASSES);
  }

  @Test
  void theScreeningCoreKnowsNoClockNoChanceNoThreadAndNoOrderThatIsNotDefined() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..detector.screening",
            "..detector.crowd",
            "..detector.campaigns",
            "..detector.traffic",
            "..detector.numbers")
        .or()
        .haveSimpleName("NumberList")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.time\\.(Clock|InstantSource|ZonedDateTime|LocalDateTime)"
                + "|java\\.lang\\.Thread.*|java\\.util\\.(Random|UUID|Timer|HashSet)"
                + "|java\\.util\\.concurrent\\..*|java\\.io\\.File.*|java\\.nio\\.file\\..*")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Math.class, "exp", double.class)
        .orShould()
        .callMethod(Math.class, "log", double.class)
        .check(CLASSES);
  }

  @Test
  void theDetectorImportsNoOtherService() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.ringfence.gateway..",
            "org.ringfence.queue..",
            "org.ringfence.desktop..",
            "org.ringfence.simulator..",
            "org.ringfence.platform..")
        .check(CLASSES);
  }

  @Test
  void nothingReadsTheClockOrThrowsDice() {
    noClasses()
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\.(Random|UUID)")
        .check(CLASSES);
  }
}
