package io.ramal.env.internal;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * What each variable sets. This is the whole table; config/README.md shows it to people.
 *
 * <p>The configuration of {@code io.ramal.ai.messages} exists only while {@link #AI_API_URL} is set: without an address
 * there is no such provider.
 */
enum Variable {
    API_PORT(
            Variable::port,
            false,
            new Target("io.ramal.extensions", "api.port"),
            new Target("org.ops4j.pax.web", "org.osgi.service.http.port")),
    SILENCE_THRESHOLD_SECONDS(Variable::silence, false, new Target("io.ramal.leg", "turn.silence.ms")),
    CALL_LANGUAGE(Variable::language, false, new Target("io.ramal.visit", "language")),
    TRANSCRIPTS(Variable::yesNo, false, new Target("io.ramal.visit", "transcripts")),
    AI_API_URL(Variable::url, false, new Target("io.ramal.ai.messages", "url")),
    AI_API_KEY(UnaryOperator.identity(), true, new Target("io.ramal.ai.messages", ".key"));

    /** The configuration that exists only while its address is set. */
    static final String OPTIONAL_PID = "io.ramal.ai.messages";

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
            return converter.apply(text.strip());
        } catch (IllegalArgumentException e) {
            // an address may carry a password before its @
            boolean hide = secret || text.indexOf('@') >= 0;
            throw new IllegalArgumentException(name() + (hide ? "" : "=" + text.strip()) + ": " + e.getMessage(), e);
        }
    }

    /** One key of one configuration. */
    record Target(String pid, String key) {}

    private static String port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return Integer.toString(port);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("give a port number from 1 to 65535");
    }

    private static String silence(String text) {
        try {
            BigDecimal millis = new BigDecimal(text.replace(',', '.')).movePointRight(3);
            if (millis.compareTo(BigDecimal.valueOf(300)) >= 0 && millis.compareTo(BigDecimal.valueOf(10_000)) <= 0) {
                return Integer.toString(millis.intValue());
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("give seconds from 0.3 to 10, for instance 1.5");
    }

    private static String language(String text) {
        return switch (text) {
            case "pt", "pt-BR" -> "pt-BR";
            case "en", "en-US" -> "en-US";
            default -> throw new IllegalArgumentException("give pt-BR or en-US");
        };
    }

    private static String yesNo(String text) {
        if ("true".equalsIgnoreCase(text) || "false".equalsIgnoreCase(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        throw new IllegalArgumentException("give true or false");
    }

    private static String url(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getUserInfo() == null) {
                return text;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new IllegalArgumentException("give an address such as http://localhost:8000/messages");
    }
}
