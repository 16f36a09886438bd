package io.ramal.extensions.internal.asterisk;

import java.util.List;

/**
 * Where the HTTP API listens.
 *
 * @param scheme {@code http}, or {@code https} where that is all there is
 * @param port TCP port
 * @param addresses what the web server binds
 */
record ApiAddress(String scheme, int port, List<String> addresses) {
    ApiAddress {
        addresses = List.copyOf(addresses);
    }

    /** @param host at which Asterisk reaches this server, empty when it runs on the same machine */
    String url(String host) {
        return scheme + "://" + Host.bracketed(host.isEmpty() ? local() : host) + ":" + port;
    }

    private String local() {
        boolean loopback =
                addresses.isEmpty() || addresses.stream().anyMatch(a -> Host.anywhere(a) || Host.loopback(a));
        return loopback ? Host.LOOPBACK : addresses.get(0);
    }
}
