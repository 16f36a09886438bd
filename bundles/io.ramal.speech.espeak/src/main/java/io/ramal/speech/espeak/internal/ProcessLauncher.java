package io.ramal.speech.espeak.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;

/** Starts the helper as a small Java process of its own, with the engine's files. */
final class ProcessLauncher implements Helper.Launcher {
    private static final String MAIN = "io.ramal.speech.espeak.helper.HelperMain";
    /** The rest of the server's environment, secrets among it, is none of the helper's business. */
    private static final Set<String> PASSED_ON = Set.of("LANG", "LC_ALL", "LC_CTYPE", "PATH", "LD_LIBRARY_PATH");

    private final EngineFolder folder;
    private final Path java;
    private final String platform;
    private final Optional<RhVoiceFiles> rhVoice;
    private final ThreadFactory threads;

    /**
     * @param java the Java launcher to use
     * @param platform see {@link #platform}
     * @param rhVoice what the helper loads besides, when the system has it
     * @param threads two per helper, which end with it
     */
    ProcessLauncher(
            EngineFolder folder, Path java, String platform, Optional<RhVoiceFiles> rhVoice, ThreadFactory threads) {
        this.folder = folder;
        this.java = java;
        this.platform = platform;
        this.rhVoice = rhVoice;
        this.threads = threads;
    }

    /** The name of a platform's folder in the engine, from the system properties {@code os.name} and {@code os.arch}. */
    static String platform(String osName, String osArch) {
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
            throw new HelperException("the speech helper does not start: " + e.getMessage(), "check " + java);
        }
    }

    /** The process to start; the engine is unpacked when this returns. */
    ProcessBuilder builder() throws HelperException {
        Path engine = unpacked();
        Path libraries = engine.resolve(platform);
        if (!Files.isDirectory(libraries)) {
            throw new HelperException(
                    "no eSpeak NG for " + platform + " is on board",
                    "run the server on Linux x86-64 or aarch64, or use another speech provider");
        }
        ProcessBuilder builder = new ProcessBuilder(command(engine, libraries)).directory(engine.toFile());
        builder.environment().keySet().retainAll(PASSED_ON);
        return builder;
    }

    private Path unpacked() throws HelperException {
        try {
            return folder.ready();
        } catch (IOException e) {
            throw new HelperException(
                    "eSpeak NG cannot be unpacked: " + e,
                    "make the data folder writable for the server and see that the disk is not full");
        }
    }

    private List<String> command(Path engine, Path libraries) {
        List<String> command = new ArrayList<>(List.of(
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
                // JNA's own library lies ready too: nothing is written to a temporary folder
                "-Djna.nounpack=true",
                "-Djna.nosys=true",
                "-Djna.boot.library.path=" + libraries,
                "-cp",
                engine.resolve("helper.jar").toString(),
                MAIN,
                libraries.resolve("libespeak-ng.so.1").toString(),
                engine.toString()));
        rhVoice.ifPresent(files ->
                command.addAll(List.of(files.library().toString(), files.data().toString())));
        return command;
    }
}
