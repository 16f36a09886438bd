package io.ramal.simulator.internal;

import io.ramal.audio.AudioFrame;
import org.jspecify.annotations.Nullable;

/**
 * What the caller's telephone sends in each 20 ms: the sound it was given, keys, or its background. Not thread-safe.
 *
 * <p>A key lasts 100 ms, during which Asterisk sends no sound, and its frame comes when it is released; 100 ms of background
 * follow before the next one.
 */
final class Mouth {
    private static final int KEY_TICKS = 5;

    private final Sender sender;
    private final Background background;
    private AudioFrame sound = AudioFrame.EMPTY;
    private int played;
    private String keys = "";
    private int keyTick;

    /** Where it goes. */
    interface Sender {
        /** Sound on the wire. */
        void audio(AudioFrame frame);

        /** No sound for one interval. */
        void gap();

        /** A key was released. */
        void digit(char key);
    }

    Mouth(Sender sender, @Nullable Double noiseDbfs) {
        this.sender = sender;
        this.background = new Background(noiseDbfs);
    }

    void speak(AudioFrame samples) {
        sound = samples;
        played = 0;
    }

    void press(String digits) {
        keys = digits;
        keyTick = 0;
    }

    boolean idle() {
        return played >= sound.length() && keys.isEmpty();
    }

    /** Sends what belongs into the next interval. */
    void tick() {
        if (!keys.isEmpty()) {
            key();
        } else if (played < sound.length()) {
            voice();
        } else {
            sender.audio(background.next());
        }
    }

    private void voice() {
        int to = Math.min(played + AudioFrame.SAMPLES, sound.length());
        short[] block = new short[AudioFrame.SAMPLES];
        sound.copyTo(played, block, 0, to - played);
        played = to;
        sender.audio(AudioFrame.wrap(block));
    }

    private void key() {
        if (keyTick < KEY_TICKS) {
            sender.gap();
        } else {
            if (keyTick == KEY_TICKS) {
                sender.digit(keys.charAt(0));
            }
            sender.audio(background.next());
        }
        if (++keyTick == 2 * KEY_TICKS) {
            keys = keys.substring(1);
            keyTick = 0;
        }
    }
}
