package io.ramal.ai.openai.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the model is and how it is asked.
 *
 * @param url of the chat completions
 * @param key bearer token, empty for none; never logged
 * @param json whether the service is asked for a JSON object
 * @param historyTurns questions and answers remembered of a dialogue
 * @param timeout how long an answer may take, all of it
 * @param connect how long a connection may take
 * @param trustFile certificates of those who may vouch for the service; null: the system's
 * @param prompts instructions by extension number, {@code pt} and {@code en}; without those that are built in
 */
record OpenAiSettings(
        URI url,
        String model,
        String key,
        boolean stream,
        boolean json,
        double temperature,
        int maxTokens,
        int historyTurns,
        Duration timeout,
        Duration connect,
        @Nullable Path trustFile,
        Map<String, String> prompts) {
    static final String PID = "io.ramal.ai.openai";
    private static final String PROMPT = "prompt.";

    OpenAiSettings {
        prompts = Map.copyOf(prompts);
    }

    /**
     * @param properties the component's, for {@code prompt.<extension>}
     * @throws IllegalArgumentException naming the setting, its value and the cure
     */
    static OpenAiSettings of(OpenAiConfig c, Map<String, ?> properties) {
        if (c.model().isBlank()) {
            throw new IllegalArgumentException(PID + ": model is empty; set it to the name of a model of the service");
        }
        String token = c._key().strip();
        if (token.chars().anyMatch(ch -> ch < 0x21 || ch > 0x7e)) {
            throw new IllegalArgumentException(PID
                    + ": .key holds characters that no HTTP header takes; set it to printable ASCII without spaces");
        }
        Map<String, String> prompts = new HashMap<>();
        properties.forEach((key, value) -> {
            if (key.startsWith(PROMPT) && !value.toString().isBlank()) {
                prompts.put(key.substring(PROMPT.length()), value.toString().strip());
            }
        });
        return new OpenAiSettings(
                address(c.url().strip()),
                c.model().strip(),
                token,
                c.stream(),
                c.json(),
                within("temperature", c.temperature(), 0, 2),
                (int) within("tokens.max", c.tokens_max(), 32, 4096),
                (int) within("history.turns", c.history_turns(), 0, 50),
                Duration.ofMillis((long) within("timeout.ms", c.timeout_ms(), 500, 120_000)),
                Duration.ofMillis((long) within("connect.timeout.ms", c.connect_timeout_ms(), 100, 30_000)),
                c.trust_file().isBlank()
                        ? null
                        : Path.of(c.trust_file().strip()).toAbsolutePath(),
                prompts);
    }

    /** The instruction for an extension in a language: its own, the language's, or the built-in one. */
    String prompt(String extension, Locale language) {
        boolean english = language.getLanguage().equals("en");
        String own = prompts.get(extension);
        return own != null ? own : prompts.getOrDefault(english ? "en" : "pt", Instruction.of(english));
    }

    private static double within(String key, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(
                    PID + ": " + key + " = " + value + " is out of range; set " + min + " to " + max);
        }
        return value;
    }

    private static URI address(String url) {
        try {
            URI uri = new URI(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
                return uri.getPath().endsWith("/chat/completions") ? uri : URI.create(uri + "/chat/completions");
            }
        } catch (URISyntaxException e) {
            // falls through to the one message for every bad address
        }
        String told = url.contains("@") ? "(holds a user name)" : "\"" + url + "\"";
        throw new IllegalArgumentException(PID + ": url = " + told
                + " is no base address of a service; set it to something like http://localhost:11434/v1");
    }

    /** Without the key and the instructions. */
    @Override
    public String toString() {
        return "url=" + url + ", model=" + model + ", key=" + (key.isEmpty() ? "none" : "set") + ", stream=" + stream
                + ", timeout=" + timeout.toMillis() + " ms";
    }
}
