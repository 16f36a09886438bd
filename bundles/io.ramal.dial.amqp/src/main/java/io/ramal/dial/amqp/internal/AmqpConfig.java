package io.ramal.dial.amqp.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Keys of the PID {@code io.ramal.dial.amqp}. */
@ObjectClassDefinition(
        name = "Ramal dialling by RabbitMQ",
        description = "Rings residents through a click-to-call queue. Without a configuration there is none.")
public @interface AmqpConfig {
    @AttributeDefinition(
            description = "amqp:// or amqps:// address of the broker, without a password; instead of host, port, "
                    + "virtual.host and tls",
            required = false)
    String uri() default "";

    @AttributeDefinition(description = "Name or address of the broker", required = false)
    String host() default "";

    @AttributeDefinition(description = "0 = 5672, with TLS 5671", min = "0", max = "65535", required = false)
    int port() default 0;

    @AttributeDefinition(required = false)
    String virtual_host() default "/";

    @AttributeDefinition(description = "User of the broker")
    String username() default "";

    /** Maps to {@code .password}: properties that begin with a dot are not published with the service. */
    @AttributeDefinition(description = "Password of that user", type = AttributeType.PASSWORD)
    String _password() default "";

    @AttributeDefinition(description = "Connect by TLS; the certificate is checked", required = false)
    boolean tls() default false;

    @AttributeDefinition(description = "Queue the click-to-call service reads", required = false)
    String queue() default "api-to-voip1";

    @AttributeDefinition(
            description = "true: make the durable queue if it is not there; false: it must be there",
            required = false)
    boolean queue_declare() default false;

    @AttributeDefinition(description = "Licence the click-to-call service expects in every message")
    String _license() default "";

    @AttributeDefinition(
            description = "A message nobody has taken when the phone would have stopped ringing is thrown away",
            required = false)
    boolean message_expires() default true;

    @AttributeDefinition(
            description = "How long the broker may take to confirm a message",
            min = "100",
            max = "60000",
            required = false)
    int confirm_timeout_ms() default 3000;

    @AttributeDefinition(
            description = "First pause before connecting again; doubles up to reconnect.max.ms",
            min = "50",
            max = "60000",
            required = false)
    int reconnect_min_ms() default 500;

    @AttributeDefinition(
            description = "Longest pause before connecting again",
            min = "50",
            max = "600000",
            required = false)
    int reconnect_max_ms() default 30_000;
}
