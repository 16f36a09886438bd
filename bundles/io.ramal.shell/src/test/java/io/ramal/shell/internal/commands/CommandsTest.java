package io.ramal.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.call.CallSimulator;
import io.ramal.call.CallSnapshot;
import io.ramal.call.Calls;
import io.ramal.call.LegRole;
import io.ramal.call.TimelineEntry;
import io.ramal.extension.AsteriskConfig;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import io.ramal.provider.ModelInstaller;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderPerformance;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderStatus;
import io.ramal.shell.internal.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Action;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private static final String UP = "01234567-89ab-4cde-8f01-23456789abcd";
    private static final String ENDED = "01999999-89ab-4cde-8f01-23456789abcd";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final Ledger ledger = new Ledger();

    @Test
    void everyCommandSaysWhatIsNotRunning() {
        HangupCommand hangup = new HangupCommand();
        hangup.id = "01";
        for (Action a : List.of(
                new CallsCommand(),
                new ProvidersCommand(),
                new UseCommand(),
                new ProviderTestCommand(),
                new ListCommand(),
                new InfoCommand(),
                new RefreshCommand(),
                new RestartCommand(),
                new DrainCommand(),
                new SimulateCommand(),
                new AsteriskConfigCommand(),
                hangup)) {
            assertThatThrownBy(a::execute)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not running")
                    .hasMessageContaining("io.ramal.");
        }
        ModelInstallCommand install = new ModelInstallCommand();
        install.model = "pt";
        assertThatThrownBy(install::execute).hasMessageContaining("no engine that needs a model");
    }

    @Test
    void callsThatAreUpAreATableAndOneIsAStory() {
        CallsCommand c = calls();
        c.execute();
        assertThat(text())
                .contains("01234567", UP, "1001", "12:00:00", "listening", "visitor", "pending")
                .doesNotContain(ENDED);
        c = calls();
        c.recent = true;
        c.execute();
        assertThat(text()).contains(ENDED);
        c = calls();
        c.id = "0199";
        c.execute();
        assertThat(text()).contains("call " + ENDED).contains("visitor        pressed: 5");
    }

    @Test
    void asterisksFilesArePrinted() {
        AsteriskConfig config = new AsteriskConfig() {
            @Override
            public List<String> files() {
                return List.of("extensions", "manager");
            }

            @Override
            public String render(String file, String host) {
                return file + " for " + host + "\n";
            }
        };
        AsteriskConfigCommand c = new AsteriskConfigCommand();
        c.config = config;
        c.out = out;
        c.host = "192.0.2.7";
        c.file = "manager";
        c.execute();
        assertThat(text()).isEqualTo("manager for 192.0.2.7\n");
        bytes.reset();
        c.file = "all";
        c.execute();
        assertThat(text()).isEqualTo(config.renderAll("192.0.2.7"));
    }

    @Test
    void anIdMustFitOneCall() {
        CallsCommand c = calls();
        c.id = "01";
        assertThatThrownBy(c::execute).hasMessageContaining("2 calls begin with 01");
        c.id = "ff";
        assertThatThrownBy(c::execute).hasMessageContaining("no call ff");
    }

    @Test
    void hangingUpNamesTheLeg() {
        HangupCommand h = new HangupCommand();
        h.calls = ledger;
        h.out = out;
        h.id = "0123";
        h.execute();
        assertThat(ledger.hungUp).containsExactly(UP + " VISITOR");
        h.who = "resident";
        assertThatThrownBy(h::execute).hasMessageContaining("no leg of a resident");
        h.who = "cat";
        assertThatThrownBy(h::execute).hasMessageContaining("\"cat\"");
    }

    @Test
    void providersTellWhyTheyDoNotServe() {
        ProvidersCommand p = new ProvidersCommand();
        p.registry = Samples.registry(List.of(
                Samples.provider(ProviderRole.TTS, "espeak", ProviderHealth.READY, "pt-BR"),
                Samples.provider(ProviderRole.STT, "vosk", ProviderHealth.unavailable("no model", "install one"))));
        p.out = out;
        p.execute();
        assertThat(text())
                .contains("espeak", "pt-BR", "ready", "42", "any", "unavailable")
                .contains("! vosk: no model -> install one");
    }

    @Test
    void providersTellHowTheyHaveDone() {
        ProvidersCommand p = new ProvidersCommand();
        p.registry = Samples.registry(List.of(
                performing("azure", ProviderPerformance.Circuit.OPEN, Samples.BEGAN),
                performing("openai", ProviderPerformance.Circuit.HALF_OPEN, Samples.BEGAN.minusSeconds(600)),
                performing("vosk", ProviderPerformance.Circuit.CLOSED, null)));
        p.out = out;
        p.clock = Clock.fixed(Samples.BEGAN.plusSeconds(12), ZoneOffset.UTC);
        p.execute();
        assertThat(text())
                .contains("left out", "on trial", "ready", "130", "870")
                .contains("! azure: fails too often and is left out for a while")
                .contains("- azure (STT) failed last 12 s ago: no network")
                .contains("- openai (STT) failed last 10 min ago: no network")
                .doesNotContain("- vosk", "! openai");
    }

    private static ProviderStatus performing(String id, ProviderPerformance.Circuit circuit, Instant failed) {
        return new ProviderStatus(
                new ProviderInfo(id, ProviderRole.STT, Set.of(), "an engine"),
                ProviderHealth.READY,
                7,
                1,
                42,
                new ProviderPerformance(
                        40,
                        2,
                        failed == null ? "" : "no network",
                        failed,
                        circuit,
                        40,
                        Duration.ofMillis(130),
                        Duration.ofMillis(870),
                        Duration.ofMillis(990)));
    }

    @Test
    void aSimulatedCallGoesToTheBoundPortAndItsStoryIsTold() throws Exception {
        Caller caller = new Caller(true);
        SimulateCommand s = simulate(caller);
        s.limit = "2m";
        s.apartment = " 501B ";
        s.execute();
        assertThat(caller.asked.apartment()).isEqualTo("501B");
        assertThat(caller.asked.port()).isEqualTo(8083);
        assertThat(caller.asked.host()).isEqualTo("127.0.0.1");
        assertThat(caller.asked.scenario()).isEqualTo("auto");
        assertThat(caller.asked.language()).isEqualTo(Locale.forLanguageTag("pt-BR"));
        assertThat(caller.asked.limit()).isEqualTo(Duration.ofMinutes(2));
        assertThat(text())
                .containsSubsequence(
                        "1.50 s  caller says",
                        "call " + ENDED,
                        "outcome: pending",
                        "passed: as expected",
                        "gap p99 21.0 ms");
    }

    @Test
    void scenariosAreListedWithoutPlayingAny() throws Exception {
        Caller caller = new Caller(true);
        SimulateCommand s = simulate(caller);
        s.extensions = null;
        s.list = true;
        s.execute();
        assertThat(caller.asked).isNull();
        assertThat(text()).contains("auto                 about auto");
    }

    @Test
    void residentsAreWantedSoAPairThatListensForThemComesFirst() throws Exception {
        Caller caller = new Caller(true);
        SimulateCommand s = simulate(caller);
        s.extensions = Samples.extensions(
                new ExtensionStatus(Samples.extension(9000), 9000, null, ExtensionState.ACTIVE, 0, null),
                new ExtensionStatus(Samples.extension(9002), 9002, 9003, ExtensionState.ACTIVE, 0, null));
        s.execute();
        assertThat(caller.asked.port()).isEqualTo(9002);
    }

    @Test
    void aSimulatedCallThatFailsFailsTheCommand() {
        SimulateCommand s = simulate(new Caller(false));
        assertThatThrownBy(s::execute).hasMessage("the simulated call failed: as expected");
        assertThat(text()).contains("FAILED");
    }

    @Test
    void anExtensionThatDoesNotListenIsNamed() {
        SimulateCommand s = simulate(new Caller(true));
        s.extension = "7777";
        assertThatThrownBy(s::execute).hasMessageContaining("there is no extension 7777; known: 1001");
        s.extension = "1001";
        s.extensions = Samples.extensions(
                new ExtensionStatus(Samples.extension(9000), null, null, ExtensionState.ERROR, 0, "port is taken"));
        assertThatThrownBy(s::execute).hasMessageContaining("1001 does not listen: port is taken");
        s.extension = null;
        assertThatThrownBy(s::execute).hasMessageContaining("no extension listens");
    }

    @Test
    void aModelIsInstalledByNameOrAddress() throws Exception {
        Installer vosk = new Installer("vosk", "pt");
        Installer piper = new Installer("piper", "faber");
        ModelInstallCommand m = install(vosk, piper);
        m.model = "faber";
        m.execute();
        assertThat(piper.installed).containsExactly("faber ");
        assertThat(text()).contains("download", "installed for piper in /models/faber");

        m.model = "http://127.0.0.1/x.zip";
        assertThatThrownBy(m::execute).hasMessageContaining("--provider vosk or piper");
        m.provider = "vosk";
        m.sha256 = "abc";
        m.execute();
        assertThat(vosk.installed).containsExactly("http://127.0.0.1/x.zip abc");
        m.model = "pi";
        assertThatThrownBy(m::execute).hasMessageContaining("no model is called pi");
        m.model = null;
        assertThatThrownBy(m::execute).hasMessageContaining("which model?");
        m.list = true;
        m.execute();
        assertThat(text()).contains("faber", "pt", "a model of piper");
    }

    private CallsCommand calls() {
        CallsCommand c = new CallsCommand();
        c.calls = ledger;
        c.out = out;
        c.zone = ZoneOffset.UTC;
        return c;
    }

    private SimulateCommand simulate(Caller caller) {
        SimulateCommand s = new SimulateCommand();
        s.simulator = caller;
        s.extensions = Samples.extensions(Samples.listening(8082, 8083));
        s.calls = ledger;
        s.out = out;
        s.zone = ZoneOffset.UTC;
        return s;
    }

    private ModelInstallCommand install(ModelInstaller... installers) {
        ModelInstallCommand m = new ModelInstallCommand();
        m.installers = List.of(installers);
        m.out = out;
        return m;
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static final class Ledger implements Calls {
        private final CallSnapshot up = Samples.call(UP, false);
        private final CallSnapshot ended = Samples.call(ENDED, true, Samples.entry(9, TimelineEntry.Kind.DIGIT, "5"));
        private final List<String> hungUp = new ArrayList<>();

        @Override
        public List<CallSnapshot> active() {
            return List.of(up);
        }

        @Override
        public List<CallSnapshot> recent() {
            return List.of(ended);
        }

        @Override
        public Optional<CallSnapshot> find(UUID callId) {
            return Stream.of(up, ended).filter(c -> c.id().equals(callId)).findFirst();
        }

        @Override
        public boolean hangup(UUID callId, LegRole role) {
            if (role == LegRole.RESIDENT) {
                return false;
            }
            hungUp.add(callId + " " + role);
            return true;
        }

        @Override
        public boolean end(UUID callId) {
            throw new AssertionError("no command ends calls");
        }
    }

    private static final class Caller implements CallSimulator {
        private final boolean passes;
        private Request asked;

        Caller(boolean passes) {
            this.passes = passes;
        }

        @Override
        public List<String> scenarios() {
            return List.of("auto");
        }

        @Override
        public String about(String scenario) {
            return "about " + scenario;
        }

        @Override
        public Report run(Request request, Consumer<Step> progress) {
            asked = request;
            progress.accept(new Step(Duration.ofMillis(1500), "caller says \"oi\""));
            return new Report(UUID.fromString(ENDED), passes, "as expected", Duration.ofSeconds(23), 1150, 21.0, 25.5);
        }
    }

    private static final class Installer implements ModelInstaller {
        private final String id;
        private final String model;
        private final List<String> installed = new ArrayList<>();

        Installer(String id, String model) {
            this.id = id;
            this.model = model;
        }

        @Override
        public String provider() {
            return id;
        }

        @Override
        public List<Model> known() {
            return List.of(new Model(model, "http://127.0.0.1/" + model, "", "a model of " + id));
        }

        @Override
        public String install(String nameOrUrl, String sha256, Consumer<Progress> progress) throws IOException {
            progress.accept(new Progress("download", 1, 2));
            installed.add(nameOrUrl + " " + sha256);
            return "/models/" + nameOrUrl;
        }
    }
}
