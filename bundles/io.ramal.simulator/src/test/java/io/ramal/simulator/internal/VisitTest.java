package io.ramal.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import io.ramal.call.CallEvent;
import io.ramal.call.CallSimulator;
import io.ramal.call.CallSnapshot;
import io.ramal.call.Calls;
import io.ramal.call.LegRole;
import io.ramal.conversation.ResidentDecision;
import io.ramal.conversation.VisitData;
import io.ramal.conversation.VisitOutcome;
import io.ramal.dial.DialEvent;
import io.ramal.dial.DialRequest;
import io.ramal.dial.DialSession;
import io.ramal.dsp.Wav;
import io.ramal.extension.Extension;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole visits against a made-up server: two ports, a ledger, and something that rings. */
class VisitTest {
    private static final UUID ID = UUID.fromString("01234567-89ab-4cde-8f01-23456789abcd");
    private static final Locale PT = Locale.forLanguageTag("pt-BR");
    private static final byte[] HANGUP = {0, 0, 0};

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final Switchboard switchboard = new Switchboard();
    private final Ledger ledger = new Ledger();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> presence = new CopyOnWriteArrayList<>();
    private final BlockingQueue<byte[]> atResident = new LinkedBlockingQueue<>();
    private final BlockingQueue<DialEvent> dialled = new LinkedBlockingQueue<>();
    private volatile DialSession session;
    private volatile Simulator self;

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    @Test
    void visitorAndResidentEachPlayTheirSide() throws Exception {
        Path wav = folder.resolve("visit.wav");
        try (PhoneServer residents = new PhoneServer((in, out) -> {
                    atResident.add(PhoneServer.frame(in));
                    out.write(Wire.audio(tone(3000)));
                    atResident.add(key(in));
                    ledger.outcome = VisitOutcome.AUTHORISED;
                    decided(true);
                    // the key is released, its pause is still to come
                    in.readNBytes(10 * (Wire.HEADER + AudioFrame.BYTES));
                    out.write(HANGUP);
                    in.readAllBytes();
                });
                PhoneServer visitors = new PhoneServer((in, out) -> {
                    PhoneServer.frame(in);
                    ring(residents.port());
                    awaitAnswer(in, out);
                })) {
            CallSimulator.Report report = play(visitors.port(), wav, """
                    keys 2
                    wait-resident decided max 5s
                    expect agent-hangup within 5s
                    resident answer after 200ms
                    resident expect agent-speaks within 3s
                    resident keys 1
                    resident expect agent-hangup within 3s
                    expect outcome authorised
                    expect decided-by keys
                    expect no-human
                    """);
            assertThat(report.verdict())
                    .isEqualTo("the agent hung up as expected, outcome authorised, decided by keys");
            assertThat(report.passed()).isTrue();
            assertThat(report.frames()).isGreaterThanOrEqualTo(2);
        }
        assertThat(atResident.poll())
                .as("the resident's leg has the visit's id")
                .isEqualTo(Wire.uuid(ID));
        assertThat(atResident.poll()).isEqualTo(Wire.digit('1'));
        assertThat(told)
                .containsSubsequence("telephone      rings", "telephone      is answered", "resident       presses 1")
                .contains("agent>resident hangs up", "agent          hangs up");
        executor.submit(() -> {}).get(10, TimeUnit.SECONDS);
        assertThat(presence).containsExactly("shown", "hidden");
        assertThat(switchboard.serves(request(1))).as("afterwards").isFalse();
        Wav.Sound sound = Wav.read(wav);
        assertThat(peak(sound, 1)).as("the agent on the resident's leg, right").isEqualTo(3000);
        assertThat(peak(sound, 0)).as("the agent on the visitor's leg, left").isEqualTo(1500);
    }

    @Test
    void ringingEndsWhenTheVisitorLeavesAndTheOutcomeIsJudged() throws Exception {
        try (PhoneServer visitors = new PhoneServer((in, out) -> {
            PhoneServer.frame(in);
            ring(1);
            in.readAllBytes();
            session.cancel();
            ledger.outcome = VisitOutcome.VISITOR_LEFT;
            ledger.end();
        })) {
            CallSimulator.Report report = play(visitors.port(), null, """
                    wait-resident ringing
                    pause 100ms
                    hangup
                    resident no-answer
                    expect outcome visitor-left
                    """);
            assertThat(report.passed()).as(report.verdict()).isTrue();
            assertThat(told).contains("telephone      stops ringing");
            assertThat(dialled).containsExactly(new DialEvent.Ringing());
        }
    }

