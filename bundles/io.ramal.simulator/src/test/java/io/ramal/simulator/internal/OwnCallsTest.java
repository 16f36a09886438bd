package io.ramal.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OwnCallsTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final OwnCalls own = new OwnCalls(now::get);

    @Test
    void aCallIsRememberedForAnHourAfterItsEnd() throws Exception {
        UUID first = UUID.randomUUID();
        own.begin(first);
        pass(Duration.ofHours(3));
        assertThat(own.owns(first)).as("still up").isTrue();
        own.end(first);
        pass(OwnCalls.KEPT);
        call();
        assertThat(own.owns(first)).isTrue();
        pass(Duration.ofMillis(1));
        call();
        assertThat(own.owns(first)).isFalse();
        assertThat(own.owns(UUID.randomUUID())).isFalse();
    }

    @Test
    void noneIsForgottenForAnotherAndMemoryIsBounded() throws Exception {
        UUID first = call();
        for (int i = 1; i < OwnCalls.MAX; i++) {
            call();
        }
        UUID more = UUID.randomUUID();
        assertThatThrownBy(() -> own.begin(more))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("within an hour");
        assertThat(own.owns(more)).isFalse();
        assertThat(own.owns(first)).isTrue();
        pass(OwnCalls.KEPT.plusMillis(1));
        own.begin(more);
        assertThat(own.owns(more)).isTrue();
    }

    private UUID call() throws IOException {
        UUID id = UUID.randomUUID();
        own.begin(id);
        own.end(id);
        return id;
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
