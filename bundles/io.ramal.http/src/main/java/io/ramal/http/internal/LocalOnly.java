package io.ramal.http.internal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who may call while the API has no credentials: programs on this machine. The name a request was sent to is looked at
 * too: a web page in a local browser can reach a loopback port under a name of its own, but not under ours.
 */
final class LocalOnly {
    private LocalOnly() {}

    /**
     * @param remoteAddress numeric address of the peer
     * @param hostHeader the Host header, null when there is none
     */
    static boolean allows(@Nullable String remoteAddress, @Nullable String hostHeader) {
        return remoteAddress != null && loopback(remoteAddress) && (hostHeader == null || loopback(name(hostHeader)));
    }

    private static boolean loopback(String host) {
        String h = host.toLowerCase(Locale.ROOT);
        return h.equals("localhost")
                || h.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
                || h.equals("::1")
                || h.equals("0:0:0:0:0:0:0:1")
                || h.matches("::ffff:127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    private static String name(String hostHeader) {
        if (hostHeader.startsWith("[")) {
            int end = hostHeader.indexOf(']');
            return end < 0 ? "" : hostHeader.substring(1, end);
        }
        int colon = hostHeader.lastIndexOf(':');
        return colon < 0 ? hostHeader : hostHeader.substring(0, colon);
    }
}
