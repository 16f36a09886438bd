package io.ramal.testkit;

import io.ramal.call.LegRole;
import io.ramal.call.Line;
import io.ramal.call.LineInfo;
import io.ramal.extension.Extension;
import java.net.InetSocketAddress;
import java.util.UUID;

/** A line without a network; the test plays the transport. */
public final class FakeLine implements Line {
    /** The pair of the compatibility mode. */
    public static final Extension EXTENSION = new Extension(0, "1000", "1001", "0.0.0.0", 8080, 8081, 0);

    private final LineInfo info;
    private final ManualExecutor executor = new ManualExecutor();
    private boolean hungUp;

    public FakeLine(LegRole role) {
        this(UUID.fromString("01234567-89ab-4cde-8f01-23456789abcd"), role);
    }

    public FakeLine(UUID callId, LegRole role) {
        this(callId, role, EXTENSION);
    }

    public FakeLine(UUID callId, LegRole role, Extension extension) {
        this(callId, role, extension, "127.0.0.1");
    }

    /** @param host address of the peer */
    public FakeLine(UUID callId, LegRole role, Extension extension, String host) {
        this.info = new LineInfo(callId, role, extension, new InetSocketAddress(host, 40000));
    }

    @Override
    public LineInfo info() {
        return info;
    }

    @Override
    public ManualExecutor executor() {
        return executor;
    }

    @Override
    public void hangup() {
        hungUp = true;
    }

    /** Whether {@link #hangup()} was called. */
    public boolean hungUp() {
        return hungUp;
    }
}
