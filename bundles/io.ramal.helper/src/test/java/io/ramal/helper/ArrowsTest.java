package io.ramal.helper;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArrowsTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.ramal.helper");

    @Test
    void theHelpersSideNeedsNothingOfTheServer() {
        noClasses()
                .that()
                .resideInAnyPackage("io.ramal.helper.child", "io.ramal.helper.wire")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "org.jspecify..",
                        "org.osgi.annotation..",
                        "io.ramal.helper.child",
                        "io.ramal.helper.wire")
                .check(classes);
    }

    @Test
    void theServersSideNeverRunsTheHelpers() {
        noClasses()
                .that()
                .resideInAnyPackage("io.ramal.helper", "io.ramal.helper.wire")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.ramal.helper.child")
                .check(classes);
    }
}
