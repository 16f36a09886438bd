package io.ramal.audiosocket.internal;

import io.netty.channel.Channel;
import io.ramal.call.LegRole;
import io.ramal.call.LinePort;
import io.ramal.call.LinePortRequest;
import io.ramal.extension.Extension;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open port. */
final class LinePortImpl implements LinePort {
    private static final Logger LOG = LoggerFactory.getLogger(LinePortImpl.class);

    /** What the lines of a port are for, and how many are up. Any thread; outlives the port with its lines. */
    static final class Purpose {
        private final LegRole role;
        private final AtomicInteger lines = new AtomicInteger();
        private volatile Extension extension;
        private volatile boolean closed;

        Purpose(LinePortRequest request) {
            this.role = request.role();
            this.extension = request.extension();
        }

        LegRole role() {
            return role;
        }

        /** The pair a line that comes now belongs to. */
        Extension extension() {
            return extension;
        }

        /** Whether the port was closed; its lines that are up go on. */
        boolean closed() {
            return closed;
        }

        /** From now on no connection of the port becomes a line. */
        void close() {
            closed = true;
        }

        /** Counts the lines that are up. */
        AtomicInteger lines() {
            return lines;
        }
    }

    private final Transport transport;
    private final Channel channel;
    private final InetSocketAddress address;
    private final Purpose purpose;

    LinePortImpl(Transport transport, Channel channel, Purpose purpose) {
        this.transport = transport;
        this.channel = channel;
        this.address = (InetSocketAddress) channel.localAddress();
        this.purpose = purpose;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void serve(Extension extension) {
        purpose.extension = extension;
    }

    @Override
    public int lines() {
        return purpose.lines().get();
    }

    @Override
    public void close() {
        // first, so that whoever closes a port and then ends its lines misses none that was just coming in
        purpose.close();
        if (channel.isOpen()) {
            // waited for: who closes a port may want to open it again at once
            transport.release(channel);
            LOG.debug("Port {} is closed", address);
        }
    }
}
