package io.ramal.env.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that the web server can have its new ports before it gives up those it serves on: it closes the old ones
 * first and does not try again.
 */
final class WebPorts {
    private final IntPredicate leaving;

    /**
     * @param leaving whether somebody listens on a port who leaves it to the web server, as the extensions do
     */
    WebPorts(IntPredicate leaving) {
        this.leaving = leaving;
    }

    /**
     * Tries to bind every port that is new, for a moment.
     *
     * @param before settings the web server runs with
     * @param web the web server's configuration with given settings
     * @return {@code next} or, with an error, as much of it as the web server can have
     */
    Settings admit(Settings before, Settings next, Function<Settings, Map<String, Object>> web) {
        Set<Place> held = places(web.apply(before));
        Optional<String> fault = fault(places(web.apply(next)), held);
        if (fault.isEmpty()) {
            return next;
        }
        Settings less = next.keeping(before, Settings.PLACES);
        if (fault(places(web.apply(less)), held).isPresent()) {
            // HTTPS is new, on the port it has by default
            less = less.keeping(before, Settings.KEYS);
        }
        return less.with(fault.get() + "; the HTTP API stays as it is until then");
    }

    private Optional<String> fault(Set<Place> wanted, Set<Place> held) {
        return wanted.stream()
                .filter(p -> held.stream().noneMatch(p::sameSocket))
                .flatMap(p -> fault(p, held).stream())
                .findFirst();
    }

    private Optional<String> fault(Place place, Set<Place> held) {
        InetAddress address = address(place.address());
        if (address == null || failure(address, 0) != null) {
            return Optional.of("API_ADDRESS=" + place.address() + ": this machine has no such address; give one it has,"
                    + " or 0.0.0.0 for all");
        }
        String failure = failure(address, place.port());
        if (failure == null || leaving.test(place.port())) {
            return Optional.empty();
        }
        List<InetAddress> ours = held.stream()
                .filter(h -> h.port() == place.port())
                .flatMap(h -> Stream.ofNullable(address(h.address())))
                .toList();
        if (ours.stream().anyMatch(InetAddress::isAnyLocalAddress)) {
            return Optional.empty();
        }
        if (!ours.isEmpty() && address.isAnyLocalAddress()) {
            // the web server itself is in the way on some addresses; the others must be free
            failure = ofThisMachine()
                    .filter(a -> !ours.contains(a))
                    .flatMap(a -> Stream.ofNullable(failure(a, place.port())))
                    .findFirst()
                    .orElse(null);
        }
        return Optional.ofNullable(failure)
                .map(f -> place.variable() + "=" + place.port() + ": it cannot be had on " + place.address() + " (" + f
                        + "); stop the program that holds it or give another port");
    }

    /** Why a port cannot be bound, null when it can. */
    private static @Nullable String failure(InetAddress address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // as the web server does: connections that have just ended are not in the way
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port), 1);
            return null;
        } catch (IOException e) {
            return e.getMessage() == null ? e.toString() : e.getMessage();
        }
    }

    private static @Nullable InetAddress address(String name) {
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static Stream<InetAddress> ofThisMachine() {
        try {
            return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses);
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    /** Where the web server listens, by its configuration and its own defaults. */
    private static Set<Place> places(Map<String, Object> web) {
        Set<Place> places = new LinkedHashSet<>();
        String addresses = text(web, "org.ops4j.pax.web.listening.addresses", "0.0.0.0");
        for (String address : addresses.split("\\s*,\\s*", -1)) {
            if (Boolean.parseBoolean(text(web, "org.osgi.service.http.enabled", "true"))) {
                add(places, Variable.API_PORT, address, text(web, "org.osgi.service.http.port", "8080"));
            }
            if (Boolean.parseBoolean(text(web, "org.osgi.service.http.secure.enabled", "false"))) {
                add(places, Variable.API_TLS_PORT, address, text(web, "org.osgi.service.http.port.secure", "8443"));
            }
        }
        return places;
    }

    private static void add(Set<Place> places, Variable variable, String address, String port) {
        try {
            places.add(new Place(variable, address, Integer.parseInt(port)));
        } catch (NumberFormatException e) {
            // not from a variable: those are checked
        }
    }

    private static String text(Map<String, Object> web, String key, String otherwise) {
        Object value = web.get(key);
        String text = value == null ? "" : value.toString().strip();
        return text.isEmpty() ? otherwise : text;
    }

    /** An address and a port, and the variable that sets the port. */
    private record Place(Variable variable, String address, int port) {
        boolean sameSocket(Place other) {
            return port == other.port && address.equals(other.address);
        }
    }
}
