package io.ramal.vad.webrtc.internal;

/** The whole detector on one stream of frames of one length. Not thread-safe. */
final class Detector {
    private static final int LONG_RUN = 6;

    private final Mode mode;
    private final FilterBank filters = new FilterBank();
    private final Mixtures mixtures = new Mixtures();
    private final short[] levels = new short[FilterBank.BANDS];
    private int run;
    private int hangover;

    Detector(Mode mode) {
        this.mode = mode;
    }

    /** Whether the next frame is speech, or follows speech closely. */
    boolean speech(short[] frame, int length) {
        int energy = filters.features(frame, length, levels);
        // too faint a frame teaches the models nothing
        boolean speech = energy > FilterBank.MIN_ENERGY && mixtures.judge(levels, mode);
        if (speech) {
            run = Math.min(run + 1, LONG_RUN + 1);
            hangover = run > LONG_RUN ? mode.longHang() : mode.shortHang();
            run = Math.min(run, LONG_RUN);
            return true;
        }
        run = 0;
        if (hangover > 0) {
            hangover--;
            return true;
        }
        return false;
    }
}
