package io.ramal.leg.internal;

import io.ramal.call.CallStatistics;
import io.ramal.call.Leg;
import io.ramal.call.LegFactory;
import io.ramal.call.LegListener;
import io.ramal.call.LegRequest;
import io.ramal.provider.DataFolder;
import io.ramal.provider.ProviderRegistry;
import io.ramal.tts.CommonPhrases;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers legs and tells what they drop. A change of its configuration holds for legs opened afterwards. */
@Component(
        service = {LegFactory.class, CallStatistics.class},
        configurationPid = LegComponent.PID)
@Designate(ocd = LegComponent.Config.class)
public final class LegComponent implements LegFactory, CallStatistics {
    static final String PID = "io.ramal.leg";

    private static final Logger log = LoggerFactory.getLogger(LegComponent.class);
    private static final long WARM_SECONDS = 2;
    private static final long MEGABYTE = 1024 * 1024;

    /** How legs hear and speak. */
    @ObjectClassDefinition(
            name = "Ramal leg",
            description = "Ears and mouth of a call's leg; changes hold for new calls")
    public @interface Config {
        @AttributeDefinition(description = "Silence that ends the caller's turn", min = "200", max = "10000")
        int turn_silence_ms() default 1500;

        @AttributeDefinition(
                description = "The same once the recogniser holds the sentence for complete",
                min = "100",
                max = "10000")
        int turn_silence_complete_ms() default 600;

        @AttributeDefinition(
                description = "Silence within a turn after which its answer may be prepared; 0 for never",
                min = "0",
                max = "10000")
        int turn_presume_ms() default 500;

        @AttributeDefinition(description = "A turn is cut after this time", min = "2000", max = "60000")
        int turn_max_ms() default 20000;

        @AttributeDefinition(description = "Speech that begins a turn", min = "20", max = "200")
        int onset_ms() default 60;

        @AttributeDefinition(description = "Sound before the onset that is recognised too", min = "300", max = "2000")
        int lookback_ms() default 400;

        @AttributeDefinition(description = "Caller's speech within 300 ms that pauses us", min = "60", max = "300")
        int barge_in_ms() default 200;

        @AttributeDefinition(
                description = "Further speech that makes the pause an interruption",
                min = "100",
                max = "3000")
        int barge_in_confirm_ms() default 400;

        @AttributeDefinition(description = "Silence that makes the pause a false alarm", min = "100", max = "2000")
        int barge_in_resume_ms() default 400;

        @AttributeDefinition(description = "Silence after which the caller is reminded", min = "1000", max = "120000")
        int noinput_ms() default 7000;

        @AttributeDefinition(
                description = "Wait, from the end of a turn, that is then covered",
                min = "500",
                max = "30000")
        int cover_after_ms() default 1800;

        @AttributeDefinition(description = "From one cover to the next", min = "1000", max = "60000")
        int cover_repeat_ms() default 4000;

        @AttributeDefinition(description = "Covers of one wait; 0 for none", min = "0", max = "50")
        int cover_max() default 14;

        @AttributeDefinition(
                description = "A call is ended with a goodbye after this time",
                min = "10000",
                max = "86400000")
        int call_max_ms() default 600000;

        @AttributeDefinition(description = "A line without sound and keys is hung up", min = "5000", max = "3600000")
        int line_idle_ms() default 60000;

        @AttributeDefinition(description = "Memory for common prompts, in MB", min = "1", max = "1024")
        int prompts_memory_mb() default 16;

        @AttributeDefinition(description = "Disk for common prompts, in MB; 0 for none", min = "0", max = "10240")
        int prompts_disk_mb() default 64;
    }

    private final LegCounters counters = new LegCounters();
    private final List<CommonPhrases> phrases = new CopyOnWriteArrayList<>();
    private final Shared shared;
    private final PromptMemory memory;
    private final PromptDisk disk;
    private final PromptWarmer warmer;
    private final ScheduledExecutorService promptThread;
    private volatile LegSettings settings;

