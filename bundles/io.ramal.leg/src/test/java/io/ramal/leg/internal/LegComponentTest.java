package io.ramal.leg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.Leg;
import io.ramal.call.LegRequest;
import io.ramal.call.LegRole;
import io.ramal.call.LineEnd;
import io.ramal.provider.DataFolder;
import io.ramal.testkit.FakeLine;
import io.ramal.testkit.FakeRegistry;
import io.ramal.testkit.FakeTts;
import io.ramal.testkit.FakeVad;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LegComponentTest {
    private static LegComponent.Config config(Map<String, Object> values) {
        return (LegComponent.Config) Proxy.newProxyInstance(
                LegComponentTest.class.getClassLoader(),
                new Class<?>[] {LegComponent.Config.class},
                (proxy, method, args) -> values.getOrDefault(key(method), method.getDefaultValue()));
    }

    private static String key(Method method) {
        return method.getName().replace('_', '.');
    }

    @Test
    void defaultsAreWhatTheGuidePromises() {
        assertThat(LegComponent.settings(config(Map.of()))).isEqualTo(Rig.DEFAULTS);
    }

    @Test
    void preparesPromptsInTheBackgroundAndOpensLegs(@TempDir Path data) throws InterruptedException {
        System.setProperty(DataFolder.PROPERTY, data.toString());
        FakeTts tts = new FakeTts("tts", 5);
        FakeRegistry registry = new FakeRegistry().add(tts, new FakeVad("vad"));
        CountDownLatch asked = new CountDownLatch(1);
        LegComponent component = new LegComponent(config(Map.of()), registry);
        try {
            component.addPhrases(() -> {
                asked.countDown();
                return Map.of();
            });
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            FakeLine line = new FakeLine(LegRole.VISITOR);
            Leg leg = component.open(new LegRequest(line, Locale.forLanguageTag("pt-BR"), ""), e -> {});
            assertThat(leg.info()).isEqualTo(line.info());
            leg.handler().closed(LineEnd.RESET);
            component.modified(config(Map.of("turn.silence.ms", 900)));
            assertThat(component.part()).isEqualTo("leg");
            assertThat(component.drops())
                    .containsOnlyKeys(
                            "utterances_refused",
                            "utterances_cut",
                            "turns_not_recorded",
                            "turns_given_up",
                            "stores_dropped")
                    .containsEntry("utterances_refused", 0L);
        } finally {
            component.close();
            component.close();
            System.clearProperty(DataFolder.PROPERTY);
        }
    }

    @Test
    void valuesAreTaken() {
        assertThat(LegComponent.settings(config(Map.of("turn.silence.ms", 800))).turnSilenceMs())
                .isEqualTo(800);
    }

    @Test
    void aBadValueFallsBackToItsDefault() {
        LegSettings s = LegComponent.settings(config(Map.of("turn.silence.ms", 0, "barge.in.ms", 9999)));
        assertThat(s).isEqualTo(Rig.DEFAULTS);
    }
}
