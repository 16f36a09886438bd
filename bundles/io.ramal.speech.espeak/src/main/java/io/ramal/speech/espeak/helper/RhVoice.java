package io.ramal.speech.espeak.helper;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.ramal.helper.child.Voice;
import io.ramal.helper.wire.Command;
import io.ramal.speech.espeak.wire.RhVoiceName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * RHVoice in this process, when the system has it. Structures and names are those of its {@code RHVoice.h}, as laid out
 * on 64-bit Linux. It keeps nothing from one sentence to the next.
 */
final class RhVoice implements Voice {
    /** {@code RHVoice_init_params}: three paths, nine callbacks, options. */
    private static final int INIT_SIZE = 3 * 8 + 9 * 8 + 8;

    private static final int CALLBACKS = 3 * 8;
    /** {@code RHVoice_synth_params}: profile, six doubles, mode, list, mode, flags. */
    private static final int SYNTH_SIZE = 8 + 6 * 8 + 8 + 8 + 4 + 4;

    private static final int TEXT = 0;

    /** Both answer 0 to stop. */
    interface SampleRate extends Callback {
        int invoke(int rate, @Nullable Pointer userData);
    }

    /** Gets the sound. */
    interface Speech extends Callback {
        int invoke(Pointer samples, int count, @Nullable Pointer userData);
    }

    private final NativeLibrary library;
    private final Pointer engine;
    private int rate;
    private Sink sink = (r, pcm) -> false;
    /** Held in fields because native code refers to them. */
    private final SampleRate onRate = (hz, userData) -> {
        rate = hz;
        return 1;
    };

    private final Speech onSpeech = (samples, count, userData) -> deliver(samples.getByteArray(0, count * 2)) ? 1 : 0;

    /**
     * Loads the library with the voices below {@code data}.
     *
     * @throws IOException when it cannot be loaded
     */
    RhVoice(Path file, Path data) throws IOException {
        try {
            this.library = NativeLibrary.getInstance(file.toString());
        } catch (UnsatisfiedLinkError e) {
            throw new IOException("cannot load " + file + ": " + e.getMessage(), e);
        }
        Memory init = cleared(INIT_SIZE);
        Memory dataPath = utf8(data.toString());
        Memory configPath = utf8("/etc/RHVoice");
        init.setPointer(0, dataPath);
        init.setPointer(8, configPath);
        init.setPointer(CALLBACKS, CallbackReference.getFunctionPointer(onRate));
        init.setPointer(CALLBACKS + 8, CallbackReference.getFunctionPointer(onSpeech));
        Pointer made = library.getFunction("RHVoice_new_tts_engine").invokePointer(new Object[] {init});
        if (made == null) {
            throw new IOException("RHVoice does not start with the data in " + data);
        }
        this.engine = made;
    }

    String version() {
        return library.getFunction("RHVoice_get_version")
                .invokePointer(new Object[0])
                .getString(0);
    }

    @Override
    public void speak(Command.Speak command, Sink target) throws IOException {
        Memory profile = utf8(command.voice().substring(RhVoiceName.BEGINNING.length()));
        Memory synth = cleared(SYNTH_SIZE);
        synth.setPointer(0, profile);
        // relative rate, pitch and volume: 1 is the voice's own
        synth.setDouble(8 + 3 * 8, command.rate() / 150.0);
        synth.setDouble(8 + 4 * 8, 0.5 + command.pitch() / 100.0);
        synth.setDouble(8 + 5 * 8, 1);
        byte[] text = command.text().getBytes(StandardCharsets.UTF_8);
        sink = target;
        Pointer message = library.getFunction("RHVoice_new_message")
                .invokePointer(new Object[] {engine, text, text.length, TEXT, synth, null});
        if (message == null) {
            throw new IOException("RHVoice refuses the text");
        }
        try {
            library.getFunction("RHVoice_speak").invokeInt(new Object[] {message});
        } finally {
            library.getFunction("RHVoice_delete_message").invokeVoid(new Object[] {message});
        }
    }

    @Override
    public void renew() {
        sink = (r, pcm) -> false;
    }

    private boolean deliver(byte[] pcm) {
        return sink.accept(rate, pcm);
    }

    private static Memory cleared(int size) {
        Memory m = new Memory(size);
        m.clear();
        return m;
    }

    private static Memory utf8(String s) {
        byte[] b = Native.toByteArray(s, StandardCharsets.UTF_8);
        Memory m = new Memory(b.length);
        m.write(0, b, 0, b.length);
        return m;
    }
}
