package io.ramal.vad;

/** What a detector finds. */
public sealed interface VadEvent {
    /**
     * The verdict on the next window of sound.
     *
     * @param speech whether somebody speaks, after the detector's own hysteresis
     * @param probability how sure it is that this window is speech, 0–1 (0 or 1 from detectors that only say yes or no)
     * @param samples length of the window; the windows of a session follow each other without gap or overlap
     */
    record Verdict(boolean speech, float probability, int samples) implements VadEvent {}
}
