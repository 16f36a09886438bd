package io.ramal.extensions.internal;

import io.ramal.call.LegRole;
import io.ramal.call.LinePort;
import io.ramal.call.LinePortRequest;
import io.ramal.call.LineServer;
import io.ramal.extension.Extension;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Binds in memory, with an operating system's idea of what is taken. */
final class FakeLineServer implements LineServer {
    /** Ports another process has, on all addresses. */
    final Set<Integer> taken = new HashSet<>();

    /** Ports that cannot be opened for another reason than that somebody has them, and what is said of it. */
    final Map<Integer, String> failing = new HashMap<>();

    /** Addresses no port can be opened on. */
    final Set<String> unbindable = new HashSet<>();

    final List<LinePortRequest> requests = new ArrayList<>();
    boolean broken;
    private final Map<Integer, Map<String, Port>> open = new LinkedHashMap<>();
    private int ephemeral = 50_000;

    @Override
    public Port open(LinePortRequest request) throws IOException {
        requests.add(request);
        if (broken) {
            throw new IOException("no network");
        }
        if (unbindable.contains(request.address())) {
            throw new IOException(request.address() + " cannot be assigned");
        }
        String failure = failing.get(request.port());
        if (failure != null) {
            throw new IOException(failure);
        }
        int number = request.port() == 0 ? ephemeral++ : request.port();
        Map<String, Port> there = open.getOrDefault(number, Map.of());
        boolean clash = request.address().equals("0.0.0.0")
                ? !there.isEmpty()
                : there.containsKey("0.0.0.0") || there.containsKey(request.address());
        if (taken.contains(number) || clash) {
            throw new BindException(request.address() + ":" + number + " is taken");
        }
        Port port = new Port(request, number);
        open.computeIfAbsent(number, n -> new LinkedHashMap<>()).put(request.address(), port);
        return port;
    }

    /** Numbers that are open now, in order. */
    Set<Integer> open() {
        return new TreeSet<>(open.keySet());
    }

    /** Everything that is open now, as {@code address:port}. */
    Set<String> sockets() {
        Set<String> sockets = new TreeSet<>();
        open.forEach((number, there) -> there.keySet().forEach(a -> sockets.add(a + ":" + number)));
        return sockets;
    }

    /** The open port of this number. */
    Port at(int number) {
        return Objects.requireNonNull(open.get(number), "port " + number + " is not open")
                .values()
                .iterator()
                .next();
    }

    /** A port of it. */
    final class Port implements LinePort {
        final LegRole role;
        final String bind;
        final int number;
        int lines;
        int served;
        Extension extension;

        private Port(LinePortRequest request, int number) {
            this.role = request.role();
            this.bind = request.address();
            this.extension = request.extension();
            this.number = number;
        }

        @Override
        public InetSocketAddress address() {
            return InetSocketAddress.createUnresolved(bind, number);
        }

        @Override
        public void serve(Extension next) {
            extension = next;
            served++;
        }

        @Override
        public int lines() {
            return lines;
        }

        @Override
        public void close() {
            Map<String, Port> there = open.get(number);
            if (there != null && there.remove(bind, this) && there.isEmpty()) {
                open.remove(number);
            }
        }
    }
}
