package io.ramal.dial.ami.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which digits open which gate.
 *
 * @param common for every AI extension that has none of its own, empty for none
 * @param own by AI extension
 * @param tone length of a digit
 * @param gap pause behind a digit
 */
record GateCodes(String common, Map<String, String> own, Duration tone, Duration gap) {
    /** A visit waits 5 s for its gate; asking Asterisk for the channel takes its part. */
    private static final Duration LONGEST = Duration.ofSeconds(4);

    private static final Pattern CODE = Pattern.compile("[0-9*#A-Da-d]{1,32}");

    GateCodes {
        own = Map.copyOf(own);
    }

    /** @throws IllegalArgumentException naming the key, never the code */
    static GateCodes of(String common, String own, Duration tone, Duration gap) {
        String code = common.strip();
        if (!code.isEmpty() && !CODE.matcher(code).matches()) {
            throw AmiSettings.bad(".gate.code", "holds what no phone dials", "use 1 to 32 of 0-9, *, #, A-D");
        }
        Map<String, String> codes = new HashMap<>();
        for (String pair : own.isBlank() ? new String[0] : own.split(",", -1)) {
            int equals = pair.indexOf('=');
            String extension = pair.substring(0, Math.max(equals, 0)).strip();
            String digits = pair.substring(equals + 1).strip();
            if (extension.isEmpty() || !CODE.matcher(digits).matches() || codes.put(extension, digits) != null) {
                throw AmiSettings.bad(
                        ".gate.codes",
                        "holds a pair that cannot be used, or an extension twice",
                        "write <AI extension>=<digits> with commas between, digits being 0-9, *, #, A-D");
            }
        }
        GateCodes gates = new GateCodes(code, codes, tone, gap);
        gates.requireShort(".gate.code", code);
        codes.values().forEach(c -> gates.requireShort(".gate.codes", c));
        return gates;
    }

    private void requireShort(String key, String code) {
        if (tone.plus(gap).multipliedBy(code.length()).compareTo(LONGEST) > 0) {
            throw AmiSettings.bad(
                    key,
                    "takes longer than " + LONGEST.toSeconds() + " s to play",
                    "use fewer digits, or a shorter gate.tone.ms and gate.gap.ms");
        }
    }

    /** The digits for an AI extension, empty when its gate is people's. */
    String of(String extension) {
        return own.getOrDefault(extension, common);
    }

    boolean any() {
        return !common.isEmpty() || !own.isEmpty();
    }

    @Override
    public String toString() {
        return any() ? "set" : "none";
    }
}
