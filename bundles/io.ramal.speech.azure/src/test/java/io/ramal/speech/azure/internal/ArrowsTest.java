package io.ramal.speech.azure.internal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArrowsTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.ramal.speech.azure");

    @Test
    void theServerNeverTouchesWhatLoadsTheSdk() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.ramal.speech.azure.helper")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.ramal.speech.azure.helper", "com.microsoft..", "com.google.gson..")
                .check(classes);
    }

    @Test
    void theHelperNeedsNothingOfTheServer() {
        noClasses()
                .that()
                .resideInAnyPackage("io.ramal.speech.azure.helper", "io.ramal.speech.azure.wire")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "com.microsoft..",
                        "com.google.gson..",
                        "org.jspecify..",
                        "io.ramal.speech.azure.helper",
                        "io.ramal.speech.azure.wire")
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
