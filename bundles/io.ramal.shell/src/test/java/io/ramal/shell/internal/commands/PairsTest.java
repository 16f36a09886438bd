package io.ramal.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.call.CallSnapshot;
import io.ramal.call.Calls;
import io.ramal.call.LegRole;
import io.ramal.call.Reception;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionControl;
import io.ramal.extension.ExtensionProfile;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.RefreshResult;
import io.ramal.provider.ProviderRole;
import io.ramal.shell.internal.Samples;
import io.ramal.testkit.FakeClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.junit.jupiter.api.Test;

class PairsTest {
    private static final String UP = "01234567-89ab-4cde-8f01-23456789abcd";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final List<ExtensionStatus> pairs = new ArrayList<>();
    private final Control control = new Control();
    private final Desk desk = new Desk();
    private final Ledger ledger = new Ledger();
    private final FakeClock clock = new FakeClock();

    @Test
    void theListShowsPortsStatesAndWhereItComesFrom() {
        pairs.add(Samples.listening(8082, 8083));
        pairs.add(new ExtensionStatus(Samples.extension(9000), null, null, ExtensionState.ERROR, 0, "port is taken"));
        pairs.add(Samples.pair(5, ExtensionState.STOPPED, null));
        list(false).execute();
        assertThat(text())
                .contains("8082>8083", "9000>-", "port is taken", "20005>-", "stopped")
                .contains("pairs:    3: 1 active, 1 stopped, 1 in error")
                .contains("from:     the database, as it was 12 s ago")
                .contains("database: up for 5 min, changes are told at once")
                .doesNotContain("draining");
        desk.accepting = false;
        list(false).execute();
        assertThat(text()).contains("visits:   refused, the server is draining");
    }

    @Test
    void theListCanBeOfTheFaultyOnly() {
        pairs.add(Samples.pair(1, ExtensionState.ACTIVE, null));
        list(true).execute();
        assertThat(text()).contains("Every pair runs as it is configured.").doesNotContain("2001");
        pairs.add(Samples.pair(2, ExtensionState.ERROR, "no port"));
        list(true).execute();
        assertThat(text()).contains("2002", "no port").doesNotContain("2001");
    }

    @Test
    void infoTellsAllThereIsToKnow() {
        pairs.add(Samples.listening(8082, 8083));
        pairs.add(Samples.pair(2, ExtensionState.ACTIVE, null));
        InfoCommand i = info("1002");
        i.profiles = number -> new ExtensionProfile(
                Locale.forLanguageTag("en-US"),
                "",
                "Good day.",
                Duration.ofMillis(900),
                Map.of(ProviderRole.STT, "vosk"),
                3);
        i.execute();
        String told = text();
        assertThat(told.lines().map(String::strip))
                .containsSubsequence(
                        "extension 1001, return 1002, condominium 10, id 1",
                        "state      active",
                        "address    0.0.0.0",
                        "visitors   port 8083 (configured 8082)",
                        "residents  port 8081",
                        "settings   language en-US, silence 900 ms, at most 3 visits at once, STT vosk, greeting \"Good"
                                + " day.\"",
                        "Asterisk   AudioSocket(${UUID()},127.0.0.1:8083) for visitors",
                        "AudioSocket(<UUID of the visitor's call>,127.0.0.1:8081) for residents",
                        "from       the database, as it was 12 s ago",
                        "calls      2 legs are up");
        assertThat(told).contains(UP, "listening");
    }

    @Test
    void infoSaysWhatIsNotThere() {
        pairs.add(Samples.pair(2, ExtensionState.ERROR, "port 20002 is taken"));
        InfoCommand i = info("2002");
        i.execute();
        assertThat(text())
                .contains("remark     port 20002 is taken")
                .contains("visitors   not open (configured 20002)")
                .contains("settings   not known")
                .contains("No call is up on it.")
                .doesNotContain("AudioSocket(");
        i.profiles = number -> ExtensionProfile.NONE;
        i.execute();
        assertThat(text()).contains("settings   those of the server");
    }

