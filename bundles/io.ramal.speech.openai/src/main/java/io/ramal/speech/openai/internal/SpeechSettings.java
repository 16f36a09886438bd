package io.ramal.speech.openai.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The configuration, validated.
 *
 * @param url base address, without a slash at its end
 * @param key bearer token, empty for none; never logged
 * @param trustFile certificates of those who may vouch for the service; null: the system's
 * @param local whether nothing of a call leaves this machine
 * @param hearing of speech to text; null: not served
 * @param speaking of text to speech; null: not served
 * @param connect longest time a connection may take
 * @param request longest wait for a text, for the first and for the next sound
 * @param sessionsMax most utterances at once, of each of both kinds
 * @param stopGrace how long utterances may go on while the provider is being stopped
 */
record SpeechSettings(
        URI url,
        String key,
        @Nullable Path trustFile,
        boolean local,
        @Nullable Hearing hearing,
        @Nullable Speaking speaking,
        Duration connect,
        Duration request,
        int sessionsMax,
        Duration stopGrace) {
    static final String PID = "io.ramal.speech.openai";

    private static final int MAX_NAME = 200;

    /**
     * Of speech to text.
     *
     * @param rate of the sound sent, Hz
     * @param hints whether likely words are sent
     * @param verbose whether the service is asked how sure it is
     * @param longest most sound kept of an utterance
     */
    record Hearing(String model, int rate, boolean hints, boolean verbose, Duration longest) {}

    /**
     * Of text to speech.
     *
     * @param voices by language code
     * @param known names that a request may ask for; {@code *} among them: any
     * @param speed 1 for the voice's own
     * @param rate of the sound that comes, Hz
     */
    record Speaking(String model, Map<String, String> voices, Set<String> known, double speed, int rate) {
        Speaking {
            voices = Map.copyOf(voices);
            known = Set.copyOf(known);
        }
    }

    /** @throws IllegalArgumentException naming the setting, its value unless it is secret, and the cure */
    static SpeechSettings of(SpeechConfig c) {
        String ear = name("stt.model", c.stt_model());
        String mouth = name("tts.model", c.tts_model());
        if (ear.isEmpty() && mouth.isEmpty()) {
            throw bad("stt.model", "and tts.model are both empty", "set one of them to a model of the service");
        }
        Hearing hearing = new Hearing(
                ear,
                number("stt.rate.hz", c.stt_rate_hz(), 8000, 48_000),
                c.stt_hints(),
                c.stt_verbose(),
                Duration.ofSeconds(number("utterance.max.s", c.utterance_max_s(), 5, 300)));
        Speaking speaking = new Speaking(
                mouth,
                Map.of("pt", voice("voice.pt", c.voice_pt()), "en", voice("voice.en", c.voice_en())),
                known(c),
                speed(c.tts_speed()),
                number("tts.rate.hz", c.tts_rate_hz(), 8000, 48_000));
        URI url = address(c.url().strip());
        if (c.local() && !loopback(url.getHost())) {
            throw bad(
                    "local",
                    "= true, but url is not of this machine",
                    "set url to http://127.0.0.1:…, or local = false");
        }
        return new SpeechSettings(
                url,
                secret(c._key().strip()),
                file(c.trust_file().strip()),
                c.local(),
                ear.isEmpty() ? null : hearing,
                mouth.isEmpty() ? null : speaking,
                millis("connect.timeout.ms", c.connect_timeout_ms(), 100, 30_000),
                millis("request.timeout.ms", c.request_timeout_ms(), 200, 60_000),
                number("sessions.max", c.sessions_max(), 1, 1000),
                millis("stop.grace.ms", c.stop_grace_ms(), 0, 60_000));
    }

    /** Host and, unless it is the usual one, port: for people. */
    String where() {
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    URI transcriptions() {
        return URI.create(url + "/audio/transcriptions");
    }

    URI speech() {
        return URI.create(url + "/audio/speech");
    }

    private static Set<String> known(SpeechConfig c) {
        Set<String> known = Arrays.stream(c.voices().split(",", -1))
                .map(String::strip)
                .filter(v -> !v.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        known.addAll(Voices.OPENAI);
        known.add(c.voice_pt().strip());
        known.add(c.voice_en().strip());
        return known;
    }

    private static String voice(String key, String name) {
        String text = name(key, name);
        if (text.isEmpty()) {
            throw bad(key, "is empty", "set it to the name of a voice of the service, such as nova");
        }
        return text;
    }

    private static String name(String key, String value) {
        String text = value.strip();
        if (text.length() > MAX_NAME || text.chars().anyMatch(Character::isISOControl)) {
            throw bad(key, "is no name", "set it to a name as the service knows it");
        }
        return text;
    }

    private static double speed(double value) {
        if (!(value >= 0.25 && value <= 4)) {
            throw bad("tts.speed", "= " + value + " is out of range", "set 0.25 to 4");
        }
        return value;
    }

    private static URI address(String text) {
        try {
            URI uri = new URI(text.replaceAll("/+$", ""));
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        // the address itself is not told when it may hold a password
        String told = text.contains("@") ? "(holds a user name)" : "= \"" + text + "\"";
        throw bad(
                "url",
                told + " is no base address of a service",
                "set SPEECH_OPENAI_URL in .env, or url, to something like http://localhost:8000/v1");
    }

    /** Names are not looked up: only what cannot be another machine. */
    private static boolean loopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static String secret(String text) {
        if (text.contains("$[")) {
            throw bad(".key", "is a reference to a variable that is not set", "set SPEECH_OPENAI_KEY instead");
        }
        if (text.chars().anyMatch(ch -> ch < 0x21 || ch > 0x7e)) {
            throw bad(".key", "holds characters that no HTTP header takes", "set printable ASCII without spaces");
        }
        return text;
    }

    private static @Nullable Path file(String text) {
        try {
            return text.isEmpty() ? null : Path.of(text).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw bad("trust.file", "= \"" + text + "\" is no path", "set it to a PEM file");
        }
    }

    private static Duration millis(String key, int value, int min, int max) {
        return Duration.ofMillis(number(key, value, min, max));
    }

    private static int number(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw bad(key, "= " + value + " is out of range", "set " + min + " to " + max);
        }
        return value;
    }

    private static IllegalArgumentException bad(String key, String what, String cure) {
        return new IllegalArgumentException(PID + ": " + key + " " + what + "; " + cure);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return url + ", key " + (key.isEmpty() ? "none" : "set")
                + (trustFile == null ? "" : ", trust.file " + trustFile)
                + ", stt.model " + (hearing == null ? "none" : hearing.model())
                + ", tts.model " + (speaking == null ? "none" : speaking.model());
    }
}
