package io.ramal.extensions.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ramal.testkit.ManualExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final ManualExecutor manual = new ManualExecutor();

    @Test
    void theResultOfAChangeIsHandedBack() {
        assertThat(new Changes(Runnable::run).await(BOUND, () -> 7)).isEqualTo(7);
    }

    @Test
    void aChangeThatTakesTooLongIsStillMade() {
        List<String> made = new ArrayList<>();
        assertThatIllegalStateException()
                .isThrownBy(() -> new Changes(manual).await(Duration.ofMillis(1), () -> made.add("x")))
                .withMessageContaining("busy");
        manual.runAll();
        assertThat(made).containsExactly("x");
    }

    @Test
    void aChangeThatFailsSaysWhyToWhoWaitsAndHarmsNoOther() {
        Changes changes = new Changes(manual);
        List<String> made = new ArrayList<>();
        changes.later(() -> {
            throw new IllegalArgumentException("first");
        });
        changes.later(() -> made.add("second"));
        manual.runAll();
        assertThat(made).containsExactly("second");
        assertThatIllegalStateException()
                .isThrownBy(() -> new Changes(Runnable::run).await(BOUND, () -> {
                    throw new IllegalArgumentException("no good");
                }))
                .withMessageContaining("no good");
    }

    @Test
    void aClassThatIsGoneDoesNotLeaveAnybodyWaiting() {
        Changes changes = new Changes(Runnable::run);
        assertThatIllegalStateException()
                .isThrownBy(() -> changes.await(BOUND, () -> {
                    throw new NoClassDefFoundError("io/ramal/Gone");
                }))
                .withMessageContaining("io/ramal/Gone");
        changes.later(() -> {
            throw new NoClassDefFoundError("io/ramal/Gone");
        });
        assertThat(changes.await(BOUND, () -> 7)).isEqualTo(7);
    }

    @Test
    void whoIsInterruptedStaysInterrupted() {
        Thread.currentThread().interrupt();
        assertThatIllegalStateException()
                .isThrownBy(() -> new Changes(manual).await(BOUND, () -> 1))
                .withMessageContaining("Interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
