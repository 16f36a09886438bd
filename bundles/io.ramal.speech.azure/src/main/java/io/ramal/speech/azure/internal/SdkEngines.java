package io.ramal.speech.azure.internal;

import com.microsoft.cognitiveservices.speech.OutputFormat;
import com.microsoft.cognitiveservices.speech.PropertyId;
import com.microsoft.cognitiveservices.speech.SpeechConfig;
import com.microsoft.cognitiveservices.speech.SpeechSynthesisOutputFormat;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * Makes engines of Microsoft's SDK. Properties named by text are not documented; what they do was seen with SDK 1.50.0.
 */
final class SdkEngines implements Engine.Maker {
    /** The SDK's own limits stand behind ours: they free what we have given up. */
    private static final int BEHIND = 2;

    /** Language tags for languages without a country. */
    private static final Map<String, String> COUNTRIES = Map.of("pt", "pt-BR", "en", "en-US");

    private final AzureSettings settings;

    SdkEngines(AzureSettings settings) {
        this.settings = settings;
    }

    @Override
    public Engine.Recognizer recognizer(Locale language) {
        AzureSettings.Hearing hearing = settings.hearing();
        try (SpeechConfig config = config(settings.service().sttHost())) {
            config.setOutputFormat(OutputFormat.Detailed);
            config.setProperty(PropertyId.SpeechServiceConnection_EnableAudioLogging, "false");
            config.setProperty(
                    PropertyId.Speech_SegmentationSilenceTimeoutMs,
                    Long.toString(hearing.segmentation().toMillis()));
            if (hearing.stable() > 0) {
                config.setProperty(
                        PropertyId.SpeechServiceResponse_StablePartialResultThreshold,
                        Integer.toString(hearing.stable()));
            }
            if (!hearing.endpointId().isEmpty()) {
                config.setEndpointId(hearing.endpointId());
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
        try (SpeechConfig config = config(settings.service().ttsHost())) {
            config.setSpeechSynthesisOutputFormat(SpeechSynthesisOutputFormat.Raw8Khz16BitMonoPcm);
            long limit = BEHIND * settings.speaking().timeout().toMillis();
            config.setProperty("SpeechSynthesis_FirstChunkTimeoutMs", Long.toString(limit));
            config.setProperty(PropertyId.SpeechSynthesis_FrameTimeoutInterval, Long.toString(limit));
            // whether and where something is said again is decided here
            config.setProperty("SpeechSynthesis_MaxRetryTimes", "0");
            return new SdkSynthesizer(config);
        }
    }

    private SpeechConfig config(@org.jspecify.annotations.Nullable URI host) {
        AzureSettings.Service service = settings.service();
        SpeechConfig config;
        if (host != null) {
            config = service.key().isEmpty() ? SpeechConfig.fromHost(host) : SpeechConfig.fromHost(host, service.key());
        } else if (service.endpoint() != null) {
            config = SpeechConfig.fromEndpoint(service.endpoint(), service.key());
        } else {
            config = SpeechConfig.fromSubscription(service.key(), service.region());
        }
        AzureSettings.Proxy proxy = service.proxy();
        if (proxy != null) {
            config.setProxy(proxy.host(), proxy.port(), proxy.user(), proxy.password());
        }
        return config;
    }

    static String tag(Locale language) {
        String tag = language.toLanguageTag();
        return COUNTRIES.getOrDefault(tag, tag);
    }
}
