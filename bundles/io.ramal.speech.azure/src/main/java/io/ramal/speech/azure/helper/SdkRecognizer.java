package io.ramal.speech.azure.helper;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.microsoft.cognitiveservices.speech.CancellationReason;
import com.microsoft.cognitiveservices.speech.Connection;
import com.microsoft.cognitiveservices.speech.PhraseListGrammar;
import com.microsoft.cognitiveservices.speech.PropertyId;
import com.microsoft.cognitiveservices.speech.ResultReason;
import com.microsoft.cognitiveservices.speech.SpeechConfig;
import com.microsoft.cognitiveservices.speech.SpeechRecognitionCanceledEventArgs;
import com.microsoft.cognitiveservices.speech.SpeechRecognitionEventArgs;
import com.microsoft.cognitiveservices.speech.SpeechRecognitionResult;
import com.microsoft.cognitiveservices.speech.SpeechRecognizer;
import com.microsoft.cognitiveservices.speech.audio.AudioConfig;
import com.microsoft.cognitiveservices.speech.audio.AudioStreamFormat;
import com.microsoft.cognitiveservices.speech.audio.PushAudioInputStream;
import io.ramal.speech.azure.wire.Engine;
import io.ramal.speech.azure.wire.EngineEvent;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's recogniser with a stream it is fed by. It serves one utterance: a stream that has ended cannot be begun again.
 * The SDK calls handlers on threads of its own, one at a time; they only copy what they are given.
 */
final class SdkRecognizer implements Engine.Recognizer {
    private static final int SAMPLE_RATE = 8000;
    private static final int START_MILLIS = 2000;
    /** Longer than the SDK waits for a silent service. */
    private static final int STOP_MILLIS = 4000;

    private final PushAudioInputStream stream;
    private final AudioConfig audio;
    private final SpeechRecognizer recognizer;
    private final Connection connection;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean failed;
    private volatile Consumer<EngineEvent> listener = event -> {};
    private @Nullable PhraseListGrammar hints;
    private boolean started;

    /** @param config may be closed afterwards */
    SdkRecognizer(SpeechConfig config, String language) {
        AudioStreamFormat format = AudioStreamFormat.getWaveFormatPCM(SAMPLE_RATE, (short) 16, (short) 1);
        stream = PushAudioInputStream.create(format);
        audio = AudioConfig.fromStreamInput(stream);
        recognizer = new SpeechRecognizer(config, language, audio);
        connection = Connection.fromRecognizer(recognizer);
        // all at once: the SDK's lists of handlers are not made for being changed while events come
        recognizer.recognizing.addEventListener((s, e) -> recognizing(e));
        recognizer.recognized.addEventListener((s, e) -> recognized(e));
        recognizer.canceled.addEventListener((s, e) -> canceled(e));
        recognizer.sessionStopped.addEventListener((s, e) -> listener.accept(new EngineEvent.Ended()));
        connection.connected.addEventListener((s, e) -> listener.accept(new EngineEvent.Connected()));
        connection.disconnected.addEventListener((s, e) -> listener.accept(new EngineEvent.Disconnected()));
    }

    @Override
    public void listen(Consumer<EngineEvent> to) {
        listener = to;
    }

    @Override
    public void connect() {
        connection.openConnection(true);
    }

    @Override
    public void start(List<String> phrases) {
        if (!phrases.isEmpty()) {
            // sent with the context that opens the turn, also on a connection that is up already
            PhraseListGrammar list = PhraseListGrammar.fromRecognizer(recognizer);
            hints = list;
            phrases.forEach(list::addPhrase);
        }
        started = true;
        try {
            recognizer.startContinuousRecognitionAsync().get(START_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("recognition cannot be started: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void write(byte[] samples) {
        stream.write(samples);
    }

    @Override
    public void finish() {
        stream.close();
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        // one that has failed has stopped by itself; told to, it would wait for a service that is gone, and so it does
        // below
        if (started && !failed) {
            Quietly.await(recognizer.stopContinuousRecognitionAsync(), STOP_MILLIS);
        }
        Quietly.close(hints);
        Quietly.close(connection);
        Quietly.close(recognizer);
        Quietly.close(audio);
        Quietly.close(stream);
    }

    private void recognizing(SpeechRecognitionEventArgs event) {
        try (SpeechRecognitionResult result = event.getResult()) {
            listener.accept(new EngineEvent.Partial(result.getText()));
        }
    }

    private void recognized(SpeechRecognitionEventArgs event) {
        try (SpeechRecognitionResult result = event.getResult()) {
            boolean understood = result.getReason() == ResultReason.RecognizedSpeech;
            listener.accept(
                    understood
                            ? new EngineEvent.Phrase(
                                    result.getText(),
                                    confidence(result.getProperties()
                                            .getProperty(PropertyId.SpeechServiceResponse_JsonResult)))
                            : new EngineEvent.Phrase("", 0));
        }
    }

    private void canceled(SpeechRecognitionCanceledEventArgs event) {
        if (event.getReason() == CancellationReason.Error) {
            failed = true;
            listener.accept(new EngineEvent.Failed(SdkFailures.of(event.getErrorCode(), event.getErrorDetails())));
        } else {
            listener.accept(new EngineEvent.Ended());
        }
    }

    /** Of the best reading in the service's detailed result; 1 when it tells none. */
    static double confidence(@Nullable String json) {
        try {
            if (json != null
                    && JsonParser.parseString(json) instanceof JsonObject root
                    && root.get("NBest") instanceof JsonArray best
                    && !best.isEmpty()
                    && best.get(0) instanceof JsonObject first
                    && first.has("Confidence")) {
                return Math.max(0, Math.min(1, first.get("Confidence").getAsDouble()));
            }
        } catch (JsonParseException | UnsupportedOperationException | IllegalStateException | NumberFormatException e) {
            // as if there were none
        }
        return 1;
    }
}
