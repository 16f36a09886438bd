package io.ramal.visit.internal;

import io.ramal.call.LineInfo;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where the resident's leg of one visit comes in: of the visit's pair, while it is waited for, from a host that is known.
 * Knowing the UUID is not enough. Safe for any thread.
 */
final class ReturnDoor {
    private final LineInfo visitor;
    private final Hosts hosts;
    private final Expectation expectation;

    /** @param hosts from where the leg may come besides the visitor's host */
    ReturnDoor(LineInfo visitor, Hosts hosts, Expectation expectation) {
        this.visitor = visitor;
        this.hosts = hosts;
        this.expectation = expectation;
    }

    /**
     * Lets a leg in, if it is the one.
     *
     * @return why it is refused, a fixed word; null when it is in
     */
    @Nullable
    String refusal(LineInfo leg) {
        if (leg.extension().id() != visitor.extension().id()) {
            return "wrong_extension";
        }
        if (expectation.waiting() && !known(leg.remote().getAddress())) {
            return "wrong_host";
        }
        if (expectation.admit()) {
            return null;
        }
        return expectation.taken() ? "second_resident" : "not_waiting";
    }

    private boolean known(@Nullable InetAddress host) {
        return host != null && (host.equals(visitor.remote().getAddress()) || hosts.allow(host));
    }
}
