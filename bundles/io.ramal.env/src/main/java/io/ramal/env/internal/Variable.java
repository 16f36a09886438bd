package io.ramal.env.internal;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What each variable sets. This is the whole table; config/README.md shows it to people. {@link Part} tells which
 * configurations hang on which variables.
 */
enum Variable {
    API_PORT(
            Values::port,
            false,
            new Target(Pids.EXTENSIONS, "api.port"),
            new Target(Pids.WEB, "org.osgi.service.http.port")),
    API_ADDRESS(Values::listenAddresses, false, new Target(Pids.WEB, "org.ops4j.pax.web.listening.addresses")),
    API_USER(UnaryOperator.identity(), false, new Target("io.ramal.http", "user")),
    API_PASSWORD(UnaryOperator.identity(), true, new Target("io.ramal.http", ".password")),
    API_TOKEN(UnaryOperator.identity(), true, new Target("io.ramal.http", ".token")),
    API_TLS_KEYSTORE(Values::readableFile, false, new Target(Pids.WEB, "org.ops4j.pax.web.ssl.keystore")),
    API_TLS_PASSWORD(
            UnaryOperator.identity(),
            true,
            new Target(Pids.WEB, "org.ops4j.pax.web.ssl.keystore.password"),
            // for components that read the web server's configuration too: only such a key is revealed to them
            new Target(Pids.WEB, ".org.ops4j.pax.web.ssl.keystore.password"),
            new Target(Pids.WEB, "org.ops4j.pax.web.ssl.key.password")),
    API_TLS_PORT(
            Values::port,
            false,
            new Target(Pids.WEB, "org.osgi.service.http.port.secure"),
            new Target(Pids.EXTENSIONS, "api.tls.port", true)),
    DB_HOST(
            Values::databaseHost,
            false,
            new Target(Pids.TABLE, "serverName"),
            new Target(Pids.NEWS, "serverName"),
            new Target(Pids.EXTENSIONS, "db.host")),
    DB_PORT(Values::port, false, new Target(Pids.TABLE, "portNumber"), new Target(Pids.NEWS, "portNumber")),
    DB_NAME(
            Values.databaseText(),
            false,
            new Target(Pids.TABLE, "databaseName"),
            new Target(Pids.NEWS, "databaseName")),
    DB_USER(Values.databaseText(), false, new Target(Pids.TABLE, "user"), new Target(Pids.NEWS, "user")),
    DB_PASSWORD(Values.databaseText(), true, new Target(Pids.TABLE, ".password"), new Target(Pids.NEWS, ".password")),
    DB_SSLMODE(Values::sslMode, false, new Target(Pids.TABLE, "sslmode"), new Target(Pids.NEWS, "sslmode")),
    DB_SSLROOTCERT(
            Values::readableFile, false, new Target(Pids.TABLE, "sslrootcert"), new Target(Pids.NEWS, "sslrootcert")),
    AUTO_REFRESH(Values::yesNo, false, new Target(Pids.EXTENSIONS, "auto.refresh")),
    REFRESH_INTERVAL_SECONDS(Values::refreshSeconds, false, new Target(Pids.EXTENSIONS, "refresh.interval.s")),
    SILENCE_THRESHOLD_SECONDS(Values::silence, false, new Target("io.ramal.leg", "turn.silence.ms")),
    CALL_LANGUAGE(Values::language, false, new Target("io.ramal.visit", "language")),
    TRANSCRIPTS(Values::yesNo, false, new Target("io.ramal.visit", "transcripts")),
    AI_API_URL(Values::url, false, new Target("io.ramal.ai.messages", "url")),
    AI_API_KEY(UnaryOperator.identity(), true, new Target("io.ramal.ai.messages", ".key")),
    AI_OPENAI_URL(Values::url, false, new Target(Pids.OPENAI, "url")),
    AI_OPENAI_MODEL(UnaryOperator.identity(), false, new Target(Pids.OPENAI, "model")),
    AI_OPENAI_KEY(UnaryOperator.identity(), true, new Target(Pids.OPENAI, ".key")),
    AMI_HOST(Values::host, false, new Target(Pids.AMI, "host")),
    AMI_PORT(Values::port, false, new Target(Pids.AMI, "port")),
    AMI_USER(UnaryOperator.identity(), false, new Target(Pids.AMI, "username")),
    AMI_PASSWORD(UnaryOperator.identity(), true, new Target(Pids.AMI, ".password")),
    GATE_CODE(UnaryOperator.identity(), true, new Target(Pids.AMI, ".gate.code")),
    AMQP_HOST(Values::host, false, new Target(Pids.AMQP, "host")),
    AMQP_PORT(Values::port, false, new Target(Pids.AMQP, "port")),
    AMQP_USER(UnaryOperator.identity(), false, new Target(Pids.AMQP, "username")),
    AMQP_PASSWORD(UnaryOperator.identity(), true, new Target(Pids.AMQP, ".password")),
    AMQP_LICENSE(UnaryOperator.identity(), true, new Target(Pids.AMQP, ".license")),
    AZURE_SPEECH_KEY(UnaryOperator.identity(), true, new Target(Pids.AZURE, ".key")),
    AZURE_SPEECH_REGION(Values::azureRegion, false, new Target(Pids.AZURE, "region")),
    SPEECH_OPENAI_URL(Values::url, false, new Target(Pids.OPENAI_SPEECH, "url")),
    SPEECH_OPENAI_KEY(UnaryOperator.identity(), true, new Target(Pids.OPENAI_SPEECH, ".key")),
    SPEECH_OPENAI_STT_MODEL(UnaryOperator.identity(), false, new Target(Pids.OPENAI_SPEECH, "stt.model")),
    SPEECH_OPENAI_TTS_MODEL(UnaryOperator.identity(), false, new Target(Pids.OPENAI_SPEECH, "tts.model")),
    SPEECH_OPENAI_VOICE(
            UnaryOperator.identity(),
            false,
            new Target(Pids.OPENAI_SPEECH, "voice.pt"),
            new Target(Pids.OPENAI_SPEECH, "voice.en")),
    SPEECH_OPENAI_RANKING(Values::ranking, false, new Target(Pids.OPENAI_SPEECH, "service.ranking")),
    // an address that may be written to is often a secret itself
    WEBHOOK_URL(Values::url, true, new Target("io.ramal.webhook", ".url")),
    WEBHOOK_SECRET(UnaryOperator.identity(), true, new Target("io.ramal.webhook", ".secret"));

    private final UnaryOperator<String> converter;
    private final boolean secret;
    private final List<Target> targets;

    Variable(UnaryOperator<String> converter, boolean secret, Target... targets) {
        this.converter = converter;
        this.secret = secret;
        this.targets = List.of(targets);
    }

    boolean secret() {
        return secret;
    }

    List<Target> targets() {
        return targets;
    }

    /**
     * The value as its configuration keys want it.
     *
     * @throws IllegalArgumentException naming variable, value (unless secret) and cure
     */
    String convert(String text) {
        try {
            // blanks at the ends of a secret were quoted: they belong to it
            return converter.apply(secret ? text : text.strip());
        } catch (IllegalArgumentException e) {
            // an address may carry a password before its @
            boolean hide = secret || text.indexOf('@') >= 0;
            throw new IllegalArgumentException(name() + (hide ? "" : "=" + text.strip()) + ": " + e.getMessage(), e);
        }
    }

    /**
     * One key of one configuration.
     *
     * @param withPart whether it is set only while the {@link Part} of that configuration is complete
     */
    record Target(String pid, String key, boolean withPart) {
        Target(String pid, String key) {
            this(pid, key, false);
        }
    }
}
