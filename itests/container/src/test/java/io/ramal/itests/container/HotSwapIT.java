package io.ramal.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;

import io.ramal.ai.AiProvider;
import io.ramal.call.Calls;
import io.ramal.call.LineStatistics;
import io.ramal.extension.Extensions;
import io.ramal.itests.container.Swaps.Target;
import io.ramal.provider.ProviderChoices;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderStatus;
import io.ramal.stt.SttProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.karaf.features.FeaturesService;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.OptionUtils;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/**
 * Everything that hears, thinks and speaks is stopped, started, updated, uninstalled and installed under fifty people who
 * talk and are talked to. The services of others are played beside the container; all else is what we ship.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HotSwapIT {
    private static final int CALLS = 50;
    private static final int SWAPS = 100;
    private static final long SEED = 5;
    /** Frames of all callers: 20 s, and half a second. */
    private static final int WARM_UP = CALLS * 50 * 20;

    private static final int BETWEEN = CALLS * 25;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String FOLDER = "ramal.test.folder";

    private static final List<Target> TARGETS = List.of(
            new Target("io.ramal.vad.silero", "ramal-vad-silero", false, Map.of(ProviderRole.VAD, "silero")),
            new Target("io.ramal.vad.webrtc", "ramal-vad-webrtc", true, Map.of(ProviderRole.VAD, "webrtc")),
            new Target(
                    "io.ramal.speech.azure",
                    "ramal-speech-azure",
                    false,
                    Map.of(ProviderRole.STT, "azure", ProviderRole.TTS, "azure")),
            new Target(
                    "io.ramal.speech.openai",
                    "ramal-speech-openai",
                    false,
                    Map.of(ProviderRole.STT, "openai-speech", ProviderRole.TTS, "openai-speech")),
            new Target("io.ramal.speech.espeak", "ramal-speech-espeak", false, Map.of(ProviderRole.TTS, "espeak")),
            // there are no models here: they come and go, and serve nobody
            new Target("io.ramal.speech.whisper", "ramal-speech-whisper", true, Map.of()),
            new Target("io.ramal.speech.piper", "ramal-speech-piper", true, Map.of()),
            new Target("io.ramal.ai.openai", "ramal-ai-openai", false, Map.of(ProviderRole.AI, "openai")),
            new Target("io.ramal.ai.rules", "ramal-ai-rules", false, Map.of(ProviderRole.AI, "rules")));

    @Inject
    private BundleContext context;

    @Inject
    private FeaturesService features;

    @Inject
    private ProviderRegistry registry;

    @Inject
    private ProviderChoices choices;

    @Inject
    private Extensions extensions;

    @Inject
    private LineStatistics lines;

    /** Of the bundle that starts last: the test begins when it is there. */
    @Inject
    private Calls calls;

    @Configuration
    public Option[] configuration() throws IOException {
        Path folder = Files.createDirectories(
                Path.of(System.getProperty("ramal.unpack")).toAbsolutePath().resolveSibling("swaps"));
        return OptionUtils.combine(
                OptionUtils.combine(Distribution.options(Distribution.freePort()), PlayedServices.start()),
                // a dialogue that makes no headway is handed over; these callers never get anywhere
                editConfigurationFilePut("etc/io.ramal.doorman.cfg", "asks.max", "10"),
                systemProperty(FOLDER).value(folder.toString()));
    }

    @Test
    public void nobodyNoticesThatProvidersComeAndGo() throws Exception {
        for (Target target : TARGETS) {
            if (target.onDemand()) {
                features.installFeature(target.feature());
            }
        }
        SteadyEars ears = new SteadyEars();
        context.registerService(SttProvider.class, ears, null);
        context.registerService(AiProvider.class, new SteadyMind(), null);
        await("every provider", () -> TARGETS.stream().allMatch(this::ready));
        behind(ProcessHandle.current().parent().orElseThrow());
        Swaps swaps = new Swaps(context, features, choices, TARGETS, SWAPS, SEED);
        int port = Objects.requireNonNull(extensions.status().get(0).boundPort());
        Map<String, Double> noticed;
        LineStatistics.Snapshot before;
        try (TalkingCalls callers = new TalkingCalls(
                Path.of(System.getProperty("karaf.home")), Path.of(System.getProperty(FOLDER)), port, CALLS)) {
            await("all calls", () -> calls.active().size() == CALLS);
            // a server that has been at work for a while, not one that is still compiling
            sound(WARM_UP);
            long undisturbed = lines.snapshot().missedFrames();
            sound(WARM_UP);
            System.out.printf(
                    "without a swap  %d frames missed of %d%n", lines.snapshot().missedFrames() - undisturbed, WARM_UP);
            before = lines.snapshot();
            for (int i = 0; i < swaps.size(); i++) {
                long begin = System.nanoTime();
                long missed = lines.snapshot().missedFrames();
                String what = swaps.make(i);
                await("what was there before " + what, () -> TARGETS.stream().allMatch(this::ready));
                assertTrue("the callers are there after " + what, callers.up());
                assertEquals("calls after " + what, CALLS, calls.active().size());
                sound(BETWEEN);
                System.out.printf(
                        "swap %3d  %5d ms  %3d frames missed  %s%n",
                        i + 1,
                        (System.nanoTime() - begin) / 1_000_000,
                        lines.snapshot().missedFrames() - missed,
                        what);
            }
            noticed = callers.end();
        }
        LineStatistics.Snapshot after = lines.snapshot();
        System.out.println("swaps: " + swaps.done());
        System.out.println("turns understood by the recogniser of the test: " + ears.understood());
        System.out.println("noticed by callers: " + new TreeMap<>(noticed));
        System.out.printf(
                "frames late (> 5 ms) %d, missed %d%n",
                after.lateFrames() - before.lateFrames(), after.missedFrames() - before.missedFrames());

        assertEquals("calls up to the end", CALLS, noticed.get("calls.up"), 0);
        assertEquals("calls broken", 0, noticed.get("calls.broken"), 0);
        assertEquals("turns without an answer", 0, noticed.get("turns.unanswered"), 0);
        assertTrue("turns: " + noticed.get("answer.count"), noticed.get("answer.count") >= 4 * CALLS);
        // a leg makes itself heard after 2.3 s at the latest; callers who stand back may hear it later
        assertTrue("longest quiet: " + noticed.get("quiet.max"), noticed.get("quiet.max") <= 3000);
        // none on a quiet machine; on one that does something else as well a few
        long missed = after.missedFrames() - before.missedFrames();
        assertTrue("frames missed: " + missed, missed * 500 <= after.framesOut() - before.framesOut());

        await("the end of all calls", () -> calls.active().isEmpty());
        await("every lease", () -> registry.providers().stream().allMatch(p -> p.leases() == 0));
        await("the class loaders of what was exchanged: " + swaps.leaks(), () -> {
            System.gc();
            return swaps.leaks().isEmpty();
        });
    }

    /** The services that are played would be on other machines: they may not hold up the server. */
    private static void behind(ProcessHandle other) throws Exception {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(other.pid()), "task"))) {
            List<String> command = new ArrayList<>(List.of("renice", "-n", "10", "-p"));
            threads.map(t -> t.getFileName().toString()).forEach(command::add);
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }

    /** Waits until all callers together have sent so many frames more. */
    private void sound(int frames) {
        long end = lines.snapshot().framesIn() + frames;
        await(frames + " frames of sound", () -> lines.snapshot().framesIn() >= end);
    }

    private boolean ready(Target target) {
        List<ProviderStatus> all = registry.providers();
        return target.ids().entrySet().stream()
                .allMatch(e -> all.stream()
                        .anyMatch(p -> p.info().role() == e.getKey()
                                && p.info().id().equals(e.getValue())
                                && p.health().ready()));
    }

    private void await(String what, BooleanSupplier so) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                throw new AssertionError(
                        "not within " + PATIENCE + ": " + what + "; providers: " + registry.providers());
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
