package io.ramal.itests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.ramal.call.CallEvent;
import io.ramal.call.CallSnapshot;
import io.ramal.call.LegRequest;
import io.ramal.conversation.ResidentDecision;
import io.ramal.conversation.VisitData;
import io.ramal.conversation.VisitOutcome;
import io.ramal.stt.Expected;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/** The arrows between the bundles: everything ends in the API, and what belongs to one bundle stays in it. */
@AnalyzeClasses(
        packages = "io.ramal",
        importOptions = {ImportOption.DoNotIncludeTests.class})
class ArrowsTest {
    /** Packages of the vocabulary; everything else below io.ramal is an implementation. */
    private static final Pattern API =
            Pattern.compile("io\\.ramal\\.(audio|call|extension|vad|stt|tts|ai|conversation|dial|provider)");

    /** Who may use the library of sound arithmetic. */
    private static final Pattern MAY_USE_DSP = Pattern.compile(
            "io\\.ramal\\.(dsp|audiosocket|leg|vad\\.[a-z]+|speech\\.[a-z]+|simulator|records|helper)(\\..*)?");

    /** Who may use the library of words. */
    private static final Pattern MAY_USE_TEXT = Pattern.compile("io\\.ramal\\.(text|doorman|ai\\.[a-z]+)(\\..*)?");

    /** Who asks services of others. */
    private static final Pattern MAY_USE_REMOTE =
            Pattern.compile("io\\.ramal\\.(remote|speech\\.(azure|openai)|ai\\.(messages|openai))(\\..*)?");

    /** Who may keep an engine in a process of its own. */
    private static final Pattern MAY_USE_HELPER =
            Pattern.compile("io\\.ramal\\.(helper|speech\\.(azure|espeak|piper))(\\..*)?");

    /** The packages of the platform that only components may know. */
    private static final String[] OSGI = {
        "org.osgi.framework..",
        "org.osgi.service.cm..",
        "org.osgi.service.component..",
        "org.osgi.service.metatype..",
        "org.osgi.service.condition..",
        "org.osgi.service.http..",
        "org.osgi.util.."
    };

    @ArchTest
    static final ArchRule implementationsMeetOnlyThroughTheApi = classes()
            .that(not(inApi()))
            .should(new ArchCondition<>("use only their own bundle, the API and, where allowed, dsp") {
                @Override
                public void check(JavaClass from, ConditionEvents events) {
                    for (Dependency d : from.getDirectDependenciesFromSelf()) {
                        JavaClass to = d.getTargetClass().getBaseComponentType();
                        if (!to.getPackageName().startsWith("io.ramal") || allowed(from, to)) {
                            continue;
                        }
                        events.add(SimpleConditionEvent.violated(d, d.getDescription()));
                    }
                }
            });

    @ArchTest
    static final ArchRule theApiKnowsOnlyTheJdk = classes()
            .that(inApi())
            .should()
            .onlyDependOnClassesThat(describe(
                    "are of the API, the JDK or annotations",
                    c -> isApi(c.getPackageName())
                            || c.getPackageName().startsWith("java.")
                            || c.getPackageName().startsWith("org.osgi.annotation.")
                            || c.getPackageName().startsWith("org.jspecify.annotations")
                            || c.isPrimitive()
                            || c.isArray()));

    @ArchTest
    static final ArchRule theApiHasNoCycles = slices().matching("io.ramal.(*)")
            .should()
            .beFreeOfCycles()
            // a leg is told what may be said; the ledger shows what a conversation has learned; all are plain data
            .ignoreDependency(LegRequest.class, Expected.class)
            .ignoreDependency(CallSnapshot.class, VisitData.class)
            .ignoreDependency(CallSnapshot.class, VisitOutcome.class)
            .ignoreDependency(CallEvent.Decided.class, ResidentDecision.class);

