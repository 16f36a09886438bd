package io.ramal.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.audio.AudioFrame;
import io.ramal.call.CallSimulator;
import io.ramal.call.LegRole;
import io.ramal.dsp.Wav;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

class SimulatorTest {
    private static final UUID ID = UUID.fromString("01234567-89ab-4cde-8f01-23456789abcd");
    private static final Locale PT = Locale.forLanguageTag("pt-BR");

    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    private final List<String> told = new CopyOnWriteArrayList<>();

    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    @Test
    void playsAScenarioOverTheWireAndRecordsIt() throws Exception {
        Path scenario = write("keys 5\nsay \"sim\"\nexpect agent-hangup within 5s\n");
        Path wav = folder.resolve("call.wav");
        try (PhoneServer server = new PhoneServer((in, out) -> {
            received.add(PhoneServer.frame(in));
            out.write(Wire.audio(tone(4000)));
            byte[] frame = PhoneServer.frame(in);
            while (frame[0] != Wire.DTMF) {
                frame = PhoneServer.frame(in);
            }
            received.add(frame);
            byte[] speech = PhoneServer.frame(in);
            while (speech[3] == 0) {
                speech = PhoneServer.frame(in);
            }
            received.add(speech);
            out.write(new byte[] {0, 0, 0});
            end(in);
        })) {
            CallSimulator.Report report = run(server.port(), scenario.toString(), wav);
            assertThat(report.passed()).as(report.verdict()).isTrue();
            assertThat(report.callId()).isEqualTo(ID);
            assertThat(report.frames()).isEqualTo(1);
        }
        assertThat(next()).isEqualTo(Wire.uuid(ID));
        assertThat(next()).isEqualTo(Wire.digit('5'));
        assertThat(next()).isEqualTo(Wire.audio(tone(2000)));
        assertThat(next()).as("hanging up is a FIN and nothing else").isEqualTo(new byte[] {-1});
        Wav.Sound sound = Wav.read(wav);
        assertThat(sound.samples()).as("agent on the right").contains((short) 4000);
        for (int i = 0; i < sound.samples().length; i += 2) {
            assertThat(sound.samples()[i]).as("agent on the left").isNotEqualTo((short) 4000);
        }
        assertThat(sound.samples()[0]).isZero();
        assertThat(told).contains("visitor        presses 5", "agent          hangs up");
    }

    @Test
    void aServerThatClosesWithoutSayingSoFails() throws Exception {
        try (PhoneServer server = new PhoneServer((in, out) -> PhoneServer.frame(in))) {
            CallSimulator.Report report =
                    run(server.port(), write("expect agent-hangup within 5s").toString(), null);
            assertThat(report.passed()).isFalse();
        }
    }

    @Test
    void aFrameThatAsteriskDoesNotTakeFails() throws Exception {
        try (PhoneServer server = new PhoneServer((in, out) -> {
            out.write(new byte[] {(byte) 0xff, 0, 1, 4});
            end(in);
        })) {
            CallSimulator.Report report = run(server.port(), write("pause 5s").toString(), null);
            assertThat(report.verdict()).contains("0xff");
        }
    }

    @Test
    void nobodyListeningIsSaidWithHostAndPort() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        assertThatThrownBy(() -> run(port, "desligar", null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:" + port);
    }

    @Test
    void autoChoosesWhatTheServerUnderstands() throws Exception {
        try (PhoneServer server = new PhoneServer((in, out) -> out.write(new byte[] {0, 0, 0}))) {
            assertThat(simulator(false).scenarios()).contains("auto", "entrega-autorizada");
            CallSimulator.Report report = run(server.port(), "auto", null);
            assertThat(report.verdict()).contains("line 4: wait-agent-silent");
        }
    }

    private static void end(DataInputStream in, BlockingQueue<byte[]> received) throws IOException {
        byte[] rest = in.readAllBytes();
        received.add(rest.length % (Wire.HEADER + AudioFrame.BYTES) == 0 ? new byte[] {-1} : rest);
    }

    private void end(DataInputStream in) throws IOException {
        end(in, received);
    }

    private byte[] next() throws InterruptedException {
        return received.poll(10, TimeUnit.SECONDS);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("test.scenario"), text);
    }

    private CallSimulator.Report run(int port, String scenario, Path recording) throws IOException {
        return simulator(false)
                .run(
                        new CallSimulator.Request("127.0.0.1", port, scenario, PT, recording, Duration.ofSeconds(20)),
                        s -> told.add(s.what()));
    }

    private Simulator simulator(boolean speech) {
        Voice voice = (text, language) -> tone(2000);
        return new Simulator(
                Map.of(LegRole.VISITOR, voice, LegRole.RESIDENT, voice),
                l -> speech,
                new Server(() -> null, () -> null),
                new Switchboard(),
                new Presence(executor, () -> {}, () -> {}),
                System::nanoTime,
                () -> ID);
    }

    private static AudioFrame tone(int level) {
        short[] s = new short[160];
        Arrays.fill(s, (short) level);
        return AudioFrame.wrap(s);
    }
}