    @Test
    void aRefreshPrintsWhatChangedOrFailsWithTheReason() throws Exception {
        RefreshCommand r = new RefreshCommand();
        r.control = control;
        r.out = out;
        r.execute();
        assertThat(text()).isEqualToIgnoringNewLines("removed 1, updated 2, added 3; 44 pairs listen");
        control.broken = true;
        assertThatThrownBy(r::execute)
                .isInstanceOf(IOException.class)
                .hasMessage("nothing was changed: the database does not answer");
    }

    @Test
    void pairsAreRestartedByEitherNumberAndNotTwice() {
        pairs.add(Samples.listening(8082, 8083));
        pairs.add(Samples.pair(2, ExtensionState.STOPPED, null));
        RestartCommand r = prepare(new RestartCommand(), "1002", "2002", "1001");
        r.execute();
        assertThat(control.done).containsExactly("restart 1 false", "restart 2 false");
        assertThat(text().lines())
                .containsExactly(
                        "1001 restarted, port 8082, return on port 8081; 2 legs up, left to their end",
                        "2002 restarted, port 20002, return on port 30002");
        r = prepare(new RestartCommand(), "1001");
        r.force = true;
        pairs.set(0, Samples.listening(8082, 8083));
        r.execute();
        assertThat(control.done).endsWith("restart 1 true");
        assertThat(text()).contains("; 2 legs told goodbye");
        prepare(new StopCommand(), "1001", "--force").execute();
        assertThat(control.done).endsWith("stop 1 true");
    }

    @Test
    void pairsAreStoppedAndStarted() {
        pairs.add(Samples.pair(2, ExtensionState.ACTIVE, null));
        prepare(new StopCommand(), "2002").execute();
        prepare(new StartCommand(), "2002").execute();
        prepare(new StartCommand(), "3002").execute();
        assertThat(control.done).containsExactly("stop 2 false", "start 2", "start 2");
        assertThat(text().lines())
                .containsExactly(
                        "2002 stopped",
                        "2002 started, port 20002, return on port 30002",
                        "2002 runs already, port 20002, return on port 30002");
    }

    @Test
    void nothingIsDoneWhenANumberIsUnknown() {
        pairs.add(Samples.pair(1, ExtensionState.ACTIVE, null));
        pairs.add(Samples.pair(2, ExtensionState.ACTIVE, null));
        assertThatThrownBy(prepare(new StopCommand(), "2001", "2003")::execute)
                .hasMessage("there is no extension 2003; known: 2001, 2002");
        assertThat(control.done).isEmpty();
        pairs.clear();
        assertThatThrownBy(prepare(new StopCommand(), "2001")::execute)
                .hasMessage("there is no extension 2001, nor any other");
    }

    @Test
    void ofManyNumbersTheOnesThatAreLikeItAreNamed() {
        for (int n = 1; n <= 100; n++) {
            pairs.add(Samples.pair(n, ExtensionState.ACTIVE, null));
        }
        assertThatThrownBy(() -> ExtensionFinder.one(pairs, "22042"))
                .hasMessageStartingWith("there is no extension 22042; like it: ")
                .hasMessageContaining("2042")
                .hasMessageEndingWith("; ramal:list shows all");
    }

    @Test
    void aNumberThatTwoRowsClaimMeansTheOneThatRuns() {
        ExtensionStatus runs = Samples.listening(8080, 8080);
        Extension other = new Extension(7, "1001", "1009", "0.0.0.0", 9000, null, 10);
        ExtensionStatus faulty = new ExtensionStatus(other, null, null, ExtensionState.ERROR, 0, "1001 is row 1's");
        assertThat(ExtensionFinder.one(List.of(faulty, runs), "1001")).isSameAs(runs);
        assertThat(ExtensionFinder.one(List.of(faulty, runs), "id:7")).isSameAs(faulty);
        assertThatThrownBy(() -> ExtensionFinder.one(List.of(faulty, faulty), "1001"))
                .hasMessage("2 rows have the number 1001; give one of id:7, id:7");
    }

