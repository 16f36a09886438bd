package io.ramal.provider;

import io.ramal.audio.AudioFrame;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.osgi.annotation.versioning.ProviderType;

/** Tries a provider out on a sample, beside all calls. For shells and scripts, never for the audio path. */
@ProviderType
public interface ProviderTester {
    /**
     * Has a voice speak the text, a recogniser or a detector hear it spoken by the best voice there is, a backend answer
     * it. Blocking, at most half a minute for each.
     *
     * @param id the provider's id; it is tried whether or not it would be chosen
     * @param language language of the text
     * @param text a sentence; empty for one of the language's own
     * @return one report for each role that the id stands for
     * @throws IllegalArgumentException when no such provider is there, or its role cannot be tried; the message names the
     *     ones that can
     */
    List<Report> test(String id, Locale language, String text) throws InterruptedException;

    /**
     * What came of it.
     *
     * @param provider id
     * @param passed whether it did what it should
     * @param result what it understood or answered, or why it failed
     * @param marks when what happened, in order
     * @param sound what was spoken, by it or to it; empty when nothing was
     */
    record Report(
            String provider, ProviderRole role, boolean passed, String result, List<Mark> marks, AudioFrame sound) {
        public Report {
            marks = List.copyOf(marks);
        }
    }

    /**
     * A moment of a test.
     *
     * @param what such as {@code first sound}
     * @param after since it was asked
     */
    record Mark(String what, Duration after) {}
}
