package io.ramal.simulator.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.dsp.Resampler;
import io.ramal.provider.Lease;
import io.ramal.provider.LeaseRequest;
import io.ramal.provider.ProviderRegistry;
import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsProvider;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Speaks with the server's own speech engines, shifted in pitch so that caller and agent are told apart. */
final class RegistryVoice implements Voice {
    /** Longer than any sentence takes any engine. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Nobody says more than this in one breath; guards against an engine that never ends. */
    private static final int MAX_SAMPLES = 60 * AudioFrame.SAMPLE_RATE;

    private final Supplier<@Nullable ProviderRegistry> registry;
    private final String voice;
    private final int pitchPercent;

    /**
     * @param registry null while there is none
     * @param voice an engine's name of a voice, empty for its default
     * @param pitchPercent 100 leaves the voice as it is; more is higher and quicker
     */
    RegistryVoice(Supplier<@Nullable ProviderRegistry> registry, String voice, int pitchPercent) {
        this.registry = registry;
        this.voice = voice;
        this.pitchPercent = pitchPercent;
    }

    @Override
    public AudioFrame speak(String text, Locale language) throws IOException {
        ProviderRegistry providers = registry.get();
        if (providers == null) {
            throw new IOException("the caller has no voice: the provider registry is not running");
        }
        Lease<TtsProvider> lease = providers
                .lease(TtsProvider.class, LeaseRequest.of(language))
                .orElseThrow(() -> new IOException("the caller has no voice: no speech engine is ready for "
                        + language.toLanguageTag() + "; ramal:providers tells why"));
        try (lease) {
            return trim(shift(collect(lease.provider(), text, language)));
        }
    }

    private short[] collect(TtsProvider provider, String text, Locale language) throws IOException {
        BlockingQueue<TtsEvent> events = new LinkedBlockingQueue<>();
        short[] all = new short[0];
        try (TtsSession session = provider.open(new TtsRequest(language, voice), events::add)) {
            session.say(text);
            while (all.length < MAX_SAMPLES) {
                TtsEvent event = events.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (event instanceof TtsEvent.Audio audio) {
                    int at = all.length;
                    all = Arrays.copyOf(all, at + audio.frame().length());
                    audio.frame().copyTo(0, all, at, audio.frame().length());
                } else if (event instanceof TtsEvent.Finished) {
                    return all;
                } else {
                    String why = event instanceof TtsEvent.Failed f
                            ? f.reason()
                            : "nothing came for " + PATIENCE.toSeconds() + " s";
                    throw new IOException(
                            "the caller's voice " + provider.info().id() + " failed: " + why);
                }
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the caller's voice was made");
        }
    }

    private short[] shift(short[] samples) {
        if (pitchPercent == 100) {
            return samples;
        }
        Resampler r = new Resampler(AudioFrame.SAMPLE_RATE * pitchPercent / 100, AudioFrame.SAMPLE_RATE);
        short[] body = r.process(samples);
        short[] tail = r.flush();
        short[] all = Arrays.copyOf(body, body.length + tail.length);
        System.arraycopy(tail, 0, all, body.length, tail.length);
        return all;
    }

    /** Cuts silence off both ends, so that the first frame sent is the onset of speech and the last one its end. */
    static AudioFrame trim(short[] samples) {
        int from = 0;
        int to = samples.length;
        while (to - from >= AudioFrame.SAMPLES
                && !AgentEar.loud(AudioFrame.copyOf(samples, from, AudioFrame.SAMPLES))) {
            from += AudioFrame.SAMPLES;
        }
        while (to - from >= AudioFrame.SAMPLES
                && !AgentEar.loud(AudioFrame.copyOf(samples, to - AudioFrame.SAMPLES, AudioFrame.SAMPLES))) {
            to -= AudioFrame.SAMPLES;
        }
        return AudioFrame.copyOf(samples, from, to - from);
    }
}
