package io.ramal.speech.piper.helper;

import io.github.givimad.piperjni.PiperJNI;
import io.github.givimad.piperjni.PiperVoice;
import io.github.givimad.piperjni.internal.NativeUtils;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;

/**
 * piper-jni with its libraries and data where the server has unpacked them. Left to itself it copies tens of megabytes
 * to a temporary folder at every start, where they stay behind and may not be executable.
 */
final class PiperLibrary {
    /** In the order in which they need each other. */
    private static final List<String> FILES =
            List.of("libonnxruntime.so.1.14.1", "libespeak-ng.so.1", "libpiper_phonemize.so.1", "libpiper-jni.so");

    private final PiperJNI piper;

    /**
     * Loads it.
     *
     * @throws IOException when it cannot be
     */
    PiperLibrary(Path libraries, Path espeakData) throws IOException {
        try {
            for (String file : FILES) {
                System.load(libraries.resolve(file).toString());
            }
            set(PiperJNI.class, "libraryLoaded", true);
            set(NativeUtils.class, "espeakNGDir", espeakData);
            this.piper = new PiperJNI();
            piper.initialize(true, false);
        } catch (UnsatisfiedLinkError | RuntimeException | ReflectiveOperationException e) {
            throw new IOException("Piper does not load: " + e.getMessage(), e);
        }
    }

    String version() {
        return piper.getPiperVersion();
    }

    /**
     * Loads a voice.
     *
     * @throws IOException when the file is not one
     */
    PiperVoice voice(Path model, Path config) throws IOException {
        try {
            return piper.loadVoice(model, config);
        } catch (RuntimeException | PiperJNI.NotInitialized e) {
            throw new IOException("Piper cannot load the voice " + model + ": " + firstLine(e), e);
        }
    }

    /** All sound of a text; ends with silence of exact zeros. */
    short[] speak(PiperVoice voice, String text) throws IOException {
        try {
            return piper.textToAudio(voice, text);
        } catch (RuntimeException | PiperJNI.NotInitialized e) {
            throw new IOException("Piper cannot speak: " + firstLine(e), e);
        }
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return message.substring(0, Math.min(message.length(), 300));
    }

    private static void set(Class<?> type, String name, Object value) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        field.set(null, value);
    }
}
