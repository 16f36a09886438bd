package io.ramal.env.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OverlayTest {
    private static final String LEG = "io.ramal.leg";
    private static final String MESSAGES = "io.ramal.ai.messages";

    private final FakeStore store = new FakeStore();
    private final Secrets secrets = new Secrets();
    private final Overlay overlay = new Overlay(store, secrets);

    @Test
    void aConfigurationThatIsNotThereIsMade() {
        variables(Map.of("SILENCE_THRESHOLD_SECONDS", "2"));
        assertThat(store.get(LEG)).containsEntry("turn.silence.ms", "2000");
    }

    @Test
    void otherKeysAreLeftAlone() {
        store.map.put(LEG, Map.of("barge.in.ms", "200", "turn.silence.ms", "900"));
        variables(Map.of("SILENCE_THRESHOLD_SECONDS", "2"));
        assertThat(store.get(LEG)).containsEntry("turn.silence.ms", "2000").containsEntry("barge.in.ms", "200");
    }

    @Test
    void takingAVariableAwayRestoresWhatTheFileSaid() {
        Map<String, Object> file = Map.of("turn.silence.ms", "900");
        store.map.put(LEG, file);
        variables(Map.of("SILENCE_THRESHOLD_SECONDS", "2"));
        variables(Map.of("SILENCE_THRESHOLD_SECONDS", "3"));
        variables(Map.of());
        assertThat(store.get(LEG)).isEqualTo(file);
    }

    @Test
    void takingAVariableAwayRemovesAKeyThatWasNotThere() {
        store.map.put(LEG, Map.of("barge.in.ms", "200"));
        variables(Map.of("SILENCE_THRESHOLD_SECONDS", "2"));
        variables(Map.of());
        assertThat(store.get(LEG)).isEqualTo(Map.of("barge.in.ms", "200"));
    }

    @Test
    void whatSomebodyElseOverwritesIsLaidOverAgain() {
        variables(Map.of("SILENCE_THRESHOLD_SECONDS", "2"));
        store.write(LEG, Map.of("turn.silence.ms", "700", "barge.in.ms", "200"));
        overlay.apply(LEG);
        assertThat(store.get(LEG)).containsEntry("turn.silence.ms", "2000").containsEntry("barge.in.ms", "200");
        variables(Map.of());
        assertThat(store.get(LEG)).isEqualTo(Map.of("turn.silence.ms", "700", "barge.in.ms", "200"));
    }

    @Test
    void applyingTwiceWritesOnce() {
        variables(Map.of("SILENCE_THRESHOLD_SECONDS", "2"));
        int writes = store.writes;
        overlay.apply(LEG);
        overlay.apply("unknown.pid");
        assertThat(store.writes).isEqualTo(writes);
    }

    @Test
    void theBackendExistsOnlyWithItsAddress() {
        variables(Map.of("AI_API_KEY", "k"));
        assertThat(store.get(MESSAGES)).isNull();
        variables(Map.of("AI_API_URL", "http://h/m", "AI_API_KEY", "k"));
        assertThat(store.get(MESSAGES)).containsEntry("url", "http://h/m").doesNotContainValue("k");
        assertThat(secrets.reveal(store.get(MESSAGES).get(".key"))).isEqualTo("k");
        variables(Map.of("AI_API_URL", "http://h/m"));
        assertThat(store.get(MESSAGES)).containsEntry("url", "http://h/m").doesNotContainKey(".key");
        variables(Map.of());
        assertThat(store.get(MESSAGES)).isNull();
    }

    @Test
    void aNewSecretChangesTheConfiguration() {
        variables(Map.of("AI_API_URL", "http://h/m", "AI_API_KEY", "k"));
        Object first = store.get(MESSAGES).get(".key");
        variables(Map.of("AI_API_URL", "http://h/m", "AI_API_KEY", "k2"));
        assertThat(store.get(MESSAGES).get(".key")).isNotEqualTo(first);
        assertThat(secrets.reveal(store.get(MESSAGES).get(".key"))).isEqualTo("k2");
        assertThat(secrets.reveal("plain")).isEqualTo("plain");
    }

    @Test
    void aBackendLeftOverFromTheLastRunIsTakenAway() {
        variables(Map.of("AI_API_URL", "http://h/m"));
        new Overlay(store, secrets).set(Settings.NONE);
        assertThat(store.get(MESSAGES)).isNull();
    }

    @Test
    void aBackendOfAFileIsNeverDeleted() {
        Map<String, Object> file = Map.of("url", "http://file/m", Overlay.FILE, "file:/x.cfg");
        store.map.put(MESSAGES, file);
        variables(Map.of("AI_API_URL", "http://h/m"));
        variables(Map.of());
        assertThat(store.get(MESSAGES)).isEqualTo(file);
    }

    @Test
    void bothDataSourcesComeAndGoWithTheDatabase() {
        variables(database());
        assertThat(store.get(Pids.TABLE)).containsEntry("dataSourceName", "ramal");
        assertThat(store.get(Pids.NEWS)).containsEntry("dataSourceName", "ramal-listen");
        variables(Map.of("DB_NAME", "ramal", "DB_USER", "ramal"));
        assertThat(store.get(Pids.TABLE)).isNull();
        assertThat(store.get(Pids.NEWS)).isNull();
    }

    @Test
    void aKeyOfADataSourceThatItsFileAddsIsLeftAlone() {
        Map<String, Object> file =
                Map.of("hikari.maximumPoolSize", "5", "currentSchema", "x", Overlay.FILE, "file:/x.cfg");
        store.map.put(Pids.TABLE, file);
        variables(database());
        assertThat(store.get(Pids.TABLE)).containsEntry("currentSchema", "x").containsEntry("serverName", "db");
        variables(Map.of());
        assertThat(store.get(Pids.TABLE)).isEqualTo(file);
    }

    private static Map<String, String> database() {
        return Map.of("DB_HOST", "db", "DB_NAME", "ramal", "DB_USER", "ramal");
    }

    private void variables(Map<String, String> variables) {
        overlay.set(overlay.settings().next(variables));
    }

    private static final class FakeStore implements Overlay.Store {
        final Map<String, Map<String, Object>> map = new HashMap<>();
        int writes;

        @Nullable
        Map<String, Object> get(String pid) {
            return map.get(pid);
        }

        @Override
        public Optional<Map<String, Object>> read(String pid) {
            return Optional.ofNullable(map.get(pid));
        }

        @Override
        public void write(String pid, Map<String, Object> properties) {
            map.put(pid, Map.copyOf(properties));
            writes++;
        }

        @Override
        public void delete(String pid) {
            map.remove(pid);
        }
    }
}
