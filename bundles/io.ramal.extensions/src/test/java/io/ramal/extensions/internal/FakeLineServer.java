package io.ramal.extensions.internal;

import io.ramal.call.LinePort;
import io.ramal.call.LinePortRequest;
import io.ramal.call.LineServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Binds in memory. */
final class FakeLineServer implements LineServer {
    final Set<Integer> taken = new HashSet<>();
    final Set<Integer> open = new TreeSet<>();
    final List<LinePortRequest> requests = new ArrayList<>();
    int lines;
    boolean broken;

    @Override
    public LinePort open(LinePortRequest request) throws IOException {
        requests.add(request);
        if (broken) {
            throw new IOException("no network");
        }
        if (taken.contains(request.port()) || !open.add(request.port())) {
            throw new BindException(request.address() + ":" + request.port() + " is taken");
        }
        return new LinePort() {
            @Override
            public InetSocketAddress address() {
                return InetSocketAddress.createUnresolved(request.address(), request.port());
            }

            @Override
            public int lines() {
                return lines;
            }

            @Override
            public void close() {
                open.remove(request.port());
            }
        };
    }
}