    @Activate
    public LegComponent(Config config, @Reference ProviderRegistry registry) {
        settings = settings(config);
        memory = new PromptMemory(memoryBytes(config));
        disk = new PromptDisk(DataFolder.resolve("cache/prompts"), diskBytes(config), Clock.systemUTC());
        promptThread = promptThread();
        Prompts prompts = new Prompts(memory, disk, promptThread, counters);
        warmer = new PromptWarmer(registry, () -> phrases, prompts, System::nanoTime);
        shared = new Shared(registry, prompts, counters, System::nanoTime);
        promptThread.scheduleWithFixedDelay(this::warm, 0, WARM_SECONDS, TimeUnit.SECONDS);
        log.info("Legs ready: a turn ends after {} ms of silence", settings.turnSilenceMs());
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addPhrases(CommonPhrases source) {
        phrases.add(source);
        try {
            promptThread.execute(this::warm);
        } catch (RejectedExecutionException e) {
            log.debug("Stopping: common phrases are not prepared");
        }
    }

    void removePhrases(CommonPhrases source) {
        phrases.remove(source);
    }

    @Modified
    void modified(Config config) {
        settings = settings(config);
        memory.limit(memoryBytes(config));
        disk.limit(diskBytes(config));
    }

    @Override
    public Leg open(LegRequest request, LegListener listener) {
        return new LegImpl(request, settings, shared, listener);
    }

    @Override
    public String part() {
        return "leg";
    }

    @Override
    public Map<String, Long> drops() {
        return counters.drops();
    }

    /** Legs that are up go on; only prompts are no longer prepared. */
    @Deactivate
    void close() {
        promptThread.shutdownNow();
        log.info("Legs stopped");
    }

    private void warm() {
        try {
            warmer.run();
        } catch (RuntimeException e) {
            log.warn("Common prompts cannot be prepared: {}", e.toString());
        }
    }

    private static ScheduledExecutorService promptThread() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread t = new Thread(task, "ramal-leg-prompts");
            t.setDaemon(true);
            return t;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    private static long memoryBytes(Config c) {
        return new Ranges(PID).check("prompts.memory.mb", c.prompts_memory_mb(), 1, 1024, 16) * MEGABYTE;
    }

    private static long diskBytes(Config c) {
        return new Ranges(PID).check("prompts.disk.mb", c.prompts_disk_mb(), 0, 10240, 64) * MEGABYTE;
    }

    static LegSettings settings(Config c) {
        Ranges r = new Ranges(PID);
        return new LegSettings(
                r.check(
                        "turn.silence.ms",
                        c.turn_silence_ms(),
                        LegSettings.TURN_SILENCE_MIN_MS,
                        LegSettings.TURN_SILENCE_MAX_MS,
                        1500),
                r.check("turn.silence.complete.ms", c.turn_silence_complete_ms(), 100, 10_000, 600),
                r.check("turn.presume.ms", c.turn_presume_ms(), 0, 10_000, 500),
                r.check("turn.max.ms", c.turn_max_ms(), 2000, 60_000, 20_000),
                r.check("onset.ms", c.onset_ms(), 20, 200, 60),
                r.check("lookback.ms", c.lookback_ms(), 300, 2000, 400),
                r.check("barge.in.ms", c.barge_in_ms(), 60, 300, 200),
                r.check("barge.in.confirm.ms", c.barge_in_confirm_ms(), 100, 3000, 400),
                r.check("barge.in.resume.ms", c.barge_in_resume_ms(), 100, 2000, 400),
                r.check("noinput.ms", c.noinput_ms(), 1000, 120_000, 7000),
                r.check("cover.after.ms", c.cover_after_ms(), 500, 30_000, 1800),
                r.check("cover.repeat.ms", c.cover_repeat_ms(), 1000, 60_000, 4000),
                r.check("cover.max", c.cover_max(), 0, 50, 14),
                r.check("call.max.ms", c.call_max_ms(), 10_000, 86_400_000, 600_000),
                r.check("line.idle.ms", c.line_idle_ms(), 5000, 3_600_000, 60_000));
    }
}
