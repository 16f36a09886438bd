package io.ramal.speech.espeak.internal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArrowsTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.ramal.speech.espeak");

    @Test
    void theServerNeverTouchesWhatLoadsTheEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.ramal.speech.espeak.helper")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.ramal.speech.espeak.helper", "io.ramal.helper.child", "com.sun.jna..")
                .check(classes);
    }

    @Test
    void theHelperNeedsNothingOfTheServer() {
        noClasses()
                .that()
                .resideInAnyPackage("io.ramal.speech.espeak.helper", "io.ramal.speech.espeak.wire")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "com.sun.jna..",
                        "org.jspecify..",
                        "io.ramal.helper.child",
                        "io.ramal.helper.wire",
                        "io.ramal.speech.espeak.helper",
                        "io.ramal.speech.espeak.wire")
                .check(classes);
    }

    @Test
    void onlyComponentsKnowOsgi() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Component")
                .and()
                .haveSimpleNameNotEndingWith("Config")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.osgi.service..")
                .check(classes);
    }
}
