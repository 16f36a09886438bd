package io.ramal.dial.ami.internal;

import io.ramal.dial.DialRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request becomes in Asterisk's words. Numbers come from files that people edit, and a channel, an extension and a
 * caller id are little languages of their own: whatever could mean more than a number or an address is refused.
 *
 * @param channel whom to ring
 * @param exten where the answered phone goes
 * @param callerId what the resident's phone shows
 */
record Target(String channel, String exten, String callerId) {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,20}");
    /** User, host and port of RFC 3261 §25.1, without passwords, parameters, headers and escapes. */
    private static final Pattern SIP = Pattern.compile(
            "sip:([A-Za-z0-9][A-Za-z0-9._+-]{0,63}|\\+[0-9]{1,20})@([A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?)(?::([1-9][0-9]{0,4}))?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9]{1,50}");
    private static final int MAX_PORT = 65_535;

    /** @throws IllegalArgumentException with a reason that does not repeat what it was given */
    static Target of(DialRequest request, AmiSettings settings) {
        String number = request.extension().number();
        String exten = request.extension().returnNumber();
        if (!EXTENSION.matcher(number).matches() || !EXTENSION.matcher(exten).matches()) {
            throw new IllegalArgumentException("the extension's number or return number is no extension of a dialplan");
        }
        return new Target(
                channel(request.destination(), settings),
                exten,
                settings.callerId().replace("{extension}", number));
    }

    private static String channel(String destination, AmiSettings settings) {
        if (DIGITS.matcher(destination).matches()) {
            return settings.channel().replace("{number}", destination);
        }
        Matcher sip = SIP.matcher(destination);
        if (!sip.matches() || (sip.group(3) != null && Integer.parseInt(sip.group(3)) > MAX_PORT)) {
            throw new IllegalArgumentException("the resident's number is neither 1 to 20 digits nor a plain sip: URI");
        }
        if (settings.sipChannel().isEmpty()) {
            throw new IllegalArgumentException("channel.sip of " + AmiSettings.PID + " is not set");
        }
        String uri = "sip:" + destination.substring("sip:".length());
        return settings.sipChannel().replace("{uri}", uri);
    }
}
