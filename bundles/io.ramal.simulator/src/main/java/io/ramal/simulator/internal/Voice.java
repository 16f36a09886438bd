package io.ramal.simulator.internal;

import io.ramal.audio.AudioFrame;
import java.io.IOException;
import java.util.Locale;

/** The caller's voice. */
@FunctionalInterface
interface Voice {
    /**
     * Speaks a text; blocks until all of it is there. Silence before and after it is cut off.
     *
     * @throws IOException saying who cannot speak and what to do about it
     */
    AudioFrame speak(String text, Locale language) throws IOException;
}