    @ArchTest
    static final ArchRule nettyStaysInAudiosocket = noClasses()
            .that()
            .resideOutsideOfPackage("io.ramal.audiosocket..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule karafStaysInTheShell = noClasses()
            .that()
            .resideOutsideOfPackage("io.ramal.shell..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.karaf..");

    @ArchTest
    static final ArchRule databasesStayInExtensions = noClasses()
            .that()
            .resideOutsideOfPackage("io.ramal.extensions..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule prometheusStaysInMetrics = noClasses()
            .that()
            .resideOutsideOfPackage("io.ramal.metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.prometheus..");

    @ArchTest
    static final ArchRule microsoftsSdkStaysInItsProvider = noClasses()
            .that()
            .resideOutsideOfPackage("io.ramal.speech.azure..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.microsoft..");

    @ArchTest
    static final ArchRule servletsStayInHttpAndMetrics = noClasses()
            .that()
            .resideOutsideOfPackages("io.ramal.http..", "io.ramal.metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javax.servlet..");

    /** When its settings change, the web server puts back the servlets of one bundle only. */
    @ArchTest
    static final ArchRule theWhiteboardStaysInHttp = noClasses()
            .that()
            .resideOutsideOfPackage("io.ramal.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.osgi.service.http..");

    @ArchTest
    static final ArchRule onlyComponentsKnowThePlatform = classes()
            .that(not(describe("are components", ArrowsTest::isComponent)))
            .should(new ArchCondition<>("not use OSGi") {
                @Override
                public void check(JavaClass from, ConditionEvents events) {
                    from.getDirectDependenciesFromSelf().stream()
                            .filter(d -> ofThePlatform(d.getTargetClass()))
                            .forEach(d -> events.add(SimpleConditionEvent.violated(d, d.getDescription())));
                }
            });

    @ArchTest
    static final ArchRule componentsAreInternal =
            classes().that().haveSimpleNameEndingWith("Component").should().resideInAPackage("..internal..");

    @ArchTest
    static final ArchRule whatIsExportedHasAVersion = classes()
            .that()
            .haveSimpleName("package-info")
            .should(new ArchCondition<>("carry @Version if and only if they carry @Export") {
                @Override
                public void check(JavaClass info, ConditionEvents events) {
                    // both annotations are kept in the class file only
                    boolean exported = info.isAnnotatedWith(Export.class);
                    boolean shared = isApi(info.getPackageName())
                            || info.getPackageName().equals("io.ramal.dsp")
                            || info.getPackageName().equals("io.ramal.text")
                            || info.getPackageName().equals("io.ramal.remote")
                            || info.getPackageName().equals("io.ramal.helper")
                            || info.getPackageName().equals("io.ramal.helper.wire");
                    if (exported != info.isAnnotatedWith(Version.class)) {
                        events.add(SimpleConditionEvent.violated(
                                info, info.getPackageName() + " has one of @Export and @Version, not both"));
                    }
                    if (exported != shared) {
                        events.add(SimpleConditionEvent.violated(
                                info,
                                info.getPackageName()
                                        + ": the API, dsp, text, remote and helper are exported and nothing else is"));
                    }
                }
            });

    @Test
    void theNamesOfBundlesAreTold() {
        assertThat(Set.of("io.ramal.vad.silero", "io.ramal.vad.silero.internal.x", "io.ramal.leg.internal"))
                .extracting(ArrowsTest::bundle)
                .containsExactlyInAnyOrder("vad.silero", "vad.silero", "leg");
    }

    private static boolean allowed(JavaClass from, JavaClass to) {
        String there = to.getPackageName();
        return isApi(there)
                || bundle(there).equals(bundle(from.getPackageName()))
                || (there.equals("io.ramal.dsp")
                        && MAY_USE_DSP.matcher(from.getPackageName()).matches())
                || (there.equals("io.ramal.text")
                        && MAY_USE_TEXT.matcher(from.getPackageName()).matches())
                || (there.equals("io.ramal.remote")
                        && MAY_USE_REMOTE.matcher(from.getPackageName()).matches())
                || (bundle(there).equals("helper")
                        && MAY_USE_HELPER.matcher(from.getPackageName()).matches());
    }

    private static DescribedPredicate<JavaClass> inApi() {
        return describe("are of the API", c -> isApi(c.getPackageName()));
    }

    private static boolean isApi(String packageName) {
        return API.matcher(packageName).matches();
    }

    /** The bundle a package is of, without io.ramal: a seam's name makes it two words. */
    private static String bundle(String packageName) {
        Matcher m = Pattern.compile("io\\.ramal\\.((?:vad|speech|ai|dial)\\.[a-z]+|[a-z]+).*")
                .matcher(packageName);
        return m.matches() ? m.group(1) : packageName;
    }

    /** A component, what is nested in one, the typed configuration one unpacks, or a command of the shell. */
    private static boolean isComponent(JavaClass c) {
        if (c.getPackageName().startsWith("io.ramal.shell")) {
            return true;
        }
        if (c.isAnnotation() && c.isAnnotatedWith("org.osgi.service.metatype.annotations.ObjectClassDefinition")) {
            return true;
        }
        Optional<JavaClass> outer = Optional.of(c);
        while (outer.isPresent()) {
            if (outer.get().getSimpleName().endsWith("Component")) {
                return true;
            }
            outer = outer.get().getEnclosingClass();
        }
        return false;
    }

    private static boolean ofThePlatform(JavaClass c) {
        for (String p : new TreeSet<>(Set.of(OSGI))) {
            String prefix = p.substring(0, p.length() - 2);
            if (c.getPackageName().equals(prefix) || c.getPackageName().startsWith(prefix + ".")) {
                return true;
            }
        }
        return false;
    }
}
