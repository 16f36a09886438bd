package io.ramal.leg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ramal.audio.AudioFrame;
import io.ramal.call.Leg;
import io.ramal.call.LegRequest;
import io.ramal.call.LegRole;
import io.ramal.call.Utterance;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.testkit.FakeLine;
import io.ramal.testkit.FakeRegistry;
import io.ramal.testkit.FakeTts;
import io.ramal.vad.VadEvent;
import io.ramal.vad.VadListener;
import io.ramal.vad.VadProvider;
import io.ramal.vad.VadRequest;
import io.ramal.vad.VadSession;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a thousand legs cost: memory each, and garbage per frame while we talk and nobody interrupts. */
class CostTest {
    private static final int LEGS = 1000;

    /** A detector that costs nothing and hears nobody, so that only the leg is measured. */
    private static final class Deaf implements VadProvider {
        private static final VadEvent.Verdict QUIET = new VadEvent.Verdict(false, 0, AudioFrame.SAMPLES);

        @Override
        public ProviderInfo info() {
            return new ProviderInfo("deaf", ProviderRole.VAD, Set.of(), "hears nobody");
        }

        @Override
        public ProviderHealth health() {
            return ProviderHealth.READY;
        }

        @Override
        public VadSession open(VadRequest request, VadListener listener) {
            return new VadSession() {
                @Override
                public void accept(AudioFrame frame) {
                    listener.on(QUIET);
                }

                @Override
                public void reset() {}

                @Override
                public void close() {}
            };
        }
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime r = Runtime.getRuntime();
        return r.totalMemory() - r.freeMemory();
    }

    @Test
    void aThousandLegs() {
        FakeTts tts = new FakeTts("tts", 1000);
        FakeRegistry registry = new FakeRegistry().add(new Deaf(), tts);
        LegCounters counters = new LegCounters();
        Prompts prompts = new Prompts(
                new PromptMemory(64 << 20),
                new PromptDisk(Path.of("target", "never"), 0, Clock.systemUTC()),
                r -> {},
                counters);
        prompts.common(Set.of("Uma frase bem comprida que todos ouvem."));
        Shared shared = new Shared(registry, prompts, counters, () -> 0);
        List<Leg> legs = new ArrayList<>();
        List<FakeLine> lines = new ArrayList<>();
        long before = used();
        for (int i = 0; i < LEGS; i++) {
            FakeLine line = new FakeLine(LegRole.VISITOR);
            lines.add(line);
            Leg leg = new LegImpl(
                    new LegRequest(line, Locale.forLanguageTag("pt-BR"), ""), Rig.DEFAULTS, shared, e -> {});
            legs.add(leg);
            leg.say(new Utterance(0, "Uma frase bem comprida que todos ouvem.", true));
            line.executor().runAll();
        }
        long[] time = {0};
        for (int i = 0; i < 100; i++) {
            frame(legs, time, i);
        }
        long perLeg = (used() - before) / LEGS;

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long allocated = threads.getThreadAllocatedBytes(thread);
        long nanos = System.nanoTime();
        int frames = 300;
        for (int i = 0; i < frames; i++) {
            frame(legs, time, -1);
        }
        nanos = System.nanoTime() - nanos;
        long perFrame = (threads.getThreadAllocatedBytes(thread) - allocated) / (frames * (long) LEGS);
        System.out.printf(
                "leg: %d bytes of heap with its look-back, %d bytes of garbage and %d ns per frame in and out%n",
                perLeg, perFrame, nanos / (frames * (long) LEGS));
        assertThat(perLeg).isLessThan(40_000);
        assertThat(perFrame).as("the tick of every fifth frame").isLessThan(40);
        assertThat(lines).noneMatch(FakeLine::hungUp);
    }

    private static void frame(List<Leg> legs, long[] time, int mark) {
        time[0] += 20_000_000;
        for (Leg leg : legs) {
            // while the look-backs fill every leg has frames of its own, as on a real line
            leg.handler().audio(mark >= 0 ? Rig.hush(mark) : AudioFrame.SILENCE);
            leg.handler().nextFrame(time[0]);
        }
    }
}
