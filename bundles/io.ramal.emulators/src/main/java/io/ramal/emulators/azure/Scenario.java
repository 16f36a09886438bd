package io.ramal.emulators.azure;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the service behaves towards a connection: {@code name=value} pairs between semicolons, given as the subscription
 * key or to {@link AzureEmulator#scenario}. A text without any {@code =} (such as a real key) is the well-behaved
 * service. Times are milliseconds of sound: heard by recognition, spoken by synthesis.
 *
 * <table>
 * <caption>Names</caption>
 * <tr><td>{@code role}</td><td>{@code stt} or {@code tts}: the faults below concern that role only</td></tr>
 * <tr><td>{@code faultConns}</td><td>they concern the first so many connections of this scenario only</td></tr>
 * <tr><td>{@code http}</td><td>the upgrade is answered with this status</td></tr>
 * <tr><td>{@code noUpgrade=1}</td><td>it is not answered at all</td></tr>
 * <tr><td>{@code silentAt}</td><td>from then on nothing is sent any more; 0 = nothing behind the upgrade</td></tr>
 * <tr><td>{@code rstAt}, {@code finAt}, {@code closeAt}</td><td>the connection is reset, ended without or with a close
 *     frame; {@code closeCode} is 1011 unless given</td></tr>
 * <tr><td>{@code status}</td><td>phrases have this {@code RecognitionStatus} instead of Success</td></tr>
 * <tr><td>{@code stallAfter}</td><td>after so many chunks of a sentence no more follow</td></tr>
 * <tr><td colspan="2">the rest is no fault:</td></tr>
 * <tr><td>{@code text}</td><td>what is recognised, in turn, URL-encoded, several between {@code |}</td></tr>
 * <tr><td>{@code delayMs}</td><td>every message of a recognition comes so much later</td></tr>
 * <tr><td>{@code hypothesisMs}</td><td>so much speech until the next word is told (200)</td></tr>
 * <tr><td>{@code endMs}</td><td>so much silence ends a phrase (what the client asks for, else 500)</td></tr>
 * <tr><td>{@code firstMs}</td><td>wait before the first chunk of a sentence (0)</td></tr>
 * <tr><td>{@code chunkMs}</td><td>length of a chunk (100)</td></tr>
 * <tr><td>{@code speed}</td><td>chunks come so many times as fast as they sound; 0 = at once (0)</td></tr>
 * </table>
 */
public final class Scenario {
    private static final Set<String> FAULTS =
            Set.of("http", "noUpgrade", "silentAt", "rstAt", "finAt", "closeAt", "closeCode", "status", "stallAfter");
    private static final Set<String> OTHERS =
            Set.of("role", "faultConns", "text", "delayMs", "hypothesisMs", "endMs", "firstMs", "chunkMs", "speed");

    private final Map<String, String> values;

    private Scenario(Map<String, String> values) {
        this.values = values;
    }

    /** @throws IllegalArgumentException naming what cannot be understood */
    public static Scenario parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        if (text.indexOf('=') < 0) {
            return new Scenario(values);
        }
        for (String pair : text.split(";")) {
            int at = pair.indexOf('=');
            String name = at < 0 ? pair : pair.substring(0, at).strip();
            if (at < 0 || !(FAULTS.contains(name) || OTHERS.contains(name))) {
                throw new IllegalArgumentException("unknown: " + name);
            }
            String value = pair.substring(at + 1).strip();
            if (!Set.of("role", "status", "text").contains(name)) {
                checkNumber(name, value);
            }
            values.put(name, value);
        }
        return new Scenario(values);
    }

    private static void checkNumber(String name, String value) {
        try {
            if (Double.parseDouble(value) >= 0) {
                return;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(name + " takes a number that is not negative");
    }

    /** Faults that concern a connection, or none. */
    Scenario on(String role, int earlierConnections) {
        if (values.getOrDefault("role", role).equals(role) && earlierConnections < number("faultConns", 1e9)) {
            return this;
        }
        Map<String, String> rest = new LinkedHashMap<>(values);
        rest.keySet().removeAll(FAULTS);
        return new Scenario(rest);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name, String usual) {
        return values.getOrDefault(name, usual);
    }

    double number(String name, double usual) {
        String value = values.get(name);
        return value == null ? usual : Double.parseDouble(value);
    }

    /** What is recognised, in turn; empty when it does not say. */
    List<String> texts() {
        String text = values.get("text");
        return text == null
                ? List.of()
                : Arrays.stream(text.split("\\|"))
                        .map(t -> URLDecoder.decode(t, StandardCharsets.UTF_8))
                        .toList();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
