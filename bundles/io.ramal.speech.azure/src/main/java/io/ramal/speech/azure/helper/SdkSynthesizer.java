package io.ramal.speech.azure.helper;

import com.microsoft.cognitiveservices.speech.Connection;
import com.microsoft.cognitiveservices.speech.SpeechConfig;
import com.microsoft.cognitiveservices.speech.SpeechSynthesisCancellationDetails;
import com.microsoft.cognitiveservices.speech.SpeechSynthesisEventArgs;
import com.microsoft.cognitiveservices.speech.SpeechSynthesisResult;
import com.microsoft.cognitiveservices.speech.SpeechSynthesizer;
import io.ramal.speech.azure.wire.Engine;
import io.ramal.speech.azure.wire.EngineEvent;
import io.ramal.speech.azure.wire.Failure;
import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's synthesizer. It can speak sentence after sentence on its connection; one that was stopped has none any more.
 * The SDK calls handlers on threads of its own, one at a time; they only copy what they are given.
 */
final class SdkSynthesizer implements Engine.Synthesizer {
    private static final int STOP_MILLIS = 3000;
    /** It is there with the first event. */
    private static final int RESULT_MILLIS = 1000;

    private final SpeechSynthesizer synthesizer;
    private final Connection connection;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Consumer<EngineEvent> listener = event -> {};
    private volatile boolean speaking;
    private @Nullable Future<SpeechSynthesisResult> result;
    /** Half a sample, when a chunk ends within one. */
    private volatile byte[] odd = new byte[0];

    /** @param config may be closed afterwards */
    SdkSynthesizer(SpeechConfig config) {
        synthesizer = new SpeechSynthesizer(config, null);
        connection = Connection.fromSpeechSynthesizer(synthesizer);
        // all at once: the SDK's lists of handlers are not made for being changed while events come
        synthesizer.Synthesizing.addEventListener((s, e) -> sound(e));
        synthesizer.SynthesisCompleted.addEventListener((s, e) -> {
            e.close();
            speaking = false;
            listener.accept(new EngineEvent.Ended());
        });
        synthesizer.SynthesisCanceled.addEventListener((s, e) -> canceled(e));
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
    public void speak(String ssml) {
        release();
        odd = new byte[0];
        speaking = true;
        result = synthesizer.StartSpeakingSsmlAsync(ssml);
    }

    /** Its memory is the SDK's, not Java's. */
    private void release() {
        Future<SpeechSynthesisResult> before = result;
        result = null;
        if (before != null) {
            Quietly.close(Quietly.await(before, RESULT_MILLIS));
        }
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        if (speaking) {
            // one that is closed while it speaks speaks on
            Quietly.await(synthesizer.StopSpeakingAsync(), STOP_MILLIS);
        }
        release();
        Quietly.close(connection);
        Quietly.close(synthesizer);
    }

    private void sound(SpeechSynthesisEventArgs event) {
        byte[] chunk;
        try (SpeechSynthesisResult part = event.getResult()) {
            chunk = part.getAudioData();
        } finally {
            event.close();
        }
        if (chunk == null || chunk.length == 0) {
            return;
        }
        byte[] all = odd.length == 0 ? chunk : new byte[odd.length + chunk.length];
        if (odd.length > 0) {
            all[0] = odd[0];
            System.arraycopy(chunk, 0, all, 1, chunk.length);
        }
        int whole = all.length & ~1;
        odd = whole == all.length ? new byte[0] : new byte[] {all[whole]};
        listener.accept(new EngineEvent.Sound(whole == all.length ? all : Arrays.copyOf(all, whole)));
    }

    private void canceled(SpeechSynthesisEventArgs event) {
        speaking = false;
        Failure failure;
        try (SpeechSynthesisResult end = event.getResult()) {
            SpeechSynthesisCancellationDetails details = SpeechSynthesisCancellationDetails.fromResult(end);
            failure = SdkFailures.of(details.getErrorCode(), details.getErrorDetails());
            details.close();
        } finally {
            event.close();
        }
        listener.accept(new EngineEvent.Failed(failure));
    }
}
