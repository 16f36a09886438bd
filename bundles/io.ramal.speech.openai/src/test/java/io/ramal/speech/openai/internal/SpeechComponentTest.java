package io.ramal.speech.openai.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.emulators.openai.OpenAiEmulator;
import io.ramal.stt.SttProvider;
import io.ramal.stt.SttSession;
import io.ramal.testkit.Sounds;
import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsProvider;
import io.ramal.tts.TtsRequest;
import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** The component with its own threads and clock. */
@Timeout(90)
class SpeechComponentTest {
    private final Map<Class<?>, Object> services = new ConcurrentHashMap<>();
    private final Map<Class<?>, Object> rankings = new HashMap<>();

    @Test
    void bothAreServedAndEnd() throws Exception {
        try (OpenAiEmulator emulator = OpenAiEmulator.start()) {
            SpeechComponent component = component(emulator, Map.of("stop_grace_ms", 0, "request_timeout_ms", 60_000));
            assertThat(rankings)
                    .as("behind engines of this machine unless the operator says otherwise")
                    .containsOnly(Map.entry(SttProvider.class, -10), Map.entry(TtsProvider.class, -10));
            SttProvider stt = (SttProvider) services.get(SttProvider.class);
            TtsProvider tts = (TtsProvider) services.get(TtsProvider.class);
            emulator.transcriptions().answer("bom dia");
            emulator.speech().answer(SynthesisTest.pcm(1));
            assertThat(hear(stt).text().text()).isEqualTo("bom dia");
            Rig.Spoken spoken = new Rig.Spoken();
            tts.open(TtsRequest.of(Rig.PORTUGUESE), spoken::add).say("Bom dia");
            assertThat(spoken.end()).isEqualTo(new TtsEvent.Finished());

            emulator.transcriptions().blackHole();
            Rig.Heard heard = hear(stt);
            assertThat(emulator.transcriptions().awaitRequest(Rig.PATIENCE_S)).isTrue();
            component.close();
            assertThat(services).isEmpty();
            assertThat(heard.failure()).isEqualTo("the provider is being stopped");
            assertThat(hear(stt).failure()).isEqualTo("the provider is being stopped");
            for (Thread t : Thread.getAllStackTraces().keySet()) {
                if (t.getName().matches("ramal-openai-speech-(worker|timer)-\\d+")) {
                    t.join(Rig.PATIENCE_S * 1000);
                    assertThat(t.isAlive()).as(t.getName()).isFalse();
                }
            }
        }
    }

    @Test
    void itsOwnClockGivesUpABlackHole() throws Exception {
        try (OpenAiEmulator emulator = OpenAiEmulator.start()) {
            SpeechComponent component = component(emulator, Map.of("request_timeout_ms", 200));
            emulator.transcriptions().blackHole();
            assertThat(hear((SttProvider) services.get(SttProvider.class)).failure())
                    .isEqualTo("no answer within 200 ms");
            component.close();
        }
    }

    @Test
    void whatIsUnderWayMayEndWhileItIsStopped() throws Exception {
        try (OpenAiEmulator emulator = OpenAiEmulator.start()) {
            SpeechComponent component = component(emulator, Map.of("stop_grace_ms", 60_000));
            Runnable goOn = emulator.transcriptions().pause("{\"text\":".getBytes(), "\"sim\"}".getBytes());
            Rig.Heard heard = hear((SttProvider) services.get(SttProvider.class));
            assertThat(emulator.transcriptions().awaitRequest(Rig.PATIENCE_S)).isTrue();
            Thread stopping = new Thread(component::close);
            stopping.start();
            goOn.run();
            assertThat(heard.text().text()).isEqualTo("sim");
            stopping.join();
        }
    }

    @Test
    void aRoleWithoutAModelIsNotThere() throws Exception {
        try (OpenAiEmulator emulator = OpenAiEmulator.start()) {
            SpeechComponent component = component(emulator, Map.of("tts_model", "", "service_ranking", 50));
            assertThat(rankings).containsOnly(Map.entry(SttProvider.class, 50));
            component.close();
        }
    }

    @Test
    void aBadSettingKeepsItOut() throws Exception {
        try (OpenAiEmulator emulator = OpenAiEmulator.start()) {
            assertThatThrownBy(() -> component(emulator, Map.of("sessions_max", 0)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(services).isEmpty();
        }
    }

    private static Rig.Heard hear(SttProvider stt) {
        Rig.Heard heard = new Rig.Heard();
        SttSession session = stt.open(Rig.request(), heard::add);
        Rig.say(session, Sounds.speech(0.5, -20, 1));
        session.finish();
        return heard;
    }

    private SpeechComponent component(OpenAiEmulator emulator, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of("url", emulator.uri().toString()));
        all.putAll(settings);
        return new SpeechComponent(context(), Rig.config(all));
    }

    private BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, args) -> {
                    if (!method.getName().equals("registerService")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    services.put((Class<?>) args[0], args[1]);
                    rankings.put((Class<?>) args[0], ((Dictionary<?, ?>) args[2]).get("service.ranking"));
                    return Proxy.newProxyInstance(
                            getClass().getClassLoader(), new Class<?>[] {ServiceRegistration.class}, (p, m, a) -> {
                                services.remove(args[0]);
                                return null;
                            });
                });
    }
}
