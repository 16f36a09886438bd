package io.ramal.speech.espeak.helper;

import com.sun.jna.Callback;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One loading of libespeak-ng; the names and numbers are those of its {@code speak_lib.h}. */
final class EspeakLibrary implements AutoCloseable {
    private static final int AUDIO_OUTPUT_SYNCHRONOUS = 2;
    private static final int INITIALIZE_DONT_EXIT = 0x8000;
    private static final int RATE = 1;
    private static final int PITCH = 3;
    private static final int CHARS_UTF8 = 1;
    private static final int POS_CHARACTER = 1;
    private static final int OK = 0;

    private final NativeLibrary library;
    private boolean initialized;

    /**
     * Loads it.
     *
     * @throws UnsatisfiedLinkError when it cannot be
     */
    EspeakLibrary(Path file) {
        this.library = NativeLibrary.getInstance(file.toString());
    }

    /** Gets the sound; returns 0 to go on, 1 to stop. */
    interface SynthCallback extends Callback {
        int invoke(@Nullable Pointer wav, int samples, Pointer events);
    }

    /** Returns the sample rate in Hz, or a number ≤ 0 when the data is not usable. */
    int initialize(Path dataParent, int chunkMillis, SynthCallback callback) {
        byte[] path = (dataParent + "\0").getBytes(Charset.defaultCharset());
        int rate = call("espeak_Initialize", AUDIO_OUTPUT_SYNCHRONOUS, chunkMillis, path, INITIALIZE_DONT_EXIT);
        initialized = rate > 0;
        library.getFunction("espeak_SetSynthCallback").invokeVoid(new Object[] {callback});
        // otherwise seeded with the time: breathy voices would never sound the same twice
        library.getFunction("espeak_ng_SetRandSeed").invokeVoid(new Object[] {new NativeLong(1)});
        return rate;
    }

    String version() {
        return library.getFunction("espeak_Info")
                .invokePointer(new Object[] {null})
                .getString(0);
    }

    /** Whether there is such a voice; rate and pitch are the voice's own afterwards. */
    boolean voice(String name) {
        return call("espeak_SetVoiceByName", utf8(name)) == OK;
    }

    void rate(int wordsPerMinute) {
        call("espeak_SetParameter", RATE, wordsPerMinute, 0);
    }

    void pitch(int pitch) {
        call("espeak_SetParameter", PITCH, pitch, 0);
    }

    /** Speaks through the callback, on this thread. */
    boolean synth(String text) {
        byte[] bytes = utf8(text);
        return call("espeak_Synth", bytes, (long) bytes.length, 0, POS_CHARACTER, 0, CHARS_UTF8, null, null) == OK;
    }

    /** Unloads it, and with it all it remembers. */
    @Override
    public void close() {
        if (initialized) {
            call("espeak_Terminate");
        }
        library.close();
    }

    private int call(String function, @Nullable Object... arguments) {
        return library.getFunction(function).invokeInt(arguments);
    }

    private static byte[] utf8(String s) {
        return (s + '\0').getBytes(StandardCharsets.UTF_8);
    }
}
