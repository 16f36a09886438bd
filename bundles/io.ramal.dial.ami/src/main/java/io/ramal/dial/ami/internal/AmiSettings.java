package io.ramal.dial.ami.internal;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Where Asterisk is and what it is told.
 *
 * @param password never logged
 * @param channel what is dialled for a number, holds {@code {number}}
 * @param sipChannel what is dialled for a {@code sip:} URI, holds {@code {uri}}; empty when none can be
 * @param context where the answered phone goes
 * @param callerId holds {@code {extension}} or not
 * @param reconnectMax longest wait between two tries
 * @param gates never logged
 */
record AmiSettings(
        String host,
        int port,
        String username,
        String password,
        String channel,
        String sipChannel,
        String context,
        String callerId,
        Duration reconnectMax,
        GateCodes gates) {
    static final String PID = "io.ramal.dial.ami";

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,253}");
    private static final Pattern USER = Pattern.compile("[\\x21-\\x7e]{1,80}");
    /** Nothing that separates: neither options nor several channels may be written here. */
    private static final Pattern TEMPLATE = Pattern.compile("[A-Za-z0-9_.:/@+{}-]{1,200}");

    private static final Pattern CONTEXT = Pattern.compile("[A-Za-z0-9_.-]{1,79}");
    private static final Pattern CALLER_ID = Pattern.compile("[^\\p{Cntrl}]{0,100}");

    /** @throws IllegalArgumentException naming the setting, its value unless it is secret, and the cure */
    static AmiSettings of(AmiConfig config) {
        check("host", config.host(), HOST, "the name or address of Asterisk's host");
        check("port", config.port(), 1, 65_535);
        check("username", config.username(), USER, "the user's name in manager.conf");
        if (config._password().isEmpty() || config._password().chars().anyMatch(Character::isISOControl)) {
            throw bad(
                    ".password",
                    "is empty or holds a control character",
                    "set it to the user's secret in manager.conf");
        }
        resolved(".password", config._password(), "AMI_HOST, AMI_USER and AMI_PASSWORD");
        resolved(".gate.code", config._gate_code(), "GATE_CODE");
        template("channel", config.channel(), "{number}");
        if (!config.channel_sip().isEmpty()) {
            template("channel.sip", config.channel_sip(), "{uri}");
        }
        check("context", config.context(), CONTEXT, "the name of a context in the dialplan");
        check("callerid", config.callerid(), CALLER_ID, "something like \"Portaria\" <{extension}>");
        check("reconnect.max.ms", config.reconnect_max_ms(), 1000, 600_000);
        check("gate.tone.ms", config.gate_tone_ms(), 40, 1000);
        check("gate.gap.ms", config.gate_gap_ms(), 40, 2000);
        return new AmiSettings(
                config.host(),
                config.port(),
                config.username(),
                config._password(),
                config.channel(),
                config.channel_sip(),
                config.context(),
                config.callerid(),
                Duration.ofMillis(config.reconnect_max_ms()),
                GateCodes.of(
                        config._gate_code(),
                        config._gate_codes(),
                        Duration.ofMillis(config.gate_tone_ms()),
                        Duration.ofMillis(config.gate_gap_ms())));
    }

    /** For people. */
    String where() {
        return host + ":" + port;
    }

    static IllegalArgumentException bad(String key, String what, String cure) {
        return new IllegalArgumentException(PID + ": " + key + " " + what + "; " + cure);
    }

    /** A reference that nothing has replaced by its value would be taken for the secret. */
    private static void resolved(String key, String value, String variables) {
        if (value.contains("$[")) {
            throw bad(key, "is a reference to a variable that is not set", "set " + variables + " in .env instead");
        }
    }

    private static void template(String key, String value, String place) {
        check(key, value, TEMPLATE, "something like PJSIP/" + place);
        if (!value.contains(place) || value.replace(place, "").matches(".*[{}].*")) {
            throw bad(key, "= " + value + " must hold " + place, "set it to something like PJSIP/" + place);
        }
    }

    private static void check(String key, String value, Pattern allowed, String cure) {
        if (!allowed.matcher(value).matches()) {
            throw bad(key, "= \"" + value + "\" cannot be used", "set it to " + cure);
        }
    }

    private static void check(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw bad(key, "= " + value + " is out of range", "set " + min + " to " + max);
        }
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return where() + ", user=" + username + ", channel=" + channel + ", channel.sip=" + sipChannel + ", context="
                + context + ", gate codes " + (gates.any() ? "set" : "none");
    }
}
