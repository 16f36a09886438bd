package io.ramal.speech.azure.internal;

import io.ramal.speech.azure.wire.Setup;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The configuration, validated.
 *
 * @param service where both are served
 * @param hearing of speech to text
 * @param speaking of text to speech
 * @param connectTimeout longest time a connection may take
 * @param spareIdle after so long without an utterance what is connected ahead is disconnected
 * @param sessionsMax most utterances at once, of each of both kinds
 * @param stopGrace how long utterances may go on while the provider is being stopped
 */
record AzureSettings(
        Service service,
        Hearing hearing,
        Speaking speaking,
        Duration connectTimeout,
        Duration spareIdle,
        int sessionsMax,
        Duration stopGrace) {
    static final String PID = "io.ramal.speech.azure";

    /** The SDK's own limits stand behind ours: they free what we have given up. */
    private static final int BEHIND = 2;

    private static final Pattern REGION = Pattern.compile("[a-z0-9]{2,40}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,253}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{0,64}");

    /**
     * Where the service is; one of region, endpoint and host is set.
     *
     * @param key never logged; may be empty with a host
     */
    record Service(
            String key,
            String region,
            @Nullable URI endpoint,
            @Nullable URI sttHost,
            @Nullable URI ttsHost,
            @Nullable Proxy proxy) {
        /** For people. */
        String where() {
            return sttHost != null
                    ? sttHost.toString()
                    : endpoint != null ? String.valueOf(endpoint.getHost()) : region;
        }

        /** Without the key. */
        @Override
        public String toString() {
            return where() + (sttHost == null || sttHost.equals(ttsHost) ? "" : ", tts.host " + ttsHost) + ", key "
                    + (key.isEmpty() ? "none" : "set") + (proxy == null ? "" : ", proxy " + proxy);
        }
    }

    /** @param password never logged */
    record Proxy(String host, int port, String user, String password) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * Of speech to text.
     *
     * @param endpointId custom model, empty for the standard one
     * @param segmentation silence after which a phrase is told
     * @param stable how often a word must have been understood the same to be told early
     * @param timeout longest time from the end of an utterance to its text
     * @param silence longest time without a sign from the service while a caller speaks
     * @param spare connected ahead
     */
    record Hearing(
            String endpointId, Duration segmentation, int stable, Duration timeout, Duration silence, int spare) {}

    /**
     * Of text to speech.
     *
     * @param voices name of the voice by language code
     * @param rate faster than the voice's own, percent
     * @param pitch higher than the voice's own, percent
     * @param timeout longest wait for the first and for the next sound
     * @param spare connected ahead
     * @param keep kept for the next sentence
     */
    record Speaking(Map<String, String> voices, int rate, int pitch, Duration timeout, int spare, int keep) {
        Speaking {
            voices = Map.copyOf(voices);
        }
    }

    /** @throws IllegalArgumentException naming the setting, its value unless it is secret, and the cure */
    static AzureSettings of(AzureConfig c) {
        return new AzureSettings(
                service(c),
                new Hearing(
                        matching("stt.endpoint.id", c.stt_endpoint_id(), ID, "the id of a deployed custom model"),
                        millis("segmentation.silence.ms", c.segmentation_silence_ms(), 100, 5000),
                        number("partials.stable", c.partials_stable(), 0, 20),
                        millis("stt.timeout.ms", c.stt_timeout_ms(), 200, 30_000),
                        millis("stt.silence.ms", c.stt_silence_ms(), 2000, 60_000),
                        number("stt.spare", c.stt_spare(), 0, 20)),
                new Speaking(
                        Map.of("pt", voice("voice.pt", c.voice_pt()), "en", voice("voice.en", c.voice_en())),
                        number("rate.percent", c.rate_percent(), -50, 100),
                        number("pitch.percent", c.pitch_percent(), -50, 50),
                        millis("tts.timeout.ms", c.tts_timeout_ms(), 200, 30_000),
                        number("tts.spare", c.tts_spare(), 0, 20),
                        number("tts.keep", c.tts_keep(), 0, 50)),
                millis("connect.timeout.ms", c.connect_timeout_ms(), 200, 30_000),
                Duration.ofSeconds(number("spare.idle.s", c.spare_idle_s(), 10, 3600)),
                number("sessions.max", c.sessions_max(), 1, 1000),
                millis("stop.grace.ms", c.stop_grace_ms(), 0, 60_000));
    }

    /** What the helper is told of it. */
    Setup setup() {
        Proxy proxy = service.proxy();
        return new Setup(
                service.key(),
                service.region(),
                text(service.endpoint()),
                text(service.sttHost()),
                text(service.ttsHost()),
                proxy == null ? "" : proxy.host(),
                proxy == null ? 0 : proxy.port(),
                proxy == null ? "" : proxy.user(),
                proxy == null ? "" : proxy.password(),
                hearing.endpointId(),
                (int) hearing.segmentation().toMillis(),
                hearing.stable(),
                (int) (BEHIND * speaking.timeout().toMillis()));
    }

    private static String text(@Nullable URI uri) {
        return uri == null ? "" : uri.toString();
    }

    private static Service service(AzureConfig c) {
        String host = c.host().strip();
        String endpoint = c.endpoint().strip();
        String region = c.region().strip();
        String key = secret(".key", c._key(), "AZURE_SPEECH_KEY");
        if (!host.isEmpty() && !endpoint.isEmpty()) {
            throw bad("host", "and endpoint are both set", "leave one of them empty");
        }
        if (host.isEmpty() && key.isEmpty()) {
            throw bad(".key", "is empty", "set AZURE_SPEECH_KEY in .env to the key of the speech resource");
        }
        if (host.isEmpty() && endpoint.isEmpty()) {
            matching("region", region, REGION, "the short name of a region, such as brazilsouth (AZURE_SPEECH_REGION)");
        }
        URI stt = host.isEmpty() ? null : address("host", host, c.plain_allowed());
        URI tts = stt == null || c.tts_host().isBlank()
                ? stt
                : address("tts.host", c.tts_host().strip(), c.plain_allowed());
        return new Service(key, region, endpoint.isEmpty() ? null : resource(endpoint), stt, tts, proxy(c));
    }

    private static @Nullable Proxy proxy(AzureConfig c) {
        String host = c.proxy_host().strip();
        int port = number("proxy.port", c.proxy_port(), 1, 65_535);
        if (host.isEmpty()) {
            return null;
        }
        return new Proxy(
                matching("proxy.host", host, HOST, "the name or address of the proxy"),
                port,
                c.proxy_user().strip(),
                secret(".proxy.password", c._proxy_password(), ".proxy.password"));
    }

    /** The address of a resource: nothing but https and a name. */
    private static URI resource(String text) {
        URI uri = uri("endpoint", text, "https://name.cognitiveservices.azure.com/");
        if (!"https".equals(scheme(uri)) || !pathOf(uri).isEmpty()) {
            throw bad(
                    "endpoint",
                    "= " + text + " is no address of a resource",
                    "set it to something like https://name.cognitiveservices.azure.com/");
        }
        return uri;
    }

    private static URI address(String key, String text, boolean plainAllowed) {
        URI uri = uri(key, text, "wss://speech.example or ws://127.0.0.1:5000");
        String scheme = scheme(uri);
        String ws = scheme.equals("https") ? "wss" : scheme.equals("http") ? "ws" : scheme;
        if (!(ws.equals("ws") || ws.equals("wss")) || !pathOf(uri).isEmpty()) {
            throw bad(key, "= " + text + " is no address of a host", "set it to something like wss://speech.example");
        }
        if (ws.equals("ws") && !plainAllowed && !loopback(String.valueOf(uri.getHost()))) {
            throw bad(
                    key,
                    "= " + text + " would send sound and key unencrypted to another machine",
                    "use wss://, or set plain.allowed = true if that network is yours alone");
        }
        return URI.create(ws + "://" + uri.getRawAuthority());
    }

    private static URI uri(String key, String text, String example) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        String told = text.contains("@") ? "(holds a user name)" : "= " + text;
        throw bad(key, told + " is no address", "set it to something like " + example);
    }

    private static String scheme(URI uri) {
        return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    }

    private static String pathOf(URI uri) {
        return String.valueOf(uri.getPath()).equals("/") ? "" : String.valueOf(uri.getPath());
    }

    /** Names are not looked up: only what cannot be another machine. */
    private static boolean loopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return (host.startsWith("[") || host.matches("[0-9.]+"))
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String voice(String key, String name) {
        return matching(key, name.strip(), Voices.NAME, "the name of an Azure voice, such as pt-BR-FranciscaNeural");
    }

    private static String secret(String key, String value, String variable) {
        String text = value.strip();
        if (text.contains("$[")) {
            throw bad(key, "is a reference to a variable that is not set", "set " + variable + " instead");
        }
        if (text.chars().anyMatch(ch -> ch < 0x21 || ch > 0x7e)) {
            throw bad(key, "holds characters that no HTTP header takes", "set it to printable ASCII without spaces");
        }
        return text;
    }

    private static String matching(String key, String value, Pattern allowed, String cure) {
        if (!allowed.matcher(value).matches()) {
            throw bad(key, "= \"" + value + "\" cannot be used", "set it to " + cure);
        }
        return value;
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
}
