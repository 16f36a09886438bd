package io.ramal.emulators.azure;

/** The voice of the emulator: a tone as long as the text would take, 8 kHz, 16 bit, little-endian. */
public final class Tone {
    /** Bytes of a millisecond. */
    public static final int BYTES_PER_MS = 16;

    private static final int RATE = 8000;
    private static final double HERTZ = 400;
    private static final double AMPLITUDE = 8000;
    private static final int SHORTEST_MS = 200;
    private static final int MS_PER_CHARACTER = 60;
    private static final int LONGEST_MS = 60_000;

    private Tone() {}

    /** What a text sounds like: {@value #MS_PER_CHARACTER} ms for each character of it. */
    public static byte[] of(String text) {
        int millis = Math.min(
                LONGEST_MS,
                Math.max(SHORTEST_MS, MS_PER_CHARACTER * text.strip().length()));
        byte[] sound = new byte[millis * BYTES_PER_MS];
        for (int i = 0; i < sound.length / 2; i++) {
            int sample = (int) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * HERTZ * i / RATE));
            sound[2 * i] = (byte) sample;
            sound[2 * i + 1] = (byte) (sample >> 8);
        }
        return sound;
    }
}
