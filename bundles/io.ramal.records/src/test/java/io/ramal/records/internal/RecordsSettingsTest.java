package io.ramal.records.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecordsSettingsTest {
    private static final long MB = 1024 * 1024;

    @Test
    void theDefaultsAreWhatIsDocumented() {
        assertThat(RecordsSettings.of(config(Map.of())))
                .isEqualTo(new RecordsSettings(365, true, 30, 7, 1000 * MB, 500 * MB));
    }

    @Test
    void aBadValueIsReplacedOnTheSafeSide() {
        assertThat(RecordsSettings.of(config(Map.of(
                        "audit_days", -1,
                        "transcripts_keep", new IllegalArgumentException("maybe"),
                        "transcripts_days", 0,
                        "recordings_days", new NumberFormatException("a week"),
                        "recordings_max_mb", 9,
                        "disk_free_min_mb", -1))))
                .isEqualTo(new RecordsSettings(0, false, 30, 7, 1000 * MB, 500 * MB));
    }

    @Test
    void theFileOfSettingsHasEveryKeyAtItsDefault() throws Exception {
        Map<String, String> keys = new TreeMap<>();
        for (Method m : RecordsConfig.class.getDeclaredMethods()) {
            keys.put(m.getName().replace('_', '.'), String.valueOf(m.getDefaultValue()));
        }
        Map<String, String> file = new TreeMap<>();
        Files.readAllLines(Path.of("..", "..", "config", "io.ramal.records.cfg")).stream()
                .filter(line -> line.matches("#[a-z.]+ = .*"))
                .forEach(line ->
                        file.put(line.substring(1, line.indexOf(" = ")), line.substring(line.indexOf(" = ") + 3)));
        assertThat(file).isEqualTo(keys);
    }

    private static RecordsConfig config(Map<String, Object> values) {
        return (RecordsConfig) Proxy.newProxyInstance(
                RecordsConfig.class.getClassLoader(), new Class<?>[] {RecordsConfig.class}, (proxy, method, args) -> {
                    assertThat(Arrays.asList(Annotation.class.getMethods())).doesNotContain(method);
                    Object value = values.getOrDefault(method.getName(), method.getDefaultValue());
                    if (value instanceof RuntimeException e) {
                        throw e;
                    }
                    return value;
                });
    }
}
