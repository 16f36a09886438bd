package io.ramal.simulator.internal.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.audio.AudioFrame;
import io.ramal.dsp.Level;
import io.ramal.simulator.internal.PhoneServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void fiftyCallsAreAllUpAndAllHeard(@TempDir Path folder) throws Exception {
        Path json = folder.resolve("out.json");
        try (PhoneServer server = PhoneServer.echo()) {
            int code =
                    run("--port " + server.port() + " --calls 50 --seconds 1 --warmup 0 --ramp 500/s --json " + json);
            assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        }
        String figures = Files.readString(json);
        assertThat(figures)
                .contains("\"calls.up\":50")
                .contains("\"calls.broken\":0")
                .contains("\"gap.p99\":");
        int received = Integer.parseInt(figures.replaceAll("(?s).*\"frames.received\":(\\d+).*", "$1"));
        assertThat(received).isBetween(50 * 10, 50 * 60);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("50 calls to 127.0.0.1")
                .contains("fps");
    }

    @Test
    void callsThatCannotBePlacedFailTheRun() throws Exception {
        PhoneServer server = PhoneServer.echo();
        int port = server.port();
        server.close();
        assertThat(run("--port " + port + " --calls 2 --seconds 1 --warmup 0")).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("broken 2");
    }

    @Test
    void optionsAreReadAndMistakesNamed() {
        LoadOptions o =
                LoadOptions.parse("--calls 1,100,300 --ramp 50/s --turns 3 --barge-in --gate-dbfs -50".split(" ", -1));
        assertThat(o.calls()).isEqualTo(List.of(1, 100, 300));
        assertThat(o.ramp()).isEqualTo(50);
        assertThat(o.bargeIn()).isTrue();
        assertThat(o.send()).isEqualTo(LoadOptions.Send.NOISE);
        mistake("--calls x", "--calls x: give a number from 1");
        mistake("--port 0", "--port 0");
        mistake("--volume 3", "unknown option --volume");
        mistake("--json", "--json needs a value");
        mistake("--send music", "--send music");
        mistake("calls", "an option begins with --");
    }

    @Test
    void helpIsPrintedAndWrongUseIsItsOwnCode() throws Exception {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--barge-in");
        assertThat(run("--port x")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--port x");
    }

    @Test
    void whatLinuxAndTheJvmTellIsRead() throws IOException {
        assertThat(ServerProbe.cpuMillis(
                        "42 (java (x) y) S 1 42 42 0 -1 4194304 100 0 0 0 150 50 0 0 20 0 30 0 1000 0 0"))
                .isEqualTo(2000);
        assertThat(ServerProbe.usedHeap("""
                         garbage-first heap   total 258048K, used 2048K [0x0, 0x1)
                          region size 1024K, 3 young (3072K), 0 survivors (0K)
                         Metaspace       used 100K, committed 256K, reserved 1114112K
                        """)).isEqualTo(2048 * 1024);
        assertThat(ServerProbe.usedHeap("""
                         def new generation   total 9792K, used 1000K [0x0, 0x1)
                         tenured generation   total 21888K, used 24K [0x0, 0x1)
                        """)).isEqualTo(1024 * 1024);
        assertThat(ServerProbe.usedHeap("""
                        Shenandoah Heap
                         512M max, 512M soft max, 256M committed, 140M used
                         2048 x 256K regions
                         Metaspace       used 8950K, committed 9152K, reserved 1114112K
                        """)).isEqualTo(140L << 20);
        assertThatThrownBy(() -> ServerProbe.usedHeap("ZHeap used 20M"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ZHeap");
    }

    @Test
    void whatAProcessHasStartedCountsWhileItRunsAndWhenItHasEnded() throws Exception {
        long self = ProcessHandle.current().pid();
        long before = ServerProbe.helpersCpuMillis(self);
        Process helper = new ProcessBuilder(
                        "sh", "-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; echo; read x")
                .start();
        // it has counted, and waits
        assertThat(helper.getInputStream().read()).isEqualTo('\n');
        long running = ServerProbe.helpersCpuMillis(self);
        assertThat(running).isGreaterThan(before);
        helper.getOutputStream().close();
        helper.waitFor();
        assertThat(ServerProbe.helpersCpuMillis(self)).isGreaterThanOrEqualTo(running);
    }

    @Test
    void syntheticSpeechIsLoudAllTheWayAndTheSameEveryTime() {
        short[] speech = SyntheticSpeech.of(1500);
        assertThat(speech).hasSize(12_000).isEqualTo(SyntheticSpeech.of(1500));
        for (int at = 0; at < speech.length; at += 1600) {
            assertThat(Level.dbfs(AudioFrame.copyOf(speech, at, Math.min(1600, speech.length - at))))
                    .as("from sample " + at)
                    .isBetween(-35.0, -10.0);
        }
    }

    private void mistake(String args, String message) {
        assertThatThrownBy(() -> LoadOptions.parse(args.split(" ", -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private int run(String args) throws InterruptedException {
        return LoadMain.run(
                args.split(" ", -1),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
