package io.ramal.itests.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.dsp.Wav;
import io.ramal.itests.blackbox.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Sentences in English, spoken by the voice of the simulated caller. */
final class Voice {
    private Voice() {}

    /** A sentence as the simulated caller speaks it: the left channel of a recording, without its silence. */
    static short[] spoken(Server server, String text) throws Exception {
        Path scenario = server.home.resolve("say.scenario");
        Files.writeString(scenario, "language en-US\nsay \"" + text + "\"\nhangup\n");
        Path wav = server.home.resolve("say.wav");
        server.shell("ramal:simulate --language en-US --scenario " + scenario + " --wav " + wav);
        Wav.Sound stereo = Wav.read(wav);
        assertThat(stereo.rate()).isEqualTo(Sound.RATE);
        short[] left = new short[stereo.samples().length / 2];
        for (int i = 0; i < left.length; i++) {
            left[i] = stereo.samples()[2 * i];
        }
        int margin = Sound.RATE / 5;
        int start = Math.max(0, Sound.onset(left, 0) - margin);
        return Arrays.copyOfRange(left, start, Sound.lastAudible(left) + margin);
    }
}
