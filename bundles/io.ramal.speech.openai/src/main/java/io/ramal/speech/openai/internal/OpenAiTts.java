package io.ramal.speech.openai.internal;

import com.google.gson.JsonObject;
import io.ramal.provider.Capability;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.remote.Sessions;
import io.ramal.tts.TtsListener;
import io.ramal.tts.TtsProvider;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;

/** Text to speech by {@code POST …/audio/speech}, told while it arrives. */
final class OpenAiTts implements TtsProvider, AutoCloseable {
    private final SpeechSettings settings;
    private final SpeechSettings.Speaking speaking;
    private final Machinery machinery;
    private final Voices voices;
    private final ProviderInfo info;
    private final Health health;
    private final Sessions sessions;
    private final TtsUtterance.Room room;

    OpenAiTts(SpeechSettings settings, SpeechSettings.Speaking speaking, Machinery machinery) {
        this.settings = settings;
        this.speaking = speaking;
        this.machinery = machinery;
        voices = new Voices(settings.where(), speaking);
        info = new ProviderInfo(
                OpenAiStt.ID,
                ProviderRole.TTS,
                Set.of(),
                speaking.model() + " at " + settings.where(),
                settings.local() ? Set.of(Capability.STREAMING, Capability.LOCAL) : Set.of(Capability.STREAMING));
        health = new Health("speech synthesis at " + settings.where(), machinery.clock());
        sessions = new Sessions(settings.sessionsMax(), "the provider is being stopped");
        room = new TtsUtterance.Room(
                settings.request(), speaking.rate(), machinery.clock(), machinery.workers(), health, sessions::ended);
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
    public TtsSession open(TtsRequest request, TtsListener listener) {
        String voice = voices.choose(request.language(), request.voice());
        TtsUtterance utterance = new TtsUtterance((text, body) -> call(voice, text, body), listener, room);
        String refusal = sessions.admit(utterance);
        if (!refusal.isEmpty()) {
            utterance.fail(refusal);
        }
        return utterance;
    }

    private Call call(String voice, String text, HttpResponse.BodyHandler<byte[]> body) {
        JsonObject json = new JsonObject();
        json.addProperty("model", speaking.model());
        json.addProperty("input", text);
        json.addProperty("voice", voice);
        json.addProperty("response_format", "pcm");
        if (speaking.speed() != 1) {
            json.addProperty("speed", speaking.speed());
        }
        HttpRequest.Builder post = HttpRequest.newBuilder(settings.speech())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.toString()));
        if (!settings.key().isEmpty()) {
            post.header("Authorization", "Bearer " + settings.key());
        }
        return new Call(machinery.client(), post.build(), body, settings.where());
    }

    @Override
    public String voiceKey(Locale language, String voice) {
        return voices.key(language, voice);
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
