package io.ramal.audiosocket.internal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArrowsTest {
    private final JavaClasses ours = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.ramal.audiosocket");

    @Test
    void thisBundleKnowsTheVocabularyTheArithmeticAndNetty() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.ramal.audiosocket..",
                        "io.ramal.audio",
                        "io.ramal.call",
                        "io.ramal.extension",
                        "io.ramal.dsp",
                        "io.netty..",
                        "org.slf4j",
                        "org.jspecify.annotations",
                        "org.osgi..")
                .check(ours);
    }

    @Test
    void onlyComponentsKnowOsgi() {
        noClasses()
                .that()
                .haveSimpleNameNotContaining("Component")
                .and()
                .haveSimpleNameNotEndingWith("Config")
                .and()
                .haveSimpleNameNotStartingWith("package")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.osgi..")
                .check(ours);
    }
}
