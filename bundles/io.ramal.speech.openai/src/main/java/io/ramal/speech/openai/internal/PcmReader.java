package io.ramal.speech.openai.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.dsp.Resampler;
import io.ramal.remote.BadReplyException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes the house's sound of a stream of 16-bit samples, whatever the pieces it comes in. Not thread-safe. */
final class PcmReader {
    /** Minutes of a sentence are none. */
    static final int MAX_SECONDS = 120;

    private static final int MAGIC = 4;
    private static final String MP3 = "\u00fb\u00fa\u00f3\u00f2\u00e3\u00e2";

    private final Resampler resampler;
    private final long most;
    private byte[] rest = {};
    private long bytes;

    /** @param rate of the stream, Hz */
    PcmReader(int rate) {
        resampler = new Resampler(rate, AudioFrame.SAMPLE_RATE);
        most = 2L * rate * MAX_SECONDS;
    }

    /**
     * The sound of the next piece; empty while there is too little of it.
     *
     * @throws BadReplyException when the stream is no such sound
     */
    AudioFrame read(byte[] piece) throws BadReplyException {
        boolean begun = bytes >= MAGIC;
        bytes += piece.length;
        if (bytes > most) {
            throw new BadReplyException("more than " + MAX_SECONDS + " s of sound for a sentence");
        }
        byte[] all = Arrays.copyOf(rest, rest.length + piece.length);
        System.arraycopy(piece, 0, all, rest.length, piece.length);
        if (bytes < MAGIC) {
            rest = all;
            return AudioFrame.EMPTY;
        }
        if (!begun) {
            refuseFiles(all);
        }
        int whole = all.length & ~1;
        rest = Arrays.copyOfRange(all, whole, all.length);
        return AudioFrame.wrap(
                resampler.process(AudioFrame.ofLittleEndian(all, 0, whole).toArray()));
    }

    /**
     * The end of the sound.
     *
     * @throws BadReplyException when it ends within a sample, or there was none
     */
    AudioFrame end() throws BadReplyException {
        if (bytes < MAGIC) {
            throw new BadReplyException("the service sent no sound");
        }
        if (rest.length > 0) {
            throw new BadReplyException("the sound broke off within a sample");
        }
        return AudioFrame.wrap(resampler.flush());
    }

    private static void refuseFiles(byte[] head) throws BadReplyException {
        String magic = new String(head, 0, MAGIC, StandardCharsets.ISO_8859_1);
        // a frame of MP3 would be a first sample far from silence
        boolean mp3 = magic.startsWith("ID3") || (magic.charAt(0) == 0xff && MP3.indexOf(magic.charAt(1)) >= 0);
        if (mp3 || magic.equals("RIFF") || magic.equals("OggS") || magic.equals("fLaC")) {
            throw new BadReplyException("the service sent " + (mp3 ? "MP3" : magic)
                    + " instead of plain samples: it does not know response_format pcm");
        }
    }
}
