package io.ramal.dial.ami.internal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses own = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.ramal.dial.ami");

    @Test
    void onlyTheComponentAndItsKeysKnowOsgi() {
        noClasses()
                .that()
                .haveNameNotMatching(".*(Component|AmiConfig)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.osgi.service..")
                .check(own);
    }

    @Test
    void importsTheVocabularyOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.slf4j..",
                        "org.osgi..",
                        "org.jspecify..",
                        "io.ramal.dial",
                        "io.ramal.dial.ami..",
                        "io.ramal.extension",
                        "io.ramal.provider")
                .check(own);
    }
}
