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

    /**
     * What the lines of a port are for.
     *
     * @param lines counts those that are up
     */
    record Purpose(Extension extension, LegRole role, AtomicInteger lines) {
        static Purpose of(LinePortRequest request) {
            return new Purpose(request.extension(), request.role(), new AtomicInteger());
        }
    }

    private final Channel channel;
    private final InetSocketAddress address;
    private final Purpose purpose;

    LinePortImpl(Channel channel, Purpose purpose) {
        this.channel = channel;
        this.address = (InetSocketAddress) channel.localAddress();
        this.purpose = purpose;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public int lines() {
        return purpose.lines().get();
    }

    @Override
    public void close() {
        if (channel.isOpen()) {
            // waited for: who closes a port may want to open it again at once
            channel.close().awaitUninterruptibly();
            LOG.debug("Port {} is closed", address);
        }
    }
}
