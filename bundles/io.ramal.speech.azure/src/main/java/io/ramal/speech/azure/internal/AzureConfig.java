package io.ramal.speech.azure.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code io.ramal.speech.azure}. */
@ObjectClassDefinition(
        name = "Ramal: speech to text and back by Azure",
        description = "Without a configuration neither is there.")
public @interface AzureConfig {
    /** Maps to {@code .key}: properties that begin with a dot are not published with a service. */
    @AttributeDefinition(
            description = "Key of the Azure speech resource; may be empty with host",
            type = AttributeType.PASSWORD,
            required = false)
    String _key() default "";

    @AttributeDefinition(description = "Region of the resource, such as brazilsouth", required = false)
    String region() default "";

    @AttributeDefinition(
            description = "Instead of a region: the resource's own address, such as"
                    + " https://name.cognitiveservices.azure.com/",
            required = false)
    String endpoint() default "";

    @AttributeDefinition(
            description = "Instead of a region: where a container of your own serves, such as wss://speech.example",
            required = false)
    String host() default "";

    @AttributeDefinition(description = "The same for text to speech, empty = as host", required = false)
    String tts_host() default "";

    @AttributeDefinition(
            description = "Whether host may be an unencrypted address of another machine",
            required = false)
    boolean plain_allowed() default false;

    @AttributeDefinition(description = "Id of a custom speech model, empty = the standard one", required = false)
    String stt_endpoint_id() default "";

    @AttributeDefinition(description = "HTTP proxy that knows CONNECT, empty = none", required = false)
    String proxy_host() default "";

    @AttributeDefinition(description = "Its port", min = "1", max = "65535", required = false)
    int proxy_port() default 3128;

    @AttributeDefinition(description = "Its user, empty = none", required = false)
    String proxy_user() default "";

    /** Maps to {@code .proxy.password}. */
    @AttributeDefinition(description = "Its user's password", type = AttributeType.PASSWORD, required = false)
    String _proxy_password() default "";

    @AttributeDefinition(description = "Voice that speaks Portuguese", required = false)
    String voice_pt() default "pt-BR-FranciscaNeural";

    @AttributeDefinition(description = "Voice that speaks English", required = false)
    String voice_en() default "en-US-JennyNeural";

    @AttributeDefinition(
            description = "How much faster than the voice's own rate, in percent",
            min = "-50",
            max = "100",
            required = false)
    int rate_percent() default 0;

    @AttributeDefinition(
            description = "How much higher than the voice's own pitch, in percent",
            min = "-50",
            max = "50",
            required = false)
    int pitch_percent() default 0;

    @AttributeDefinition(
            description = "Silence after which a phrase is told; keep it below turn.silence.ms of io.ramal.leg",
            min = "100",
            max = "5000",
            required = false)
    int segmentation_silence_ms() default 500;

    @AttributeDefinition(
            description = "How often a word must have been understood the same to be told while the caller speaks;"
                    + " 0 = at once",
            min = "0",
            max = "20",
            required = false)
    int partials_stable() default 3;

    @AttributeDefinition(
            description = "Longest time a connection may take",
            min = "200",
            max = "30000",
            required = false)
    int connect_timeout_ms() default 2000;

    @AttributeDefinition(
            description = "Longest time from the end of an utterance to its text",
            min = "200",
            max = "30000",
            required = false)
    int stt_timeout_ms() default 1300;

    @AttributeDefinition(
            description = "Longest time a caller may speak without a sign from the service",
            min = "2000",
            max = "60000",
            required = false)
    int stt_silence_ms() default 10_000;

    @AttributeDefinition(
            description = "Longest wait for the first sound of a sentence, and for the next",
            min = "200",
            max = "30000",
            required = false)
    int tts_timeout_ms() default 1300;

    @AttributeDefinition(
            description = "Recognisers connected ahead, per language; each takes 0.7 % of a processor",
            min = "0",
            max = "20",
            required = false)
    int stt_spare() default 1;

    @AttributeDefinition(
            description = "Synthesizers connected ahead; each takes 0.7 % of a processor",
            min = "0",
            max = "20",
            required = false)
    int tts_spare() default 1;

    @AttributeDefinition(
            description = "Synthesizers kept for the next sentence when they have spoken",
            min = "0",
            max = "50",
            required = false)
    int tts_keep() default 4;

    @AttributeDefinition(
            description = "After so long without an utterance those are disconnected",
            min = "10",
            max = "3600",
            required = false)
    int spare_idle_s() default 180;

    @AttributeDefinition(
            description = "Most utterances at once, of each of both kinds; more fail at once",
            min = "1",
            max = "1000",
            required = false)
    int sessions_max() default 200;

    @AttributeDefinition(
            description = "How long utterances may go on while the provider is being stopped",
            min = "0",
            max = "60000",
            required = false)
    int stop_grace_ms() default 3000;

    @AttributeDefinition(description = "The higher is preferred", required = false)
    int service_ranking() default 100;
}