    @Test
    void anAiNumberGoesBeforeTheSameReturnNumber() {
        Extension swapped = new Extension(9, "1002", "1001", "0.0.0.0", 9000, 9001, 10);
        ExtensionStatus second = new ExtensionStatus(swapped, 9000, 9001, ExtensionState.ACTIVE, 0, null);
        assertThat(ExtensionFinder.one(List.of(Samples.listening(8080, 8080), second), "1002"))
                .isSameAs(second);
    }

    @Test
    void aPairThatDoesNotComeUpFailsTheCommandButNotTheOthers() {
        pairs.add(Samples.pair(1, ExtensionState.STOPPED, null));
        pairs.add(Samples.pair(2, ExtensionState.STOPPED, null));
        control.stubborn = 1;
        assertThatThrownBy(prepare(new StartCommand(), "2001", "2002")::execute)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("2001 is in error: port is taken");
        assertThat(text()).contains("2002 started");
        control.gone = 1;
        assertThatThrownBy(prepare(new StartCommand(), "2001")::execute).hasMessage("2001 is not configured any more");
    }

    @Test
    void aDrainRefusesVisitsAndTellsHowManyAreUp() {
        drain().execute();
        assertThat(desk.accepting).isFalse();
        assertThat(text()).contains("no more visits are taken in").contains("1 call is up");
        DrainCommand d = drain();
        d.off = true;
        d.execute();
        assertThat(desk.accepting).isTrue();
        assertThat(text()).contains("visits are taken in");
    }

    @Test
    void aDrainCanBeWaitedFor() {
        DrainCommand d = drain();
        d.wait = true;
        List<Integer> counts = new ArrayList<>(List.of(3, 3, 1, 0));
        ledger.count = counts.get(0);
        d.pause = time -> {
            clock.advance(time);
            counts.remove(0);
            ledger.count = counts.get(0);
        };
        d.execute();
        assertThat(text().lines().skip(1)).containsExactly("3 calls are up", "1 call is up", "no call is up");
    }

    @Test
    void aWaitThatIsTooLongFailsAndOneThatIsBrokenOffDoesNot() {
        DrainCommand d = drain();
        d.wait = true;
        d.limit = "30";
        d.pause = clock::advance;
        assertThatThrownBy(d::execute)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("still 1 call is up after 30 s");
        d.pause = time -> {
            throw new InterruptedException();
        };
        d.execute();
        assertThat(text()).endsWith("the server still drains" + System.lineSeparator());
        assertThat(desk.accepting).isFalse();
    }

    @Test
    void optionsThatMakeNoSenseAreRefusedBeforeAnythingIsDone() {
        DrainCommand d = drain();
        d.wait = true;
        d.off = true;
        assertThatThrownBy(d::execute).hasMessageContaining("do not go together");
        d.wait = false;
        d.off = false;
        d.limit = "30";
        assertThatThrownBy(d::execute).hasMessageContaining("\"30\" needs --wait");
        d.wait = true;
        d.limit = "soon";
        assertThatThrownBy(d::execute).hasMessageContaining("\"soon\" is no time");
        assertThat(desk.accepting).isTrue();
    }

    @Test
    void everyCommandExplainsItself() {
        for (Class<? extends Action> c : List.of(
                CallsCommand.class,
                DrainCommand.class,
                HangupCommand.class,
                InfoCommand.class,
                ListCommand.class,
                ModelInstallCommand.class,
                ProvidersCommand.class,
                RefreshCommand.class,
                RestartCommand.class,
                SimulateCommand.class,
                StartCommand.class,
                StopCommand.class)) {
            Command command = c.getAnnotation(Command.class);
            assertThat(command.scope()).isEqualTo("ramal");
            assertThat(command.description()).as(command.name()).isNotBlank();
            assertThat(command.detailedDescription()).as(command.name()).isNotBlank();
        }
    }

