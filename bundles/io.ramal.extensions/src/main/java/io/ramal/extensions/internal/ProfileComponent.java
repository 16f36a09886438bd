package io.ramal.extensions.internal;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One for each file {@code etc/io.ramal.extension-<number>.cfg}. A bad value is as good as none. */
@Component(
        service = ProfileComponent.class,
        configurationPid = ProfileComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ProfileComponent.Config.class, factory = true)
public final class ProfileComponent {
    static final String PID = "io.ramal.extension";

    /** Keys of the factory PID {@code io.ramal.extension}; all are texts, so that a bad one can be shown. */
    @ObjectClassDefinition(name = "Ramal extension", description = "What is set for one extension; empty = not set")
    public @interface Config {
        @AttributeDefinition(description = "The AI extension; empty = what follows the ~ in the PID")
        String number() default "";

        @AttributeDefinition(
                description = "Language spoken with visitors",
                options = {
                    @Option(label = "as the server", value = ""),
                    @Option(label = "Portuguese", value = "pt-BR"),
                    @Option(label = "English", value = "en-US")
                })
        String language() default "";

        @AttributeDefinition(description = "An engine's name of a voice")
        String voice() default "";

        @AttributeDefinition(description = "First sentence of every call")
        String greeting() default "";

        @AttributeDefinition(description = "Silence that ends the caller's turn in ms, 300 to 10000")
        String turn_silence_ms() default "";

        @AttributeDefinition(description = "Id of the speech recogniser that serves first")
        String provider_stt() default "";

        @AttributeDefinition(description = "Id of the voice engine that serves first")
        String provider_tts() default "";

        @AttributeDefinition(description = "Id of the AI that serves first")
        String provider_ai() default "";

        @AttributeDefinition(description = "Id of the speech detector that serves first")
        String provider_vad() default "";

        @AttributeDefinition(description = "Visits at once, 0 to 10000")
        String calls_max() default "";

        @AttributeDefinition(description = "Whether words, keys and names are kept: true or false")
        String transcripts() default "";

        @AttributeDefinition(description = "Whether sound is kept: true or false")
        String recordings() default "";
    }

    private static final Logger LOG = LoggerFactory.getLogger(ProfileComponent.class);

    private volatile Profile profile;

    @Activate
    public ProfileComponent(Config config, Map<String, Object> properties) {
        this.profile = read(config, properties);
    }

    @Modified
    void modified(Config config, Map<String, Object> properties) {
        this.profile = read(config, properties);
    }

    Profile profile() {
        return profile;
    }

    private static Profile read(Config config, Map<String, Object> properties) {
        Profile.Values values = new Profile.Values(
                config.number(),
                config.language(),
                config.voice(),
                config.greeting(),
                config.turn_silence_ms(),
                config.provider_stt(),
                config.provider_tts(),
                config.provider_ai(),
                config.provider_vad(),
                config.calls_max(),
                config.transcripts(),
                config.recordings());
        return Profile.of(String.valueOf(properties.get("service.pid")), values, LOG::error);
    }
}
