package io.ramal.speech.espeak.internal;

import io.ramal.helper.ProcessLauncher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the helper is started with.
 *
 * @param java the Java launcher to use
 * @param rhVoice what it loads besides, when the system has it
 */
record EspeakLine(Path java, Optional<RhVoiceFiles> rhVoice) implements ProcessLauncher.Line {
    private static final String MAIN = "io.ramal.speech.espeak.helper.HelperMain";

    @Override
    public List<String> of(Path engine, Path libraries) {
        List<String> line = new ArrayList<>(ProcessLauncher.smallJava(java, engine));
        line.addAll(List.of(
                // JNA's own library lies ready too: nothing is written to a temporary folder
                "-Djna.nounpack=true",
                "-Djna.nosys=true",
                "-Djna.boot.library.path=" + libraries,
                MAIN,
                libraries.resolve("libespeak-ng.so.1").toString(),
                engine.toString()));
        rhVoice.ifPresent(files ->
                line.addAll(List.of(files.library().toString(), files.data().toString())));
        return line;
    }
}
