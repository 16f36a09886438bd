package io.ramal.leg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
