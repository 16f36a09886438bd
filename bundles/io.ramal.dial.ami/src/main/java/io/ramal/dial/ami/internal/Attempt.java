package io.ramal.dial.ami.internal;

import io.ramal.dial.DialEvent;
import io.ramal.dial.DialListener;
import io.ramal.dial.DialRequest;
import io.ramal.dial.DialSession;
import io.ramal.dial.GateResult;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One phone that rings, or shall no longer. Its channel has a name of ours before it exists, so that it can be hung up
 * however early that is wanted: Asterisk is asked again until it says that the channel is gone. All but the methods of the
 * seam belongs to the desk.
 */
final class Attempt implements DialSession {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
    private static final String STATE_RINGING = "5";

    private final Desk desk;
    private final String id;
    private final DialRequest request;
    private final DialListener listener;
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Nothing more is told. */
    private volatile boolean silent;

    private boolean dialled;
    /** Nothing more is to be done: the channel is gone, or it is the resident's now. */
    private boolean over;

    private boolean told;
    private boolean rang;
    private boolean hangingUp;
    private String failure = "";
    private String cause = "";
    private String tech = "";

    /** @param id the channel's Uniqueid to be */
    Attempt(Desk desk, String id, DialRequest request, DialListener listener) {
        this.desk = desk;
        this.id = id;
        this.request = request;
        this.listener = listener;
    }

    void start(AmiSettings settings) {
        if (silent) {
            end();
            return;
        }
        String unfit = desk.unfit();
        if (!unfit.isEmpty()) {
            fail(unfit);
            return;
        }
        Target target;
        try {
            target = Target.of(request, settings);
        } catch (IllegalArgumentException e) {
            fail(String.valueOf(e.getMessage()));
            return;
        }
        dialled = true;
        Duration ring = request.ringTimeout();
        desk.later(ring.plus(desk.timing().late()), this::overdue);
        Action originate = new Action("Originate")
                .with("Channel", target.channel())
                .with("ChannelId", id)
                .with("Context", settings.context())
                .with("Exten", target.exten())
                .with("Priority", "1")
                .with("CallerID", target.callerId())
                .with("Timeout", Long.toString(Math.max(1000, ring.toMillis())))
                .with("Variable", "RAMAL_CALL=" + request.callId())
                .with("Async", "true");
        desk.manager().ask(id, originate, reply -> accepted(reply, target.exten() + "@" + settings.context()));
    }

    private void accepted(Reply reply, String to) {
        if (reply.kind() == Reply.Kind.REFUSED) {
            fail("Asterisk does not place a call for " + to + ": " + reply.message());
        } else if (reply.kind() == Reply.Kind.LOST) {
            abandon(reply.message());
        }
    }

    /** An event of our channel, or the result of the call. */
    void heard(Message m) {
        if (m.isEvent("Newstate") && m.get("ChannelState").equals(STATE_RINGING)) {
            if (!rang && !over) {
                rang = true;
                tell(new DialEvent.Ringing());
            }
        } else if (m.isEvent("Hangup")) {
            cause = m.get("Cause");
            tech = m.get("TechCause");
            if (!failure.isEmpty()) {
                resolve();
            } else if (hangingUp) {
                end();
            }
        } else if (m.isEvent("OriginateResponse")) {
            result(m);
        }
    }

    private void result(Message m) {
        if (!m.isSuccess()) {
            failure = m.get("Reason");
            if (cause.isEmpty() && !hangingUp) {
                desk.later(desk.timing().cause(), this::resolve);
            } else {
                resolve();
            }
        } else if (!hangingUp && !over) {
            if (tell(new DialEvent.Answered())) {
                end();
            } else {
                // cancelled a moment ago: whoever has just lifted the receiver talks to nobody
                hangUp();
            }
        }
    }

    private void resolve() {
        if (!over) {
            tell(Outcome.of(failure, cause, tech));
            end();
        }
    }

    private void overdue() {
        if (!over) {
            abandon("Asterisk did not tell what became of the call; has its user read = call in manager.conf?");
            desk.later(desk.timing().late(), this::end);
        }
    }

    /** The connection is lost, or Asterisk silent: the phone may still ring. */
    void abandon(String reason) {
        if (!over) {
            tell(new DialEvent.Failed(reason));
            hangUp();
        }
    }

    private void fail(String reason) {
        if (!over) {
            tell(new DialEvent.Failed(reason));
            end();
        }
    }

    /** Whether anybody wanted to know. */
    private boolean tell(DialEvent event) {
        if (silent || told) {
            return false;
        }
        told = !(event instanceof DialEvent.Ringing);
        try {
            listener.on(event);
        } catch (RuntimeException e) {
            LOG.error("Call {}: whoever waits for the resident failed", request.callId(), e);
        }
        return true;
    }

    private void hangUp() {
        if (!hangingUp) {
            hangingUp = true;
            hangUpUntilGone();
        }
    }

    private void hangUpUntilGone() {
        if (!over) {
            desk.manager().ask(new Action("Hangup").with("Channel", id), reply -> {});
            desk.later(desk.timing().hangup(), this::hangUpUntilGone);
        }
    }

    private void end() {
        over = true;
        desk.forget(id);
    }

    @Override
    public void cancel() {
        silent = true;
        desk.run(() -> {
            if (dialled && !over) {
                hangUp();
            }
        });
    }

    @Override
    public void openGate(Consumer<GateResult> result) {
        desk.openGate(request, result);
    }

    @Override
    public void close() {
        cancel();
        if (closed.compareAndSet(false, true)) {
            desk.closed();
        }
    }
}
