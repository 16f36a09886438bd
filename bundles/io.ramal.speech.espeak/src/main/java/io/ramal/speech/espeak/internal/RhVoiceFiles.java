package io.ramal.speech.espeak.internal;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * RHVoice with its Brazilian voice, as a system's package manager installs it. It is not on board: the voice's licence
 * and the library's are not ours to give.
 *
 * @param library {@code libRHVoice.so.5}
 * @param data the folder of its languages and voices
 */
record RhVoiceFiles(Path library, Path data) {
    /** The profile the voice has in RHVoice; with its accent. */
    static final String PROFILE = "Let\u00edcia-F123";

    private static final String LIBRARY = "libRHVoice.so.5";
    private static final String VOICE = "voices/Leticia-F123/voice.info";

    /** The places where systems keep libraries, those of {@code LD_LIBRARY_PATH} first. */
    static List<Path> libraryFolders(String libraryPath, String platform) {
        List<Path> folders = new ArrayList<>();
        for (String entry : libraryPath.split(File.pathSeparator, -1)) {
            if (!entry.isBlank()) {
                folders.add(Path.of(entry));
            }
        }
        String triplet = platform.endsWith("aarch64") ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
        folders.add(Path.of("/usr/local/lib"));
        folders.add(Path.of("/usr/lib", triplet));
        folders.add(Path.of("/usr/lib64"));
        folders.add(Path.of("/usr/lib"));
        return folders;
    }

    /** The first folder that has the library, and its installation the voice. */
    static Optional<RhVoiceFiles> find(List<Path> libraryFolders) {
        for (Path folder : libraryFolders) {
            Path library = folder.resolve(LIBRARY);
            if (Files.isRegularFile(library)) {
                // …/lib or …/lib/<triplet> beside …/share
                for (Path up = folder; up != null; up = up.getParent()) {
                    Path data = up.resolve("share/RHVoice");
                    if (Files.isRegularFile(data.resolve(VOICE))) {
                        return Optional.of(new RhVoiceFiles(library, data));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
