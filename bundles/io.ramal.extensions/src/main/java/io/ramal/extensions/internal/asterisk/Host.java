package io.ramal.extensions.internal.asterisk;

import java.util.regex.Pattern;

/** Names and numeric addresses as text; nothing is looked up. */
final class Host {
    static final String LOOPBACK = "127.0.0.1";

    private static final Pattern VALID =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*]?");

    private Host() {}

    /**
     * Without brackets.
     *
     * @throws IllegalArgumentException when it is neither a name nor an address; empty is neither a fault
     */
    static String checked(String host) {
        String h = host.strip();
        if (!h.isEmpty() && !valid(h)) {
            throw new IllegalArgumentException("the host must be a name or a numeric address");
        }
        return h.startsWith("[") && h.endsWith("]") ? h.substring(1, h.length() - 1) : h;
    }

    static boolean valid(String host) {
        return VALID.matcher(host).matches();
    }

    /** Whether it stands for every address of a machine. */
    static boolean anywhere(String address) {
        return address.isEmpty() || address.equals("*") || address.equals("0.0.0.0") || address.matches("[0:]*:[0:]*");
    }

    static boolean loopback(String address) {
        return address.equals("localhost") || address.startsWith("127.") || address.matches("[0:]*:0*1");
    }

    /** Whether it is an IPv4 address rather than a name. */
    static boolean ipv4(String host) {
        return host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    }

    static String bracketed(String host) {
        return host.indexOf(':') < 0 || host.startsWith("[") ? host : "[" + host + "]";
    }
}
