package io.ramal.http.internal;

import java.util.Locale;

/** Names and numeric addresses of hosts as text; nothing is looked up. */
final class Hosts {
    private Hosts() {}

    /** Without the brackets that some put round an IPv6 address. */
    static String bare(String host) {
        String h = host.strip();
        return h.startsWith("[") && h.endsWith("]") ? h.substring(1, h.length() - 1) : h;
    }

    /** Whether it means this machine to whoever uses it. */
    static boolean loopback(String host) {
        String h = bare(host).toLowerCase(Locale.ROOT);
        return h.equals("localhost")
                || h.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
                || h.equals("::1")
                || h.equals("0:0:0:0:0:0:0:1")
                || h.matches("::ffff:127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    /** Whether it means every address of a machine. */
    static boolean wildcard(String host) {
        String h = bare(host);
        return h.equals("0.0.0.0") || h.matches("[0:]*:[0:]*");
    }

    /** The host of {@code host:port}; empty when it is malformed. */
    static String ofAuthority(String authority) {
        if (authority.startsWith("[")) {
            int end = authority.indexOf(']');
            return end < 0 ? "" : authority.substring(1, end);
        }
        int colon = authority.lastIndexOf(':');
        return colon < 0 ? authority : authority.substring(0, colon);
    }
}
