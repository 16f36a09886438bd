package io.ramal.speech.openai.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import io.ramal.call.LegRole;
import io.ramal.emulators.openai.OpenAiEmulator;
import io.ramal.remote.Sessions;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttRequest;
import io.ramal.stt.SttSession;
import io.ramal.testkit.FakeClock;
import io.ramal.testkit.Sounds;
import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Both providers and a service on loopback; only the clock is made up. */
final class Rig implements AutoCloseable {
    static final Locale PORTUGUESE = Locale.forLanguageTag("pt-BR");
    /** Generous: the machine may be slow. */
    static final long PATIENCE_S = 30;

    final OpenAiEmulator emulator;
    final FakeClock clock = new FakeClock();
    final OpenAiStt stt;
    final OpenAiTts tts;
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    Rig(Map<String, Object> settings) throws IOException {
        this(OpenAiEmulator.start(), settings);
    }

    /** @param settings by names of {@link SpeechConfig}'s methods; what it does not name is the default */
    Rig(OpenAiEmulator emulator, Map<String, Object> settings) {
        this.emulator = emulator;
        Map<String, Object> all = new HashMap<>(Map.of("url", emulator.uri().toString(), "_key", "s3cret"));
        all.putAll(settings);
        SpeechSettings s = SpeechSettings.of(config(all));
        Machinery machinery = Machinery.of(s, clock, workers, threads);
        stt = new OpenAiStt(s, Objects.requireNonNull(s.hearing()), machinery);
        tts = new OpenAiTts(s, Objects.requireNonNull(s.speaking()), machinery);
    }

    static SpeechConfig config(Map<String, Object> settings) {
        return (SpeechConfig) Proxy.newProxyInstance(
                Rig.class.getClassLoader(), new Class<?>[] {SpeechConfig.class}, (proxy, method, args) -> {
                    assertThat(Arrays.stream(SpeechConfig.class.getDeclaredMethods()))
                            .contains(method);
                    return settings.getOrDefault(method.getName(), method.getDefaultValue());
                });
    }

    static SttRequest request(String... phrases) {
        return new SttRequest(
                UUID.randomUUID(), LegRole.VISITOR, PORTUGUESE, List.of(phrases), List.of("claro", "de jeito nenhum"));
    }

    /** Nobody is kept in a list for ever; the last event of an utterance comes a moment before it leaves. */
    static void assertIdle(Sessions sessions) throws InterruptedException {
        sessions.awaitIdle(Duration.ofSeconds(PATIENCE_S));
        assertThat(sessions.count()).isZero();
    }

    /** Somebody says something, and it is over. */
    Heard hear(String... phrases) {
        Heard heard = new Heard();
        SttSession session = stt.open(request(phrases), heard::add);
        say(session, Sounds.speech(1.5, -20, 7));
        session.finish();
        return heard;
    }

    static void say(SttSession session, short[] sound) {
        for (int at = 0; at < sound.length; at += AudioFrame.SAMPLES) {
            session.accept(AudioFrame.copyOf(sound, at, Math.min(AudioFrame.SAMPLES, sound.length - at)));
        }
    }

    Spoken speak(String text) {
        Spoken spoken = new Spoken();
        TtsSession session = tts.open(TtsRequest.of(PORTUGUESE), spoken::add);
        session.say(text);
        return spoken;
    }

    /** What is told of an utterance. */
    static final class Heard {
        private final BlockingQueue<SttEvent> events = new LinkedBlockingQueue<>();

        void add(SttEvent event) {
            events.add(event);
        }

        SttEvent next() throws InterruptedException {
            SttEvent event = events.poll(PATIENCE_S, TimeUnit.SECONDS);
            assertThat(event).as("an event in time").isNotNull();
            return event;
        }

        SttEvent.Final text() throws InterruptedException {
            return (SttEvent.Final)
                    assertThat(next()).isInstanceOf(SttEvent.Final.class).actual();
        }

        String failure() throws InterruptedException {
            return ((SttEvent.Failed) assertThat(next())
                            .isInstanceOf(SttEvent.Failed.class)
                            .actual())
                    .reason();
        }

        boolean nothing() {
            return events.isEmpty();
        }
    }

    /** What a sentence became. */
    static final class Spoken {
        private final BlockingQueue<TtsEvent> events = new LinkedBlockingQueue<>();
        short[] sound = {};

        void add(TtsEvent event) {
            events.add(event);
        }

        /** The next event; sound is kept. */
        TtsEvent next() throws InterruptedException {
            TtsEvent event = events.poll(PATIENCE_S, TimeUnit.SECONDS);
            assertThat(event).as("an event in time").isNotNull();
            if (event instanceof TtsEvent.Audio audio) {
                sound = Sounds.join(sound, audio.frame().toArray());
            }
            return event;
        }

        /** Waits until so many samples have come. */
        void sound(int samples) throws InterruptedException {
            while (sound.length < samples) {
                assertThat(next()).isInstanceOf(TtsEvent.Audio.class);
            }
        }

        TtsEvent end() throws InterruptedException {
            TtsEvent event = next();
            while (event instanceof TtsEvent.Audio) {
                event = next();
            }
            return event;
        }

        String failure() throws InterruptedException {
            return ((TtsEvent.Failed) assertThat(end())
                            .isInstanceOf(TtsEvent.Failed.class)
                            .actual())
                    .reason();
        }

        boolean nothing() {
            return events.isEmpty();
        }
    }

    @Override
    public void close() {
        stt.close();
        tts.close();
        emulator.close();
        workers.shutdownNow();
        threads.shutdownNow();
    }
}
