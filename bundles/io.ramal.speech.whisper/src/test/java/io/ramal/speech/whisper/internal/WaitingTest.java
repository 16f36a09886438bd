package io.ramal.speech.whisper.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.speech.whisper.internal.Waiting.Place;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private final Waiting waiting = new Waiting(2, 1);
    private final WhisperSession a = session();
    private final WhisperSession b = session();
    private final WhisperSession c = session();
    private final WhisperSession d = session();

    @Test
    void sendsAWorkerForTheFirstOnly() {
        assertThat(waiting.offer(a)).isEqualTo(Place.SEND_WORKER);
        assertThat(waiting.offer(b)).isEqualTo(Place.IN_LINE);
        assertThat(waiting.first()).isSameAs(a);
        assertThat(waiting.next()).isSameAs(b);
        assertThat(waiting.next()).isNull();
        assertThat(waiting.offer(c)).isEqualTo(Place.SEND_WORKER);
    }

    @Test
    void turnsAwayWhomThereIsNoRoomForAndCounts() {
        waiting.offer(a);
        waiting.offer(b);
        assertThat(waiting.offer(c)).as("a is on its way to a worker").isEqualTo(Place.IN_LINE);
        assertThat(waiting.offer(d)).isEqualTo(Place.FULL);
        assertThat(waiting.first()).isSameAs(a);
        assertThat(waiting.offer(d)).isEqualTo(Place.FULL);
        assertThat(waiting.turnedAway()).isEqualTo(2);
        waiting.remove(b);
        assertThat(waiting.offer(d)).isEqualTo(Place.IN_LINE);
        assertThat(waiting.next()).isSameAs(c);
    }

    @Test
    void aWorkerThatCouldNotBeSentIsSentForTheNext() {
        waiting.offer(a);
        waiting.notSent();
        waiting.remove(a);
        assertThat(waiting.offer(b)).isEqualTo(Place.SEND_WORKER);
        assertThat(waiting.first()).isSameAs(b);
    }

    private static WhisperSession session() {
        return new WhisperSession(() -> null, new Ear(0.5), "pt", e -> {}, 1000, new WhisperSession.Desk() {
            @Override
            public String enqueue(WhisperSession s) {
                return "closed";
            }

            @Override
            public void ended(WhisperSession s) {}
        });
    }
}
