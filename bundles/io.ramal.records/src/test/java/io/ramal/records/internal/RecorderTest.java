package io.ramal.records.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import io.ramal.call.LegRecording;
import io.ramal.call.LegRole;
import io.ramal.dsp.Wav;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
    @TempDir
    Path data;

    private long free = 1000;
    private Recorder recorder;
    private Path visitor;

    @BeforeEach
    void open() {
        recorder = new Recorder(new Shelves(data), Samples.CLOCK, () -> free, 500);
        visitor = data.resolve("recordings/2026-03-01/" + Samples.VISIT + "-visitor.wav");
    }

    @Test
    void theCallerIsLeftAndTheAgentRight() throws IOException {
        LegRecording recording = begin(LegRole.VISITOR);
        talk(recording, 50);
        recording.close();
        recorder.write();
        Wav.Sound sound = Wav.read(visitor);
        assertThat(sound.rate()).isEqualTo(8000);
        assertThat(sound.channels()).isEqualTo(2);
        assertThat(sound.samples()).hasSize(50 * 320);
        assertThat(Arrays.copyOf(sound.samples(), 4)).containsExactly(100, -200, 100, -200);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(visitor)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(visitor.getParent())))
                .isEqualTo("rwx------");
        assertThat(recorder.writes(visitor)).isFalse();
        assertThat(recorder.written()).isEqualTo(50 * 640);
    }

    @Test
    void theFileCanBeHeardWhileItGrows() throws IOException {
        LegRecording recording = begin(LegRole.RESIDENT);
        for (int seconds = 1; seconds <= 4; seconds++) {
            talk(recording, 50);
            recorder.write();
        }
        Path file = data.resolve("recordings/2026-03-01/" + Samples.VISIT + "-resident.wav");
        assertThat(Wav.read(file).samples()).as("all but the look ahead").hasSize(100 * 320);
        assertThat(recorder.writes(file)).isTrue();
        recorder.close();
        assertThat(Wav.read(file).samples()).hasSize(200 * 320);
    }

    @Test
    void theSecondLegOfAVisitHasAFileOfItsOwn() throws IOException {
        for (int i = 0; i < 2; i++) {
            LegRecording recording = begin(LegRole.VISITOR);
            talk(recording, 5 + i);
            recording.close();
            recorder.write();
        }
        assertThat(Wav.read(visitor).samples()).hasSize(5 * 320);
        Path second = visitor.resolveSibling(Samples.VISIT + "-visitor-2.wav");
        assertThat(Wav.read(second).samples()).hasSize(6 * 320);
    }

    @Test
    void aWriterThatIsHeldUpLosesTheOldestAndCountsIt() throws IOException {
        LegRecording recording = begin(LegRole.VISITOR);
        talk(recording, 1000);
        recording.close();
        recorder.write();
        assertThat(recorder.droppedFrames()).isEqualTo(2000 - LegTrack.CAPACITY);
        short[] samples = Wav.read(visitor).samples();
        assertThat(samples).as("nothing is shifted").hasSize(1000 * 320);
        assertThat(samples[1]).isZero();
        assertThat(samples[900 * 320]).isEqualTo((short) 100);
        assertThat(samples[900 * 320 + 1]).isEqualTo((short) -200);
    }

    @Test
    void withoutRoomNoneIsBegunAndThoseThatAreGoOn() throws IOException {
        LegRecording recording = begin(LegRole.VISITOR);
        free = 400;
        recorder.write();
        assertThat(recorder.open(Samples.leg(Samples.OTHER, LegRole.VISITOR))).isEmpty();
        assertThat(recorder.refused()).isEqualTo(1);
        talk(recording, 10);
        recording.close();
        recorder.write();
        assertThat(Wav.read(visitor).samples()).hasSize(10 * 320);
        free = 500;
        recorder.write();
        assertThat(recorder.open(Samples.leg(Samples.OTHER, LegRole.VISITOR))).isPresent();
    }

    @Test
    void aDiskThatDoesNotTakeItCostsTheRecordingOnly() throws IOException {
        Files.writeString(data.resolve("recordings"), "in the way");
        LegRecording recording = begin(LegRole.VISITOR);
        talk(recording, 110);
        recorder.write();
        talk(recording, 10);
        recording.close();
        recorder.write();
        assertThat(recorder.droppedFrames()).isEqualTo(20);
        Files.delete(data.resolve("recordings"));
        LegRecording next = begin(LegRole.VISITOR);
        talk(next, 10);
        next.close();
        recorder.write();
        assertThat(visitor).exists();
    }

    @Test
    void nothingIsTakenAfterTheEnd() throws IOException {
        LegRecording recording = begin(LegRole.VISITOR);
        talk(recording, 2);
        recorder.close();
        talk(recording, 2);
        recording.close();
        recorder.write();
        assertThat(Wav.read(visitor).samples()).hasSize(2 * 320);
        assertThat(recorder.open(Samples.leg(Samples.VISIT, LegRole.RESIDENT))).isEmpty();
    }

    private LegRecording begin(LegRole role) {
        return recorder.open(Samples.leg(Samples.VISIT, role)).orElseThrow();
    }

    private static void talk(LegRecording recording, int ticks) {
        for (int i = 0; i < ticks; i++) {
            recording.heard(frame(100));
            recording.said(frame(-200));
        }
    }

    private static AudioFrame frame(int value) {
        short[] samples = new short[AudioFrame.SAMPLES];
        Arrays.fill(samples, (short) value);
        return AudioFrame.wrap(samples);
    }
}
