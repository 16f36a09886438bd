package io.ramal.leg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import io.ramal.testkit.FakeRegistry;
import io.ramal.testkit.FakeTts;
import io.ramal.testkit.ManualExecutor;
import io.ramal.tts.CommonPhrases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptsTest {
    private static final Locale PT = Locale.forLanguageTag("pt-BR");

    @TempDir
    Path folder;

    private final ManualExecutor io = new ManualExecutor();
    private final LegCounters counters = new LegCounters();
    private final FakeTts tts = new FakeTts("tts", 20);
    private final FakeRegistry registry = new FakeRegistry().add(tts);
    private final List<CommonPhrases> phrases = new ArrayList<>();

    private static PromptKey key(String text) {
        return new PromptKey("tts", "voice", "pt-BR", text);
    }

    private static AudioFrame[] frames(int count) {
        AudioFrame[] f = new AudioFrame[count];
        for (int i = 0; i < count; i++) {
            f[i] = Rig.voice(i);
        }
        return f;
    }

    private Prompts prompts(long memoryBytes, long diskBytes) {
        return new Prompts(new PromptMemory(memoryBytes), disk(diskBytes), io, counters);
    }

    private PromptDisk disk(long bytes) {
        return disk(bytes, Clock.systemUTC());
    }

    private PromptDisk disk(long bytes, Clock clock) {
        return new PromptDisk(folder, bytes, clock);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> s = Files.list(folder)) {
            return s.sorted().toList();
        }
    }

    private PromptWarmer warmer(Prompts prompts) {
        return new PromptWarmer(registry, () -> phrases, prompts, System::nanoTime);
    }

    @Test
    void memoryKeepsWhatWasUsedLast() {
        PromptMemory memory = new PromptMemory(100 * 360);
        for (int i = 0; i < 10; i++) {
            memory.put(key("p" + i), frames(10));
        }
        assertThat(memory.get(key("p0"))).hasSize(10);
        memory.put(key("new"), frames(10));
        assertThat(memory.bytes()).isLessThanOrEqualTo(100 * 360);
        assertThat(memory.get(key("p0"))).isNotNull();
        assertThat(memory.get(key("p1"))).isNull();
        memory.limit(10 * 360);
        assertThat(memory.bytes()).isLessThanOrEqualTo(10 * 360);
    }

    @Test
    void memoryRefusesWhatWouldPushOutEverything() {
        PromptMemory memory = new PromptMemory(100 * 360);
        memory.put(key("long"), frames(50));
        assertThat(memory.bytes()).isZero();
    }

    @Test
    void diskGivesBackWhatItWasGiven() throws IOException {
        disk(1 << 20).store(key("Bom dia."), frames(5));
        assertThat(disk(1 << 20).load(key("Bom dia."))).containsExactly(frames(5));
        assertThat(disk(1 << 20).load(key("Boa noite."))).isNull();
        assertThat(disk(1 << 20).load(new PromptKey("tts", "other", "pt-BR", "Bom dia.")))
                .isNull();
        assertThat(files()).as("no temporary file is left").hasSize(1);
    }

    @Test
    void damagedFilesAreIgnoredAndRemoved() throws IOException {
        PromptDisk disk = disk(1 << 20);
        byte[] whole = null;
        for (int cut : new int[] {0, 3, 20, 200, -1}) {
            disk.store(key("Bom dia."), frames(5));
            Path file = files().get(0);
            whole = Files.readAllBytes(file);
            byte[] bad = cut < 0 ? whole.clone() : java.util.Arrays.copyOf(whole, cut);
            if (cut < 0) {
                bad[bad.length - 7] ^= 1;
            }
            Files.write(file, bad);
            assertThat(disk.load(key("Bom dia."))).as("cut at %d", cut).isNull();
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void diskIsBoundedAndKeepsWhatWasUsedLast() {
        Instant[] now = {Instant.parse("2026-01-01T00:00:00Z")};
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return now[0];
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
        PromptDisk disk = disk(4 * 3400, clock);
        for (int i = 0; i < 4; i++) {
            now[0] = now[0].plusSeconds(10);
            disk.store(key("p" + i), frames(10));
        }
        now[0] = now[0].plusSeconds(10);
        assertThat(disk.load(key("p0"))).isNotNull();
        now[0] = now[0].plusSeconds(10);
        disk.store(key("p4"), frames(10));
        assertThat(disk.load(key("p0"))).isNotNull();
        assertThat(disk.load(key("p1"))).isNull();
        assertThat(disk.load(key("p4"))).isNotNull();
    }

    @Test
    void folderThatCannotBeWrittenDoesNoHarm() throws IOException {
        Path file = Files.createFile(folder.resolve("occupied"));
        PromptDisk disk = new PromptDisk(file.resolve("below"), 1 << 20, Clock.systemUTC());
        disk.store(key("Bom dia."), frames(5));
        assertThat(disk.load(key("Bom dia."))).isNull();
    }

    @Test
    void onlyCommonPhrasesAreKept() throws IOException {
        Prompts prompts = prompts(1 << 20, 1 << 20);
        prompts.common(Set.of("Bom dia."));
        prompts.keep(key("Bom dia."), new Clip(frames(5)));
        prompts.keep(key("Maria do apartamento 101, certo?"), new Clip(frames(5)));
        io.runAll();
        assertThat(files()).hasSize(1);
        assertThat(new String(Files.readAllBytes(files().get(0)), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("Bom dia.");
        assertThat(prompts.find(key("Bom dia."))).hasSize(5);
        assertThat(prompts.find(key("Maria do apartamento 101, certo?"))).isNull();
    }

    @Test
    void writerThatIsBehindLosesPromptsButNotTheCall() {
        Prompts prompts = prompts(1 << 20, 1 << 20);
        prompts.common(Set.of("Bom dia."));
        for (int i = 0; i < 100; i++) {
            prompts.keep(key("Bom dia."), new Clip(frames(1)));
        }
        assertThat(counters.storesDropped.sum()).isEqualTo(36);
    }

    @Test
    void warmerMakesCommonPhrasesReadyAndKeepsThem() throws IOException {
        phrases.add(() -> Map.of(PT, List.of("Olá! Em que posso ajudar?")));
        Prompts prompts = prompts(16 << 20, 1 << 20);
        PromptWarmer warmer = warmer(prompts);
        warmer.run();
        assertThat(prompts.find(key("Olá! Em que posso ajudar?"))).hasSize(20);
        assertThat(prompts.find(key("Um momento, por favor."))).hasSize(20);
        assertThat(tts.texts()).contains("One moment, please.");
        assertThat(files()).hasSize(tts.texts().size());
        assertThat(registry.leased()).isZero();
        assertThat(tts.open()).isZero();

        int spoken = tts.texts().size();
        warmer.run();
        assertThat(tts.texts()).as("nothing changed").hasSize(spoken);
        warmer(prompts(16 << 20, 1 << 20)).run();
        assertThat(tts.texts()).as("all of it was on disk").hasSize(spoken);
    }

    @Test
    void warmerWritesHoweverManyThereAre() throws IOException {
        phrases.add(() -> Map.of(
                PT, IntStream.range(0, 200).mapToObj(i -> "Frase " + i + ".").toList()));
        warmer(prompts(16 << 20, 64 << 20)).run();
        // it runs on the thread that writes, where nothing written later could be waited for
        assertThat(files()).hasSize(tts.texts().size()).hasSizeGreaterThan(200);
        assertThat(counters.storesDropped.sum()).isZero();
    }

    @Test
    void warmerGoesToWorkWhenAnEngineComes() {
        registry.remove(tts);
        PromptWarmer warmer = warmer(prompts(16 << 20, 1 << 20));
        warmer.run();
        assertThat(tts.texts()).isEmpty();
        registry.add(tts);
        warmer.run();
        assertThat(tts.texts()).isNotEmpty();
        int spoken = tts.texts().size();
        phrases.add(() -> Map.of(PT, List.of("Frase nova.")));
        warmer.run();
        assertThat(tts.texts()).hasSize(spoken + 1).endsWith("Frase nova.");
    }

    @Test
    void warmerSurvivesAnEngineThatFails() {
        tts.failing(true);
        Prompts prompts = prompts(16 << 20, 1 << 20);
        warmer(prompts).run();
        assertThat(tts.texts()).isNotEmpty();
        assertThat(prompts.find(key("Um momento, por favor."))).isNull();
        assertThat(registry.leased()).isZero();
        assertThat(tts.open()).isZero();
        assertThat(registry.outcomes())
                .as("three of each language, and then it is left alone")
                .hasSize(6)
                .containsOnly("tts failed: scripted failure");
    }

    @Test
    void warmerTellsHowItWentAndKeepsNoGarbage() {
        FakeTts blip = new FakeTts("blip", 1);
        registry.remove(tts);
        registry.add(blip);
        Prompts prompts = prompts(16 << 20, 1 << 20);
        warmer(prompts).run();
        assertThat(prompts.findAny("pt-BR", "", "Um momento, por favor.")).isNull();
        assertThat(registry.outcomes()).hasSize(6).containsOnly("blip failed: hardly any sound for a sentence");
        registry.remove(blip);
        registry.add(tts);
        warmer(prompts).run();
        assertThat(prompts.findAny("pt-BR", "", "Um momento, por favor.")).hasSize(20);
        assertThat(prompts.findAny("pt-BR", "another voice", "Um momento, por favor."))
                .as("for want of that voice")
                .hasSize(20);
        assertThat(registry.outcomes()).anyMatch(o -> o.startsWith("tts served "));
    }

    @Test
    void warmerGivesBackAnEngineThatIsGoing() {
        Prompts prompts = prompts(16 << 20, 1 << 20);
        PromptWarmer warmer = new PromptWarmer(registry, () -> phrases, prompts, () -> {
            if (!tts.sessions().isEmpty()) {
                registry.remove(tts);
            }
            return 0;
        });
        warmer.run();
        assertThat(tts.texts()).hasSize(1);
        assertThat(registry.leased()).isZero();
    }
}
