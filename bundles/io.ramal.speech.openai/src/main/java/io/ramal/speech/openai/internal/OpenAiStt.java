package io.ramal.speech.openai.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.dsp.Resampler;
import io.ramal.provider.Capability;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.remote.BadReplyException;
import io.ramal.remote.LimitedBody;
import io.ramal.remote.Sessions;
import io.ramal.stt.SttListener;
import io.ramal.stt.SttProvider;
import io.ramal.stt.SttRequest;
import io.ramal.stt.SttSession;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Speech to text by {@code POST …/audio/transcriptions}, an utterance at a time. */
final class OpenAiStt implements SttProvider, AutoCloseable {
    static final String ID = "openai-speech";

    /** The services refuse less than 0.1 s, and models understand a word in a little silence better than alone. */
    private static final int SHORTEST = AudioFrame.SAMPLE_RATE;
    /** Far more than anybody says in an utterance. */
    private static final int MAX_ANSWER_BYTES = 256 * 1024;

    private final SpeechSettings settings;
    private final SpeechSettings.Hearing hearing;
    private final Machinery machinery;
    private final ProviderInfo info;
    private final Health health;
    private final Sessions sessions;
    private final SttUtterance.Room room;

    OpenAiStt(SpeechSettings settings, SpeechSettings.Hearing hearing, Machinery machinery) {
        this.settings = settings;
        this.hearing = hearing;
        this.machinery = machinery;
        info = new ProviderInfo(
                ID,
                ProviderRole.STT,
                Set.of(),
                hearing.model() + " at " + settings.where(),
                capabilities(settings.local(), hearing.hints()));
        health = new Health("speech recognition at " + settings.where(), machinery.clock());
        sessions = new Sessions(settings.sessionsMax(), "the provider is being stopped");
        room = new SttUtterance.Room(
                (int) hearing.longest().toSeconds() * AudioFrame.SAMPLE_RATE,
                settings.request(),
                machinery.clock(),
                machinery.workers(),
                health,
                sessions::ended);
    }

    private static Set<Capability> capabilities(boolean local, boolean hints) {
        Set<Capability> can = EnumSet.noneOf(Capability.class);
        if (local) {
            can.add(Capability.LOCAL);
        }
        if (hints) {
            can.add(Capability.HINTS);
        }
        return can;
    }

    @Override
    public ProviderInfo info() {
        return info;
    }

    @Override
    public ProviderHealth health() {
        return health.now();
    }

    @Override
    public SttSession open(SttRequest request, SttListener listener) {
        String prompt = hearing.hints() ? Hints.of(request.phrases()) : "";
        SttUtterance utterance = new SttUtterance(
                new SttUtterance.Question() {
                    @Override
                    public Call of(short[] sound) {
                        return call(request, prompt, sound);
                    }

                    @Override
                    public Transcript read(byte[] answer) throws BadReplyException {
                        return Transcript.of(answer, prompt);
                    }
                },
                listener,
                room);
        String refusal = sessions.admit(utterance);
        if (!refusal.isEmpty()) {
            utterance.fail(refusal);
        }
        return utterance;
    }

    private Call call(SttRequest request, String prompt, short[] sound) {
        short[] padded = sound.length < SHORTEST ? Arrays.copyOf(sound, SHORTEST) : sound;
        // the id of a call is in no sound
        Form form = new Form("ramal-" + request.callId());
        form.field("model", hearing.model());
        form.field("response_format", hearing.verbose() ? "verbose_json" : "json");
        if (!request.language().getLanguage().isEmpty()) {
            form.field("language", request.language().getLanguage());
        }
        if (!prompt.isEmpty()) {
            form.field("prompt", prompt);
        }
        form.wav("file", converted(padded, hearing.rate()), hearing.rate());
        HttpRequest.Builder post = HttpRequest.newBuilder(settings.transcriptions())
                .header("Content-Type", form.contentType())
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(form.end()));
        if (!settings.key().isEmpty()) {
            post.header("Authorization", "Bearer " + settings.key());
        }
        return new Call(
                machinery.client(),
                post.build(),
                info -> new LimitedBody<>(BodySubscribers.ofByteArray(), MAX_ANSWER_BYTES),
                settings.where());
    }

    private static short[] converted(short[] sound, int rate) {
        if (rate == AudioFrame.SAMPLE_RATE) {
            return sound;
        }
        Resampler resampler = new Resampler(AudioFrame.SAMPLE_RATE, rate);
        short[] body = resampler.process(sound);
        short[] tail = resampler.flush();
        short[] all = Arrays.copyOf(body, body.length + tail.length);
        System.arraycopy(tail, 0, all, body.length, tail.length);
        return all;
    }

    Sessions sessions() {
        return sessions;
    }

    void tick() {
        sessions.tick(machinery.clock().getAsLong());
    }

    /** Fails what is not over. */
    @Override
    public void close() {
        sessions.close();
    }
}
