package io.ramal.speech.whisper.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The native library, loaded once by each class loader of this bundle. Each unpacks a copy of its own and deletes it at once:
 * the system keeps what is loaded.
 *
 * <p>Of its parts only the JNI half is loaded anew: the system's loader knows the others by their names and shares the first
 * copy, which stays until the process ends. So a bundle with another version of the library is refused by a process that
 * has one already: the halves would not fit.
 */
final class NativeLibrary {
    /** System property: which version this process has. */
    static final String LOADED = "io.ramal.speech.whisper.library";

    private static final String FOLDER = "/debian-amd64/";
    private static final String JNI = "libwhisper-jni.so";
    private static final String WHISPER = "libwhisper.so.1";
    private static final String GGML = "libggml.so";
    private static final String GGML_AVX2 = "libggml+mf16c+mfma+mavx+mavx2.so";
    private static final List<String> WITH_AVX2 = List.of("avx", "avx2", "fma", "f16c");

    private NativeLibrary() {}

    /** @throws NoEngineException when it cannot be had on this machine or in this process */
    static void load() throws NoEngineException {
        String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!machine.equals("Linux amd64")) {
            throw unfit("it is made for Linux x86_64, and this is " + machine, null);
        }
        Path folder = null;
        try {
            // whoever deletes temporary files while the server runs does no harm
            folder = Files.createTempDirectory("ramal-whisper-");
            MessageDigest sum = MessageDigest.getInstance("SHA-256");
            unpack(ggml(), folder.resolve(GGML), sum);
            unpack(WHISPER, folder.resolve(WHISPER), sum);
            unpack(JNI, folder.resolve(JNI), sum);
            claim(HexFormat.of().formatHex(sum.digest()));
            System.load(folder.resolve(JNI).toString());
        } catch (NoEngineException e) {
            throw e;
        } catch (IOException | NoSuchAlgorithmException | LinkageError e) {
            throw unfit(String.valueOf(e.getMessage()), e);
        } finally {
            delete(folder);
        }
    }

    /** One version in a process. */
    private static void claim(String version) throws NoEngineException {
        Object before = System.getProperties().putIfAbsent(LOADED, version);
        if (before != null && !before.equals(version)) {
            throw new NoEngineException(
                    "this process has another version of the Whisper library already", "restart the server", null);
        }
    }

    private static String ggml() throws IOException {
        String flags = Files.readString(Path.of("/proc/cpuinfo"))
                .lines()
                .filter(l -> l.startsWith("flags"))
                .findFirst()
                .orElse("");
        List<String> has = List.of(flags.toLowerCase(Locale.ROOT).split("\\s+", -1));
        return has.containsAll(WITH_AVX2) ? GGML_AVX2 : GGML;
    }

    private static void unpack(String name, Path to, MessageDigest sum) throws IOException {
        try (InputStream in = NativeLibrary.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IOException("there is no " + name + " in the bundle");
            }
            byte[] library = in.readAllBytes();
            sum.update(library);
            Files.write(to, library);
        }
    }

    private static void delete(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try {
            for (String name : List.of(GGML, WHISPER, JNI)) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }

    private static NoEngineException unfit(String why, @Nullable Throwable cause) {
        return new NoEngineException(
                "the Whisper library does not load: " + why,
                "run the server on Linux x86_64 with libgomp1 installed and a java.io.tmpdir that is not mounted"
                        + " noexec, or use another speech-to-text provider",
                cause);
    }
}
