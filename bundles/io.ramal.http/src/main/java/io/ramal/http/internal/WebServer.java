package io.ramal.http.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the web server listens, by its own configuration.
 *
 * @param addresses addresses bound for HTTP and HTTPS alike
 * @param httpPort null when HTTP is switched off
 * @param httpsPort null when HTTPS is switched off
 */
record WebServer(
        List<InetAddress> addresses,
        @Nullable Integer httpPort,
        @Nullable Integer httpsPort) {
    WebServer {
        addresses = List.copyOf(addresses);
    }

    /**
     * @param addresses names or numeric addresses, also several in one string with commas, as a file holds them; none
     *     means all of the machine
     * @param fault told which of them is none
     */
    static WebServer of(
            String[] addresses, @Nullable Integer httpPort, @Nullable Integer httpsPort, Consumer<String> fault) {
        List<InetAddress> found = new ArrayList<>();
        List<String> names = Stream.of(addresses)
                .flatMap(a -> Stream.of(a.split(",", -1)))
                .map(String::strip)
                .filter(a -> !a.isEmpty())
                .toList();
        for (String address : names.isEmpty() ? List.of("0.0.0.0") : names) {
            try {
                found.add(InetAddress.getByName(address));
            } catch (UnknownHostException e) {
                fault.accept("org.ops4j.pax.web.listening.addresses: " + address + " is no address of this machine");
            }
        }
        return new WebServer(found, httpPort, httpsPort);
    }

    /** Whether other machines can reach it. */
    boolean exposed() {
        return addresses.stream().anyMatch(a -> !a.isLoopbackAddress());
    }

    /** Every port that must answer, with an address on which it can be asked from here. */
    List<PortCheck.Endpoint> endpoints() {
        List<PortCheck.Endpoint> endpoints = new ArrayList<>();
        for (InetAddress address : addresses.isEmpty() ? List.of(InetAddress.getLoopbackAddress()) : addresses) {
            InetAddress reachable = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
            if (httpPort != null) {
                endpoints.add(new PortCheck.Endpoint(reachable, httpPort, false));
            }
            if (httpsPort != null) {
                endpoints.add(new PortCheck.Endpoint(reachable, httpsPort, true));
            }
        }
        return endpoints;
    }

    /** What an operator has to be told about who can reach the API, if anything. */
    @Nullable
    Notice notice(boolean credentials) {
        if (!exposed()) {
            return null;
        }
        if (!credentials) {
            return new Notice(
                    true,
                    "the HTTP API is bound to " + names() + " and has no credentials: callers from other machines are"
                            + " refused. Set API_USER and API_PASSWORD, or API_TOKEN, to let them in, or"
                            + " org.ops4j.pax.web.listening.addresses to 127.0.0.1.");
        }
        return httpPort == null || httpsPort != null
                ? null
                : new Notice(
                        false,
                        "the HTTP API is bound to " + names() + " and its credentials travel in the clear. Set"
                                + " API_TLS_KEYSTORE, API_TLS_PASSWORD and API_TLS_PORT to have HTTPS.");
    }

    private String names() {
        return String.join(
                ", ", addresses.stream().map(InetAddress::getHostAddress).toList());
    }

    /**
     * Something to log.
     *
     * @param error otherwise it is a warning
     */
    record Notice(boolean error, String text) {}
}
