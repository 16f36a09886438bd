package io.ramal.speech.whisper.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code io.ramal.speech.whisper}. */
@ObjectClassDefinition(name = "Ramal: speech to text by Whisper")
public @interface WhisperConfig {
    @AttributeDefinition(description = "The model's file, absolute or in the data folder")
    String model_file() default WhisperSettings.MODEL;

    @AttributeDefinition(description = "Threads of one utterance", min = "1", max = "64")
    int threads() default WhisperSettings.THREADS;

    @AttributeDefinition(
            description = "Most utterances at a time; 0 = one per processor, at most four",
            min = "0",
            max = "64")
    int parallel() default WhisperSettings.PARALLEL;

    @AttributeDefinition(description = "Most utterances that wait; one more fails at once", min = "1", max = "1000")
    int queue_max() default WhisperSettings.QUEUE_MAX;

    @AttributeDefinition(
            description = "Most sound of an utterance; of a longer one the beginning is dropped",
            min = "1000",
            max = "29000")
    int max_utterance_ms() default WhisperSettings.MAX_MS;

    @AttributeDefinition(
            description = "How certain every text counts as, 0 to 1: the library does not tell. From"
                    + " decision.min.confidence of io.ramal.doorman on, a spoken yes opens")
    double confidence() default WhisperSettings.CONFIDENCE;

    @AttributeDefinition(description = "How often the model's file is looked at", min = "500", max = "60000")
    int poll_interval_ms() default WhisperSettings.POLL_MS;

    @AttributeDefinition(
            description = "How long utterances may go on while the engine is being stopped",
            min = "0",
            max = "60000")
    int stop_grace_ms() default WhisperSettings.GRACE_MS;

    @AttributeDefinition(description = "The higher is preferred")
    int service_ranking() default WhisperSettings.RANKING;
}
