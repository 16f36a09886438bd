package io.ramal.extensions.internal;

import static io.ramal.extensions.internal.Rows.loaded;
import static io.ramal.extensions.internal.Rows.numbers;
import static io.ramal.extensions.internal.Rows.ports;
import static io.ramal.extensions.internal.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ramal.call.CallSnapshot;
import io.ramal.call.Calls;
import io.ramal.call.LegRole;
import io.ramal.conversation.VisitData;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.RefreshResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExtensionControlTest {
    private final FakeLineServer server = new FakeLineServer();
    private final FakeCalls ledger = new FakeCalls();
    private @Nullable Calls calls = ledger;
    private final ExtensionTable table = new ExtensionTable(
            Runnable::run, TableSettings.of(Set.of(8082), "0.0.0.0", 8080, 8081), a -> true, () -> calls);

    @BeforeEach
    void twoPairsListen() {
        table.attach(server);
        table.apply(loaded(row(1), row(2)));
        server.requests.clear();
    }

    @Test
    void aRestartOpensNewPortsAndLeavesOthersAlone() {
        FakeLineServer.Port old = server.at(9002);
        FakeLineServer.Port other = server.at(9004);
        old.lines = 1;
        assertThat(table.restart(1, false)).isTrue();
        assertThat(server.at(9002)).isNotSameAs(old);
        assertThat(server.at(9004)).isSameAs(other);
        assertThat(server.requests).extracting(r -> r.port()).containsExactly(9002, 9003);
        assertThat(status(1).activeCalls()).isEqualTo(1);
        assertThat(ledger.ended).isEmpty();
    }

    @Test
    void aRestartByForceEndsTheCallsOfThatPairWhileItsPortsAreClosed() {
        UUID first = ledger.up(status(1).extension());
        UUID second = ledger.up(status(1).extension());
        ledger.up(status(2).extension());
        ledger.onEnd = () -> assertThat(server.open()).containsExactly(9004, 9005);
        assertThat(table.restart(1, true)).isTrue();
        assertThat(ledger.ended).containsExactly(first, second);
        assertThat(server.open()).containsExactly(9002, 9003, 9004, 9005);
    }

    @Test
    void withoutALedgerAForcedRestartStillRestarts() {
        calls = null;
        assertThat(table.restart(1, true)).isTrue();
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void aLedgerThatFailsDoesNotKeepAPairClosed() {
        ledger.up(status(1).extension());
        ledger.onEnd = () -> {
            throw new IllegalStateException("gone");
        };
        assertThat(table.restart(1, true)).isTrue();
        assertThat(server.open()).contains(9002, 9003);
    }

    @Test
    void aStoppedPairStaysStoppedOverRefreshesUntilItIsStarted() {
        assertThat(table.stop(1, false)).isTrue();
        assertThat(server.open()).containsExactly(9004, 9005);
        assertThat(status(1).state()).isEqualTo(ExtensionState.STOPPED);
        assertThat(status(1).error()).isNull();
        assertThat(table.apply(loaded(numbers(row(1), "5000", "5001"), row(2))))
                .isEqualTo(new RefreshResult(0, 1, 0, 1));
        assertThat(status(1).state()).isEqualTo(ExtensionState.STOPPED);
        assertThat(status(1).extension().number()).isEqualTo("5000");
        assertThat(table.start(1)).isTrue();
        assertThat(status(1).state()).isEqualTo(ExtensionState.ACTIVE);
        assertThat(server.at(9002).extension.number()).isEqualTo("5000");
    }

    @Test
    void aRestartStartsAStoppedPair() {
        table.stop(1, false);
        table.restart(1, false);
        assertThat(status(1).state()).isEqualTo(ExtensionState.ACTIVE);
    }

    @Test
    void aStoppedPairWhoseRowWasGoneIsNotStoppedWhenItComesBack() {
        table.stop(1, false);
        table.apply(loaded(row(2)));
        table.apply(loaded(row(1), row(2)));
        assertThat(status(1).state()).isEqualTo(ExtensionState.ACTIVE);
    }

    @Test
    void aStopLeavesCallsUpUnlessForced() {
        server.at(9002).lines = 1;
        UUID call = ledger.up(status(1).extension());
        table.stop(1, false);
        assertThat(ledger.ended).isEmpty();
        assertThat(status(1).activeCalls()).isEqualTo(1);
        table.stop(1, true);
        assertThat(ledger.ended).containsExactly(call);
    }

    @Test
    void nobodyTakesThePortOfAStoppedPair() {
        table.stop(1, false);
        server.taken.add(9000);
        table.apply(loaded(ports(row(0), "9000", "9001"), row(1), row(2)));
        assertThat(status(0).boundPort()).isEqualTo(9006);
    }

    @Test
    void aStartLeavesAPairThatRunsAlone() {
        FakeLineServer.Port port = server.at(9002);
        assertThat(table.start(1)).isTrue();
        assertThat(server.at(9002)).isSameAs(port);
        assertThat(server.requests).isEmpty();
    }

    @Test
    void aStartLeavesAPairThatRunsElsewhereThere() {
        table.stop(1, false);
        server.taken.add(9002);
        table.start(1);
        FakeLineServer.Port elsewhere = server.at(9006);
        server.taken.clear();
        table.start(1);
        assertThat(server.at(9006)).isSameAs(elsewhere);
        table.restart(1, false);
        assertThat(status(1).boundPort()).isEqualTo(9002);
    }

    @Test
    void aStartTriesAgainWhatCouldNotBeOpened() {
        server.broken = true;
        table.restart(1, false);
        assertThat(status(1).state()).isEqualTo(ExtensionState.ERROR);
        server.broken = false;
        table.start(1);
        assertThat(status(1).state()).isEqualTo(ExtensionState.ACTIVE);
    }

    @Test
    void aPairThatIsNotThereCannotBeSteered() {
        assertThat(table.restart(9, true)).isFalse();
        assertThat(table.stop(9, true)).isFalse();
        assertThat(table.start(9)).isFalse();
    }

    @Test
    void aFaultyRowCanBeSteeredAndStaysClosed() {
        table.apply(loaded(ports(row(1), "x", null), row(2)));
        assertThat(table.restart(1, false)).isTrue();
        assertThat(status(1).state()).isEqualTo(ExtensionState.ERROR);
        assertThat(table.stop(1, false)).isTrue();
        assertThat(status(1).state()).isEqualTo(ExtensionState.STOPPED);
        assertThat(status(1).error()).contains("\"x\"");
    }

    @Test
    void aPairStoppedWithoutALineServerIsNotOpenedWhenItComes() {
        table.detach(server);
        table.stop(1, false);
        table.attach(server);
        assertThat(server.open()).containsExactly(9004, 9005);
    }

    @Test
    void aCommandAfterTheEndSaysSo() {
        ExtensionTable over = new ExtensionTable(
                task -> {
                    throw new RejectedExecutionException();
                },
                TableSettings.of(Set.of(8082), "0.0.0.0", 8080, 8081),
                a -> true,
                () -> null);
        over.attach(server);
        over.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> over.restart(1, false))
                .withMessageContaining("stopped");
    }

    private ExtensionStatus status(int id) {
        return table.status().stream()
                .filter(s -> s.extension().id() == id)
                .findFirst()
                .orElseThrow();
    }

    /** Calls that are up until they are ended. */
    private static final class FakeCalls implements Calls {
        final List<CallSnapshot> up = new ArrayList<>();
        final List<UUID> ended = new ArrayList<>();
        Runnable onEnd = () -> {};

        UUID up(Extension extension) {
            UUID id = UUID.randomUUID();
            up.add(new CallSnapshot(
                    id,
                    extension,
                    Instant.EPOCH,
                    null,
                    "talking",
                    List.of(LegRole.VISITOR),
                    0,
                    VisitData.EMPTY,
                    List.of()));
            return id;
        }

        @Override
        public List<CallSnapshot> active() {
            return List.copyOf(up);
        }

        @Override
        public List<CallSnapshot> recent() {
            return List.of();
        }

        @Override
        public Optional<CallSnapshot> find(UUID callId) {
            return up.stream().filter(c -> c.id().equals(callId)).findFirst();
        }

        @Override
        public boolean hangup(UUID callId, LegRole role) {
            return false;
        }

        @Override
        public boolean end(UUID callId) {
            onEnd.run();
            ended.add(callId);
            return up.removeIf(c -> c.id().equals(callId));
        }
    }
}
