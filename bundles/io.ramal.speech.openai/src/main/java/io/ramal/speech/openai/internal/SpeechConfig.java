package io.ramal.speech.openai.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code io.ramal.speech.openai}. */
@ObjectClassDefinition(
        name = "Ramal: speech to text and back by OpenAI's audio interface",
        description = "Without a configuration neither is there.")
public @interface SpeechConfig {
    @AttributeDefinition(description = "Base URL, such as https://api.openai.com/v1 or http://localhost:8000/v1")
    String url() default "";

    /** Maps to {@code .key}: properties that begin with a dot are not published with a service. */
    @AttributeDefinition(description = "Sent as bearer token when set", type = AttributeType.PASSWORD, required = false)
    String _key() default "";

    @AttributeDefinition(
            description = "PEM file of the authorities that may vouch for the service, empty = the system's",
            required = false)
    String trust_file() default "";

    @AttributeDefinition(
            description = "Whether the service is on this machine and hands nothing on, for needs.stt = local",
            required = false)
    boolean local() default false;

    @AttributeDefinition(description = "Model that understands, empty = none does", required = false)
    String stt_model() default "whisper-1";

    @AttributeDefinition(
            description = "Sample rate of the sound that is sent, Hz; not every service converts it",
            min = "8000",
            max = "48000",
            required = false)
    int stt_rate_hz() default 16_000;

    @AttributeDefinition(description = "Whether likely words, such as names, are sent as prompt", required = false)
    boolean stt_hints() default true;

    @AttributeDefinition(
            description = "Whether verbose_json is asked for, which tells silence and confidence; not every model can",
            required = false)
    boolean stt_verbose() default false;

    @AttributeDefinition(
            description = "Most sound of an utterance that is kept; of more the oldest is left out",
            min = "5",
            max = "300",
            required = false)
    int utterance_max_s() default 60;

    @AttributeDefinition(description = "Model that speaks, empty = none does", required = false)
    String tts_model() default "tts-1";

    @AttributeDefinition(description = "Voice that speaks Portuguese", required = false)
    String voice_pt() default "nova";

    @AttributeDefinition(description = "Voice that speaks English", required = false)
    String voice_en() default "nova";

    @AttributeDefinition(
            description = "Other names that are voices here, commas between; those of OpenAI always are, * = any",
            required = false)
    String voices() default "";

    @AttributeDefinition(
            description = "How fast is spoken, 1 = the voice's own rate",
            min = "0.25",
            max = "4",
            required = false)
    double tts_speed() default 1;

    @AttributeDefinition(
            description = "Sample rate of the sound that comes, Hz",
            min = "8000",
            max = "48000",
            required = false)
    int tts_rate_hz() default 24_000;

    @AttributeDefinition(
            description = "Longest time a connection may take",
            min = "100",
            max = "30000",
            required = false)
    int connect_timeout_ms() default 2000;

    @AttributeDefinition(
            description = "Longest wait for a text, for the first sound of a sentence, and for the next",
            min = "200",
            max = "60000",
            required = false)
    int request_timeout_ms() default 10_000;

    @AttributeDefinition(
            description = "Most utterances at once, of each of both kinds; more fail at once",
            min = "1",
            max = "1000",
            required = false)
    int sessions_max() default 100;

    @AttributeDefinition(
            description = "How long utterances may go on while the provider is being stopped",
            min = "0",
            max = "60000",
            required = false)
    int stop_grace_ms() default 3000;

    @AttributeDefinition(description = "The higher is preferred", required = false)
    int service_ranking() default -10;
}
