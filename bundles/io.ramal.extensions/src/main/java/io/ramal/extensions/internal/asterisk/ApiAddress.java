package io.ramal.extensions.internal.asterisk;

import java.util.List;

/**
 * Where the HTTP API listens.
 *
 * @param scheme {@code http}, or {@code https} where that is all there is
 * @param port TCP port
 * @param addresses what the web server binds
 * @param securePort TCP port of HTTPS where that is served beside HTTP, 0 where not: other machines are let in by it alone
 */
record ApiAddress(String scheme, int port, List<String> addresses, int securePort) {
    ApiAddress {
        addresses = List.copyOf(addresses);
    }

    ApiAddress(String scheme, int port, List<String> addresses) {
        this(scheme, port, addresses, 0);
    }

    /** @param host at which Asterisk reaches this server, empty when it runs on the same machine */
    String url(String host) {
        if (securePort > 0 && !host.isEmpty() && !Host.loopback(host)) {
            return "https://" + Host.bracketed(host) + ":" + securePort;
        }
        return scheme + "://" + Host.bracketed(host.isEmpty() ? local() : host) + ":" + port;
    }

    private String local() {
        boolean loopback =
                addresses.isEmpty() || addresses.stream().anyMatch(a -> Host.anywhere(a) || Host.loopback(a));
        return loopback ? Host.LOOPBACK : addresses.get(0);
    }
}