    private ListCommand list(boolean faulty) {
        ListCommand l = new ListCommand();
        l.extensions = Samples.extensions(pairs);
        l.reception = desk;
        l.faulty = faulty;
        l.out = out;
        l.clock = Clock.fixed(Samples.BEGAN, ZoneOffset.UTC);
        return l;
    }

    private InfoCommand info(String number) {
        InfoCommand i = new InfoCommand();
        i.extensions = Samples.extensions(pairs);
        i.calls = ledger;
        i.number = number;
        i.out = out;
        i.clock = Clock.fixed(Samples.BEGAN, ZoneOffset.UTC);
        i.zone = ZoneOffset.UTC;
        return i;
    }

    private <C extends PairsCommand> C prepare(C command, String... numbers) {
        command.extensions = Samples.extensions(pairs);
        command.control = control;
        command.numbers = Arrays.asList(numbers);
        command.out = out;
        return command;
    }

    private DrainCommand drain() {
        DrainCommand d = new DrainCommand();
        d.reception = desk;
        d.calls = ledger;
        d.out = out;
        d.clock = clock;
        d.pause = time -> {
            throw new AssertionError("nobody asked to wait");
        };
        return d;
    }

    /** What was printed since it was last asked for. */
    private String text() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        return text;
    }

    /** Does what it is told to the pairs of this test. */
    private final class Control implements ExtensionControl {
        private final List<String> done = new ArrayList<>();
        private boolean broken;
        private int stubborn;
        private int gone;

        @Override
        public RefreshResult refresh() throws IOException {
            if (broken) {
                throw new IOException("the database does not answer");
            }
            return new RefreshResult(1, 2, 3, 44);
        }

        @Override
        public List<Extension> stored() {
            return List.of();
        }

        @Override
        public boolean restart(int id, boolean force) {
            return apply("restart " + id + " " + force, id, ExtensionState.ACTIVE);
        }

        @Override
        public boolean stop(int id, boolean force) {
            return apply("stop " + id + " " + force, id, ExtensionState.STOPPED);
        }

        @Override
        public boolean start(int id) {
            return apply("start " + id, id, ExtensionState.ACTIVE);
        }

        private boolean apply(String what, int id, ExtensionState state) {
            done.add(what);
            if (id == gone) {
                return false;
            }
            pairs.replaceAll(s -> s.extension().id() != id ? s : changed(s.extension(), state));
            return true;
        }

        private ExtensionStatus changed(Extension e, ExtensionState state) {
            if (e.id() == stubborn) {
                return new ExtensionStatus(e, null, null, ExtensionState.ERROR, 0, "port is taken");
            }
            boolean open = state == ExtensionState.ACTIVE;
            return new ExtensionStatus(e, open ? e.port() : null, open ? e.returnPort() : null, state, 0, null);
        }
    }

    private static final class Desk implements Reception {
        private boolean accepting = true;

        @Override
        public boolean accepting() {
            return accepting;
        }

        @Override
        public void drain() {
            accepting = false;
        }

        @Override
        public void resume() {
            accepting = true;
        }
    }

    private static final class Ledger implements Calls {
        private int count = 1;

        @Override
        public List<CallSnapshot> active() {
            return Collections.nCopies(count, Samples.call(UP, false));
        }

        @Override
        public List<CallSnapshot> recent() {
            return List.of();
        }

        @Override
        public Optional<CallSnapshot> find(UUID callId) {
            return Optional.empty();
        }

        @Override
        public boolean hangup(UUID callId, LegRole role) {
            return false;
        }

        @Override
        public boolean end(UUID callId) {
            return false;
        }
    }
}
