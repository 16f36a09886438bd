package com.example.chimes;

import io.ramal.audio.AudioFrame;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/** Text as a melody: each vowel and digit a note of the pentatonic scale, a rest after each word. */
final class Melody {
    /** c'' d'' e'' g'' a'' in Hz: within the telephone's band, and any two of them sound well together. */
    static final double[] SCALE = {523.25, 587.33, 659.26, 783.99, 880.00};

    private static final String VOWELS = "uoaei";
    private static final String BETWEEN_WORDS = "[^\\p{L}\\p{N}]+";

    private final Settings settings;

    Melody(Settings settings) {
        this.settings = settings;
    }

    /** The notes of a text, as indices of {@link #SCALE}; -1 is a rest. No word is without a note. */
    static List<Integer> notes(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
        List<Integer> notes = new ArrayList<>();
        for (String word : plain.toLowerCase(java.util.Locale.ROOT).split(BETWEEN_WORDS)) {
            if (word.isEmpty()) {
                continue;
            }
            int before = notes.size();
            word.chars().map(Melody::note).filter(n -> n >= 0).forEach(notes::add);
            if (notes.size() == before) {
                notes.add(0);
            }
            notes.add(-1);
        }
        return notes;
    }

    private static int note(int c) {
        int digit = Character.digit(c, 10);
        return digit >= 0 ? digit % SCALE.length : VOWELS.indexOf(c);
    }

    /** The sound of a note that dies away, or of a rest of half its length. */
    AudioFrame sound(int note) {
        int length = settings.noteMillis() * AudioFrame.SAMPLE_RATE / 1000;
        if (note < 0) {
            return AudioFrame.wrap(new short[length / 2]);
        }
        short[] samples = new short[length];
        double loudest = Short.MAX_VALUE * settings.volumePercent() / 100.0;
        for (int i = 0; i < length; i++) {
            // 4 ms to rise and to end, so that it does not click
            double edge = Math.min(1, Math.min(i, length - 1 - i) / 32.0);
            double fade = Math.exp(-1.5 * i / length);
            samples[i] = (short)
                    (loudest * edge * fade * Math.sin(2 * Math.PI * SCALE[note] * i / AudioFrame.SAMPLE_RATE));
        }
        return AudioFrame.wrap(samples);
    }
}
