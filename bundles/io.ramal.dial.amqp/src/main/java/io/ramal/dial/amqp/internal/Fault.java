package io.ramal.dial.amqp.internal;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import io.ramal.provider.ProviderHealth;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why the queue cannot be written to, as few kinds that an operator cures in different ways. */
enum Fault {
    UNREACHABLE("the broker at %1$s cannot be reached", "start the broker or set host, port, tls or uri"),
    TLS("no TLS with the broker at %1$s", "trust its certificate, use the name it is made out to, or set tls = false"),
    LOGIN("the broker at %1$s refuses the login", "set username and .password"),
    VIRTUAL_HOST("the broker at %1$s refuses the virtual host", "set virtual.host, or permit the user to use it"),
    PERMISSION(
            "the broker at %1$s does not let the user use the queue %2$s",
            "permit the user to write to the default exchange, to read about the queue, and, with queue.declare, to "
                    + "configure it"),
    QUEUE_MISSING(
            "the broker at %1$s has no queue %2$s",
            "set queue or virtual.host to where the click-to-call service reads, or queue.declare = true"),
    QUEUE_DIFFERS(
            "the queue %2$s of the broker at %1$s is of another kind than the durable one queue.declare makes",
            "set queue.declare = false to use it as it is"),
    BLOCKED("the broker at %1$s takes no messages", "look at its memory and disk alarms"),
    PROTOCOL("the broker at %1$s does not behave as expected", "see the log; it must speak AMQP 0-9-1");

    private final String reason;
    private final String cure;

    Fault(String reason, String cure) {
        this.reason = reason;
        this.cure = cure;
    }

    /** The same text for the same fault, so that a change of state can be told from more of the same. */
    ProviderHealth health(AmqpSettings settings) {
        Broker b = settings.broker();
        return ProviderHealth.unavailable(reason.formatted(b, settings.queue()), AmqpSettings.PID + ": " + cure);
    }

    static Fault of(Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof PossibleAuthenticationFailureException) {
                return LOGIN;
            }
            if (e instanceof SSLException) {
                return TLS;
            }
            if (e instanceof ShutdownSignalException s && code(s) > 0) {
                return s.getReason() instanceof AMQP.Connection.Close ? ofConnection(code(s)) : ofChannel(code(s));
            }
        }
        return UNREACHABLE;
    }

    /** The client says no more than "null" or "connection error" where the broker's words are in a cause. */
    static String detail(Throwable error) {
        String found = error.getClass().getSimpleName();
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (e.getMessage() != null) {
                found = e.getMessage();
            }
        }
        return found;
    }

    private static Fault ofConnection(int replyCode) {
        return switch (replyCode) {
            case AMQP.CONNECTION_FORCED -> UNREACHABLE;
            case AMQP.ACCESS_REFUSED, AMQP.NOT_FOUND, AMQP.NOT_ALLOWED, AMQP.INVALID_PATH -> VIRTUAL_HOST;
            default -> PROTOCOL;
        };
    }

    private static Fault ofChannel(int replyCode) {
        return switch (replyCode) {
            case AMQP.ACCESS_REFUSED -> PERMISSION;
            case AMQP.NOT_FOUND -> QUEUE_MISSING;
            case AMQP.PRECONDITION_FAILED, AMQP.RESOURCE_LOCKED -> QUEUE_DIFFERS;
            default -> PROTOCOL;
        };
    }

    /** What the broker gave as its reason; 0 when it gave none. */
    private static int code(ShutdownSignalException e) {
        @Nullable Method reason = e.getReason();
        if (reason instanceof AMQP.Channel.Close c) {
            return c.getReplyCode();
        }
        return reason instanceof AMQP.Connection.Close c ? c.getReplyCode() : 0;
    }
}
