package io.ramal.speech.piper.internal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArrowsTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.ramal.speech.piper");

    @Test
    void theServerNeverTouchesWhatLoadsTheEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.ramal.speech.piper.helper")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.ramal.speech.piper.helper", "io.ramal.helper.child", "io.github.givimad..")
                .check(classes);
    }

    @Test
    void theHelperNeedsNothingOfTheServer() {
        noClasses()
                .that()
                .resideInAPackage("io.ramal.speech.piper.helper")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "io.github.givimad..",
                        "org.jspecify..",
                        "io.ramal.helper.child",
                        "io.ramal.helper.wire",
                        "io.ramal.speech.piper.helper")
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
