package io.ramal.vad.webrtc.internal;

import io.github.givimad.libfvadjni.VoiceActivityDetector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What libfvad says about the golden sound: {@code GoldenVerdicts OUT.txt}. See README.md for the class path. */
class GoldenVerdicts {
    public static void main(String[] args) throws Exception {
        VoiceActivityDetector.loadLibrary();
        short[] sound = GoldenSound.samples();
        List<String> lines = new ArrayList<>();
        for (VoiceActivityDetector.Mode mode : VoiceActivityDetector.Mode.values()) {
            for (int millis = 10; millis <= 30; millis += 10) {
                StringBuilder line = new StringBuilder(mode.ordinal() + " " + millis + " ");
                try (VoiceActivityDetector detector = VoiceActivityDetector.newInstance()) {
                    detector.setSampleRate(VoiceActivityDetector.SampleRate.S8000);
                    detector.setMode(mode);
                    int n = millis * 8;
                    for (int at = 0; at + n <= sound.length; at += n) {
                        line.append(detector.process(Arrays.copyOfRange(sound, at, at + n)) ? '1' : '0');
                    }
                }
                lines.add(line.toString());
            }
        }
        Files.write(Path.of(args[0]), lines);
    }
}
