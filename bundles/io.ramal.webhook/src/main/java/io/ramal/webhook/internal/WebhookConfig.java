package io.ramal.webhook.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Keys of the PID {@code io.ramal.webhook}. */
@ObjectClassDefinition(name = "Ramal webhook", description = "Tells another system what becomes of visits.")
public @interface WebhookConfig {
    /**
     * Maps to {@code .url}: properties that begin with a dot are not published with the service, and what stands behind
     * the host often is a secret.
     */
    @AttributeDefinition(
            description = "http or https address that takes the POST requests; empty = off",
            type = AttributeType.PASSWORD,
            required = false)
    String _url() default "";

    /** Maps to {@code .secret}. */
    @AttributeDefinition(
            description = "Key that signs every request; empty = unsigned",
            type = AttributeType.PASSWORD,
            required = false)
    String _secret() default "";

    @AttributeDefinition(description = "Whether simulated visits are told too, marked as such", required = false)
    boolean simulated() default false;

    @AttributeDefinition(description = "How long one request may take", min = "100", max = "60000", required = false)
    int timeout_ms() default 5000;

    @AttributeDefinition(
            description = "How often an event is sent before it is given up",
            min = "1",
            max = "20",
            required = false)
    int attempts() default 5;

    @AttributeDefinition(
            description = "Pause before the second attempt; doubles up to a minute",
            min = "10",
            max = "60000",
            required = false)
    int retry_delay_ms() default 1000;
}
