package io.ramal.speech.azure.internal;

import io.ramal.helper.HelperException;
import io.ramal.helper.ProcessLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the helper is started with; nothing of it is secret.
 *
 * @param java the Java launcher to use
 */
record AzureLine(Path java) implements ProcessLauncher.Line {
    private static final String MAIN = "io.ramal.speech.azure.helper.HelperMain";

    /** Beyond what the launcher passes on: what OpenSSL and proxies are found by. */
    static final List<String> ENVIRONMENT = List.of(
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "OPENSSL_CONF",
            "http_proxy",
            "HTTP_PROXY",
            "https_proxy",
            "HTTPS_PROXY",
            "all_proxy",
            "ALL_PROXY",
            "no_proxy",
            "NO_PROXY");

    /**
     * The stop of a service manager reaches the helper too, while goodbyes are still being said: it is ignored, and so it
     * stays in the program that takes the shell's place. An abort leaves no core. Messages go to a pipe of their own, and
     * what a library should ever print to standard output goes to standard error.
     */
    private static final String SHELL = "trap '' HUP INT TERM; ulimit -c 0; exec \"$@\" 3>&1 1>&2";

    @Override
    public List<String> of(Path engine, Path libraries) throws HelperException {
        if (!Files.isExecutable(java)) {
            throw new HelperException(
                    "there is no Java for the speech helper: " + java,
                    "put a Java runtime there; it is looked for again");
        }
        Path temporary = engine.resolveSibling("tmp");
        try {
            renew(temporary);
        } catch (IOException e) {
            throw new HelperException(
                    "a folder for the SDK's library cannot be made: " + e,
                    "make the data folder writable for the server and see that the disk is not full");
        }
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "ramal-azure"));
        line.addAll(ProcessLauncher.smallJava(java, engine));
        line.addAll(List.of(
                "-Xmx64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                // the last crash, written over by the next
                "-XX:ErrorFile=" + engine.resolveSibling("crash.log"),
                // the SDK unpacks its library there, and leaves it behind when it is killed
                "-Djava.io.tmpdir=" + temporary,
                MAIN,
                "/proc/self/fd/3"));
        return line;
    }

    private static void renew(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(p);
                }
            }
        }
        Files.createDirectories(folder);
    }
}
