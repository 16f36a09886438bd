package io.ramal.speech.piper.internal;

import io.ramal.helper.HelperException;
import io.ramal.helper.ProcessLauncher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the helper is started with.
 *
 * @param java the Java launcher to use
 * @param voices the voices it is to load
 */
record PiperLine(Path java, Voices voices) implements ProcessLauncher.Line {
    private static final String MAIN = "io.ramal.speech.piper.helper.HelperMain";

    /**
     * The stop of a service manager reaches the helper too, while goodbyes are still being said: it is ignored, and so it
     * stays in the program that takes the shell's place. Messages go to a pipe of their own, and what a library should
     * ever print to standard output goes to standard error.
     */
    private static final String SHELL = "trap '' HUP INT TERM; exec \"$@\" 3>&1 1>&2";

    @Override
    public List<String> of(Path engine, Path libraries) throws HelperException {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "ramal-piper"));
        line.addAll(ProcessLauncher.smallJava(java, engine));
        line.addAll(List.of(
                MAIN,
                "/proc/self/fd/3",
                libraries.toString(),
                engine.resolve("espeak-ng-data").toString()));
        line.addAll(voices.arguments(engine.resolveSibling("configs")));
        return line;
    }
}
