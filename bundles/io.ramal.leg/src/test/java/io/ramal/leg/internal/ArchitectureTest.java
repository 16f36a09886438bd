package io.ramal.leg.internal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses own = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.ramal.leg");

    @Test
    void onlyComponentsKnowOsgi() {
        noClasses()
                .that()
                .haveNameNotMatching(".*Component(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.osgi.service..")
                .check(own);
    }

    @Test
    void importsTheVocabularyAndTheSoundArithmeticOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.slf4j..",
                        "org.osgi..",
                        "org.jspecify..",
                        "io.ramal.leg..",
                        "io.ramal.audio",
                        "io.ramal.call",
                        "io.ramal.dsp",
                        "io.ramal.extension",
                        "io.ramal.provider",
                        "io.ramal.stt",
                        "io.ramal.tts",
                        "io.ramal.vad")
                .check(own);
    }
}
