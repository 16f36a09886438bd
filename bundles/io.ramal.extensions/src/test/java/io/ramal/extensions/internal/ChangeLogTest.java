package io.ramal.extensions.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.RefreshResult;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

class ChangeLogTest {
    private final List<String> lines = new ArrayList<>();
    private final ChangeLog log = new ChangeLog(logger());

    @Test
    void eachOfAFewChangesHasALine() {
        RefreshResult result = log.tell(
                List.of(running(1), running(2), running(3)),
                List.of(running(1), with(2, ExtensionState.STOPPED, null), running(4)),
                null);
        assertThat(result).isEqualTo(new RefreshResult(1, 1, 1, 2));
        assertThat(lines)
                .containsExactlyInAnyOrder(
                        "info extension 1003 (row 3) is no longer configured; 0 lines on it run on",
                        "info extension 1002 (row 2) is stopped",
                        "info extension 1004 (row 4) of condominium 7 listens on 9004, its return extension does not exist");
    }

    @Test
    void manyChangesHaveOneLineAndOneForEachFault() {
        List<PairView> now = new ArrayList<>(
                IntStream.range(0, 30).mapToObj(ChangeLogTest::running).toList());
        now.set(3, with(3, ExtensionState.ERROR, "bad port"));
        now.set(4, with(4, ExtensionState.ACTIVE, "runs elsewhere"));
        log.tell(List.of(), now, null);
        assertThat(lines)
                .containsExactly(
                        "info extensions: 0 removed, 0 changed, 30 added; 29 listen now",
                        "error extension 1003 (row 3) does not run: bad port",
                        "warn extension 1004 (row 4): runs elsewhere");
    }

    @Test
    void manyFaultsAreCounted() {
        List<PairView> now = IntStream.range(0, 50)
                .mapToObj(id -> with(id, ExtensionState.ERROR, "bad port"))
                .toList();
        log.tell(List.of(), now, null);
        assertThat(lines).hasSize(1 + 20 + 1);
        assertThat(lines.get(21)).isEqualTo("warn and 30 more; ramal:list --faulty shows them");
        log.tell(now, now, null);
        assertThat(lines).hasSize(22);
    }

    @Test
    void ofTwoRowsWithOneIdTheOneThatRunsCounts() {
        PairView copy = with(1, ExtensionState.ERROR, "twice");
        assertThat(log.tell(List.of(), List.of(copy, running(1)), null)).isEqualTo(new RefreshResult(0, 0, 1, 1));
    }

    @Test
    void aFaultIsToldOnceUntilItIsAnother() {
        PairView faulty = with(1, ExtensionState.ERROR, "bad port");
        log.tell(List.of(), List.of(faulty), null);
        log.tell(List.of(faulty), List.of(faulty), null);
        assertThat(lines).containsExactly("error extension 1001 (row 1) does not run: bad port");
        log.tell(List.of(faulty), List.of(with(1, ExtensionState.ERROR, "worse")), null);
        assertThat(lines).hasSize(2);
    }

    @Test
    void whatHindersAllIsNotToldOfEach() {
        log.tell(List.of(), List.of(with(1, ExtensionState.ERROR, "no server")), "no server");
        assertThat(lines).isEmpty();
    }

    private static PairView running(int id) {
        return with(id, ExtensionState.ACTIVE, null);
    }

    private static PairView with(int id, ExtensionState state, @Nullable String error) {
        Extension extension = new Extension(id, String.valueOf(1000 + id), "", "0.0.0.0", 9000 + id, null, 7);
        return new PairView(
                extension, state == ExtensionState.ACTIVE ? 9000 + id : null, null, state, error, List.of());
    }

    private Logger logger() {
        return (Logger) Proxy.newProxyInstance(
                ChangeLogTest.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, a) -> {
                    Object[] arguments =
                            a.length == 2 && a[1] instanceof Object[] many ? many : Arrays.copyOfRange(a, 1, a.length);
                    lines.add(method.getName() + " "
                            + MessageFormatter.arrayFormat((String) a[0], arguments)
                                    .getMessage());
                    return null;
                });
    }
}
