package io.ramal.helper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadFactory;

/** Starts the helper as a small Java process of its own, with the engine's files. */
public final class ProcessLauncher implements Helper.Launcher {
    /** The rest of the server's environment, secrets among it, is none of the helper's business. */
    private static final Set<String> PASSED_ON = Set.of("LANG", "LC_ALL", "LC_CTYPE", "PATH", "LD_LIBRARY_PATH");

    /**
     * Where processors are short, the threads that carry sound go before an engine, which has sentences in store. An engine may
     * have fifty threads at work: by Linux's weights (sched_prio_to_weight; 335 for nice 5, 110 for 10, 3121 for the -5 of a
     * thread that carries sound) they would take five times as much as one such thread with nice 5, and less than twice as much
     * with 10.
     */
    private static final List<String> BEHIND = List.of("nice", "-n", "10");

    private final String engine;
    private final EngineFolder folder;
    private final String platform;
    private final Line line;
    private final ThreadFactory threads;

    /**
     * @param engine its name, for what an operator reads
     * @param platform see {@link #platform}
     * @param threads two per helper, which end with it
     */
    public ProcessLauncher(String engine, EngineFolder folder, String platform, Line line, ThreadFactory threads) {
        this.engine = engine;
        this.folder = folder;
        this.platform = platform;
        this.line = line;
        this.threads = threads;
    }

    /** The command line of a helper. */
    @FunctionalInterface
    public interface Line {
        /**
         * Made anew for every start.
         *
         * @param engine the folder with the engine's files
         * @param libraries the one of this platform's libraries
         * @throws HelperException when something it needs is not there
         */
        List<String> of(Path engine, Path libraries) throws HelperException;
    }

    /** The name of a platform's folder in the engine, from the system properties {@code os.name} and {@code os.arch}. */
    public static String platform(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String arch = switch (osArch) {
            case "amd64", "x86_64" -> "x86-64";
            case "aarch64", "arm64" -> "aarch64";
            default -> osArch;
        };
        return os + "-" + arch;
    }

    @Override
    public Helper launch(Helper.Listener listener) throws HelperException {
        ProcessBuilder builder = builder();
        try {
            return ProcessHelper.start(builder, listener, threads);
        } catch (IOException e) {
            throw new HelperException(
                    "the speech helper does not start: " + e.getMessage(),
                    "check that Java, /bin/sh and nice may be executed: "
                            + builder.command().get(0));
        }
    }

    /** The process to start; the engine is unpacked when this returns. */
    public ProcessBuilder builder() throws HelperException {
        Path unpacked = unpacked();
        Path libraries = unpacked.resolve(platform);
        if (!Files.isDirectory(libraries)) {
            throw new HelperException(
                    "no " + engine + " for " + platform + " is on board",
                    "run the server on Linux x86-64 or aarch64, or use another speech provider");
        }
        List<String> command = new ArrayList<>(BEHIND);
        command.addAll(line.of(unpacked, libraries));
        ProcessBuilder builder = new ProcessBuilder(command).directory(unpacked.toFile());
        builder.environment().keySet().retainAll(PASSED_ON);
        return builder;
    }

    private Path unpacked() throws HelperException {
        try {
            return folder.ready();
        } catch (IOException e) {
            throw new HelperException(
                    engine + " cannot be unpacked: " + e,
                    "make the data folder writable for the server and see that the disk is not full");
        }
    }

    /**
     * The beginning of a line: a small Java with the helper's classes, those of {@code helper.jar} in the engine's folder.
     * Options, the main class and its arguments follow.
     *
     * @param java the Java launcher to use
     */
    public static List<String> smallJava(Path java, Path engine) {
        return List.of(
                java.toString(),
                "-Xmx32m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                // the helper ignores the signals that ask to end
                "-Xrs",
                // standard output is for messages only
                "-XX:+DisplayVMOutputToStderr",
                "-XX:ErrorFile=/dev/stderr",
                "-cp",
                engine.resolve("helper.jar").toString());
    }
}
