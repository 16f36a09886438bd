package io.ramal.speech.azure.helper;

import com.microsoft.cognitiveservices.speech.OutputFormat;
import com.microsoft.cognitiveservices.speech.PropertyId;
import com.microsoft.cognitiveservices.speech.SpeechConfig;
import com.microsoft.cognitiveservices.speech.SpeechSynthesisOutputFormat;
import io.ramal.speech.azure.wire.Engine;
import io.ramal.speech.azure.wire.Setup;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * Makes engines of Microsoft's SDK. Properties named by text are not documented; what they do was seen with SDK 1.50.0.
 */
final class SdkEngines implements Engine.Maker {
    /** Language tags for languages without a country. */
    private static final Map<String, String> COUNTRIES = Map.of("pt", "pt-BR", "en", "en-US");

    private final Setup setup;

    SdkEngines(Setup setup) {
        this.setup = setup;
    }

    @Override
    public Engine.Recognizer recognizer(Locale language) {
        try (SpeechConfig config = config(setup.sttHost())) {
            config.setOutputFormat(OutputFormat.Detailed);
            config.setProperty(PropertyId.SpeechServiceConnection_EnableAudioLogging, "false");
            config.setProperty(
                    PropertyId.Speech_SegmentationSilenceTimeoutMs, Integer.toString(setup.segmentationMillis()));
            if (setup.stable() > 0) {
                config.setProperty(
                        PropertyId.SpeechServiceResponse_StablePartialResultThreshold,
                        Integer.toString(setup.stable()));
            }
            if (!setup.endpointId().isEmpty()) {
                config.setEndpointId(setup.endpointId());
            }
            // what is heard again after another provider has failed comes at once: the default lets 5 s pass, the rest
            // at
            // twice its pace
            config.setProperty("SPEECH-TransmitLengthBeforThrottleMs", "60000");
            // sound that no phrase has acknowledged, ms; longer than any turn
            config.setProperty("SPEECH-MaxBufferSizeMs", "60000");
            // the default is four more attempts within a second: by then another provider could have heard it all
            config.setProperty("SPEECH-Error-MaxRetryCount", "2");
            config.setProperty("SPEECH-Error-RetryDurationMS", "150");
            // how long stopping, and closing, wait for a service that says nothing; the default is 10 s
            config.setProperty("SPEECH-StopRecognitionTimeoutInSeconds", "1");
            return new SdkRecognizer(config, tag(language));
        }
    }

    @Override
    public Engine.Synthesizer synthesizer() {
        try (SpeechConfig config = config(setup.ttsHost())) {
            config.setSpeechSynthesisOutputFormat(SpeechSynthesisOutputFormat.Raw8Khz16BitMonoPcm);
            String limit = Integer.toString(setup.soundMillis());
            config.setProperty("SpeechSynthesis_FirstChunkTimeoutMs", limit);
            config.setProperty(PropertyId.SpeechSynthesis_FrameTimeoutInterval, limit);
            // whether and where something is said again is decided here
            config.setProperty("SpeechSynthesis_MaxRetryTimes", "0");
            return new SdkSynthesizer(config);
        }
    }

    /** @param host of a container, empty when the service is reached by its endpoint or region */
    private SpeechConfig config(String host) {
        SpeechConfig config;
        if (!host.isEmpty()) {
            URI uri = URI.create(host);
            config = setup.key().isEmpty() ? SpeechConfig.fromHost(uri) : SpeechConfig.fromHost(uri, setup.key());
        } else if (!setup.endpoint().isEmpty()) {
            config = SpeechConfig.fromEndpoint(URI.create(setup.endpoint()), setup.key());
        } else {
            config = SpeechConfig.fromSubscription(setup.key(), setup.region());
        }
        if (!setup.proxyHost().isEmpty()) {
            config.setProxy(setup.proxyHost(), setup.proxyPort(), setup.proxyUser(), setup.proxyPassword());
        }
        return config;
    }

    static String tag(Locale language) {
        String tag = language.toLanguageTag();
        return COUNTRIES.getOrDefault(tag, tag);
    }
}