    @Test
    void anotherOutcomeFailsNamingTheLine() throws Exception {
        ledger.outcome = VisitOutcome.NOT_CALLED;
        ledger.human = true;
        try (PhoneServer visitors = new PhoneServer((in, out) -> {
            in.readAllBytes();
            ledger.end();
        })) {
            assertThat(play(visitors.port(), null, "pause 100ms\nhangup\nexpect outcome busy\n")
                            .verdict())
                    .isEqualTo("the outcome was not-called (line 3: expect outcome busy)");
            assertThat(play(visitors.port(), null, "pause 100ms\nhangup\nexpect no-human\n")
                            .verdict())
                    .isEqualTo("a human was to go on (line 3: expect no-human)");
            assertThat(play(visitors.port(), null, "hangup\nresident answer\n").verdict())
                    .isEqualTo("the resident's telephone never rang (line 2: resident answer)");
        }
    }

    @Test
    void aResidentsLegThatIsRefusedFails() throws Exception {
        try (PhoneServer residents = new PhoneServer((in, out) -> PhoneServer.frame(in));
                PhoneServer visitors = new PhoneServer((in, out) -> {
                    PhoneServer.frame(in);
                    ring(residents.port());
                    in.readAllBytes();
                    ledger.end();
                })) {
            CallSimulator.Report report = play(visitors.port(), null, """
                    wait-resident gone max 10s
                    hangup
                    resident answer after 100ms
                    resident expect agent-speaks within 5s
                    """);
            assertThat(report.passed()).isFalse();
            assertThat(report.verdict())
                    .startsWith("on the resident's leg the ")
                    .contains("line 4");
        }
    }

    @Test
    void aResidentIsRungForThisVisitOnlyAndOnlyWhileItIsUp() throws Exception {
        assertThat(switchboard.serves(request(1))).isFalse();
        switchboard.open(request(1), dialled::add);
        assertThat(dialled.poll()).isInstanceOf(DialEvent.Failed.class);
        List<Boolean> served = new CopyOnWriteArrayList<>();
        try (PhoneServer visitors = new PhoneServer((in, out) -> {
            PhoneServer.frame(in);
            served.add(switchboard.serves(request(1)));
            served.add(switchboard.claims(request(1)));
            served.add(
                    switchboard.serves(new DialRequest(UUID.randomUUID(), extension(1), "1", Duration.ofSeconds(10))));
            served.add(
                    switchboard.claims(new DialRequest(UUID.randomUUID(), extension(1), "1", Duration.ofSeconds(10))));
            in.readAllBytes();
            ledger.end();
        })) {
            play(visitors.port(), null, "pause 200ms\nhangup\n");
        }
        assertThat(served).containsExactly(true, true, false, false);
    }

    @Test
    void whatWasKeyedInIsNoSpeechEvenIfThatIsToldAfterTheEnd() throws Exception {
        assertThat(decidedBy(() -> decided(true)))
                .isEqualTo("it was decided by keys (line 3: expect decided-by speech)");
        assertThat(decidedBy(() -> decided(false))).endsWith(", outcome refused, decided by speech");
        assertThat(decidedBy(() -> {})).isEqualTo("nobody decided (line 3: expect decided-by speech)");
    }

    private String decidedBy(Runnable event) throws Exception {
        try (PhoneServer visitors = new PhoneServer((in, out) -> {
            in.readAllBytes();
            ledger.outcome = VisitOutcome.REFUSED;
            ledger.end();
            executor.execute(event);
        })) {
            return play(visitors.port(), null, "pause 100ms\nhangup\nexpect decided-by speech\n")
                    .verdict();
        }
    }

    @Test
    void aCallIsItsOwnFromBeforeItIsPlaced() throws Exception {
        List<Boolean> owned = new CopyOnWriteArrayList<>();
        Simulator simulator = simulator(new Presence(executor, () -> owned.add(self.owns(ID)), () -> {}));
        self = simulator;
        assertThat(simulator.owns(ID)).isFalse();
        try (PhoneServer visitors = new PhoneServer((in, out) -> {
            owned.add(simulator.owns(ID));
            in.readAllBytes();
            ledger.end();
        })) {
            ledger.ended = null;
            play(simulator, visitors.port(), null, "pause 100ms\nhangup\n");
        }
        assertThat(owned).containsExactly(true, true);
        assertThat(simulator.owns(ID)).as("afterwards").isTrue();
        assertThat(simulator.owns(UUID.randomUUID())).isFalse();
    }

