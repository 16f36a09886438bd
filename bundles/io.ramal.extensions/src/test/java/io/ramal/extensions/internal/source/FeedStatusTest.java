package io.ramal.extensions.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.extension.DatabaseState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each change is said once. */
class FeedStatusTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final FeedStatus status = new FeedStatus(Clock.fixed(NOW, ZoneOffset.UTC));
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream before = System.err;

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setErr(before);
    }

    @Test
    void aDeafConnectionIsSaidOnceWhileTheDatabaseIsUp() {
        status.connecting();
        status.deafAlone("not yet");
        assertThat(status.up("db", 3)).isTrue();
        status.deaf("refused");
        status.deafAlone("refused");
        status.deafAlone("refused");
        status.listening();
        status.deafAlone("long past");
        assertThat(status.up("db", 3)).isFalse();

        assertThat(lines("WARN")).singleElement().asString().contains("refused");
        assertThat(lines("at once again")).hasSize(1);
        assertThat(status.now().notified()).isTrue();
    }

    @Test
    void aDatabaseThatIsDownIsSaidOnceAndItsDeafConnectionNotAtAll() {
        status.connecting();
        status.up("db", 3);
        status.listening();
        status.deaf("gone");
        status.down("refused");
        status.down("refused");
        status.deafAlone("refused");
        assertThat(status.now().database()).isEqualTo(DatabaseState.DOWN);
        assertThat(status.now().databaseError()).isEqualTo("refused");
        assertThat(status.now().databaseSince()).isEqualTo(NOW);
        assertThat(status.now().notified()).isFalse();
        status.up("db", 3);
        status.listening();

        assertThat(lines("WARN")).hasSize(1);
        assertThat(lines("is back")).hasSize(1);
        assertThat(status.now().databaseError()).isNull();
    }

    @Test
    void whoListensToATableWithoutATriggerIsNotNotified() {
        status.up("db", 1);
        status.listening();
        status.told(false);
        status.told(false);
        assertThat(status.now().notified()).isFalse();
        assertThat(status.isListening()).isTrue();
        assertThat(lines("notify.sql")).hasSize(1);
        status.told(true);
        assertThat(status.now().notified()).isTrue();
    }

    @Test
    void aDatabaseThatIsNotConfiguredHasNoState() {
        status.connecting();
        status.listening();
        status.none();

        assertThat(status.now().database()).isEqualTo(DatabaseState.NONE);
        assertThat(status.now().databaseSince()).isNull();
        assertThat(status.now().notified()).isFalse();
    }

    private List<String> lines(String part) {
        return said.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(part))
                .toList();
    }
}
