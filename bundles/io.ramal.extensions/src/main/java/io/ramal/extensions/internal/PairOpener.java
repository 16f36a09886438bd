package io.ramal.extensions.internal;

import io.ramal.call.LegRole;
import io.ramal.call.LinePort;
import io.ramal.call.LinePortRequest;
import io.ramal.call.LineServer;
import io.ramal.extension.Extension;
import java.io.IOException;
import java.net.BindException;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the ports of a pair, on other numbers where the configured ones are taken. */
final class PairOpener {
    private static final Logger LOG = LoggerFactory.getLogger(PairOpener.class);

    private final LineServer server;
    private final PortPlan plan;

    PairOpener(LineServer server, PortPlan plan) {
        this.server = server;
        this.plan = plan;
    }

    /** Opens what can be opened; what cannot is in the error of the result. */
    RunningPair open(Extension extension) {
        StringJoiner notes = new StringJoiner("; ");
        notes.setEmptyValue("");
        LinePort visitors = open(extension, LegRole.VISITOR, extension.port(), notes);
        Integer returnPort = extension.returnPort();
        LinePort residents = returnPort == null ? null : open(extension, LegRole.RESIDENT, returnPort, notes);
        return new RunningPair(extension, visitors, residents, notes.length() == 0 ? null : notes.toString());
    }

    private @Nullable LinePort open(Extension extension, LegRole role, int configured, StringJoiner notes) {
        String number = role == LegRole.VISITOR ? extension.number() : extension.returnNumber();
        String reason = "every number is reserved";
        for (int port : plan.candidates(configured).toArray()) {
            try {
                LinePort open = server.open(new LinePortRequest(extension, role, extension.address(), port));
                int bound = open.address().getPort();
                if (bound != configured && configured != 0) {
                    String note = "port " + configured + " is taken or reserved, runs on " + bound;
                    notes.add(note);
                    LOG.warn("extension {}: {}; tell the dialplan or free the port", number, note);
                }
                return open;
            } catch (BindException e) {
                reason = String.valueOf(e.getMessage());
            } catch (IOException e) {
                reason = String.valueOf(e.getMessage());
                break;
            }
        }
        String note = "port " + configured + " could not be opened: " + reason;
        notes.add(note);
        LOG.error("extension {}: {}", number, note);
        return null;
    }
}