    @Test
    void stoppingHangsUpAndWaitsForTheServer() throws Exception {
        try (PhoneServer visitors = new PhoneServer((in, out) -> {
            PhoneServer.frame(in);
            executor.submit(() -> switchboard.stop(Duration.ofSeconds(10)));
            in.readAllBytes();
            ledger.end();
        })) {
            CallSimulator.Report report = play(visitors.port(), null, "pause 15s\nhangup\n");
            assertThat(report.verdict()).startsWith("the simulation was interrupted");
        }
    }

    private void ring(int port) {
        session = switchboard.open(request(port), dialled::add);
    }

    /** Says something when the resident is there, and hangs up once the visit is decided. */
    private void awaitAnswer(DataInputStream in, OutputStream out) throws IOException {
        out.write(Wire.audio(tone(1500)));
        while (ledger.outcome == VisitOutcome.PENDING) {
            PhoneServer.frame(in);
        }
        session.openGate(r -> {});
        session.close();
        out.write(HANGUP);
        in.readAllBytes();
        ledger.end();
    }

    private static byte[] key(DataInputStream in) throws IOException {
        byte[] frame = PhoneServer.frame(in);
        while (frame[0] != Wire.DTMF) {
            frame = PhoneServer.frame(in);
        }
        return frame;
    }

    private CallSimulator.Report play(int port, Path wav, String scenario) throws IOException {
        ledger.ended = null;
        return play(
                simulator(new Presence(executor, () -> presence.add("shown"), () -> presence.add("hidden"))),
                port,
                wav,
                scenario);
    }

    private CallSimulator.Report play(Simulator simulator, int port, Path wav, String scenario) throws IOException {
        Path file = Files.writeString(folder.resolve("visit.scenario"), scenario);
        return simulator.run(
                new CallSimulator.Request("127.0.0.1", port, file.toString(), PT, wav, Duration.ofSeconds(20)),
                s -> told.add(s.what()));
    }

    private Simulator simulator(Presence shown) {
        Voice voice = (text, language) -> tone(2000);
        return new Simulator(
                Map.of(LegRole.VISITOR, voice, LegRole.RESIDENT, voice),
                l -> false,
                new Server(() -> ledger, () -> null),
                switchboard,
                shown,
                System::nanoTime,
                () -> ID);
    }

    private void decided(boolean key) {
        switchboard.on(new CallEvent.Decided(
                ID,
                extension(1),
                Instant.EPOCH,
                new ResidentDecision(VisitOutcome.REFUSED, "x", key, 1, 1, ""),
                "",
                true));
    }

    private static DialRequest request(int returnPort) {
        return new DialRequest(ID, extension(returnPort), "1003030", Duration.ofSeconds(10));
    }

    private static Extension extension(int returnPort) {
        return new Extension(1, "1001", "1002", "0.0.0.0", 8080, returnPort, 10);
    }

    private static int peak(Wav.Sound sound, int channel) {
        int peak = 0;
        for (int i = channel; i < sound.samples().length; i += 2) {
            peak = Math.max(peak, Math.abs(sound.samples()[i]));
        }
        return peak;
    }

    private static AudioFrame tone(int level) {
        short[] s = new short[160];
        Arrays.fill(s, (short) level);
        return AudioFrame.wrap(s);
    }

    private static final class Ledger implements Calls {
        volatile VisitOutcome outcome = VisitOutcome.PENDING;
        volatile boolean human;
        volatile Instant ended;

        void end() {
            ended = Instant.EPOCH;
        }

        @Override
        public List<CallSnapshot> active() {
            return List.of();
        }

        @Override
        public List<CallSnapshot> recent() {
            return List.of();
        }

        @Override
        public Optional<CallSnapshot> find(UUID callId) {
            return Optional.of(new CallSnapshot(
                    callId,
                    extension(1),
                    Instant.EPOCH,
                    ended,
                    "",
                    List.of(),
                    0,
                    VisitData.EMPTY,
                    List.of(),
                    outcome,
                    human));
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
