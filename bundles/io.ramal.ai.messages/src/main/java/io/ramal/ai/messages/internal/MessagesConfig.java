package io.ramal.ai.messages.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "Ramal AI backend (messages)",
        description = "An HTTP backend that answers what the caller said. Without a configuration there is none.")
public @interface MessagesConfig {
    @AttributeDefinition(name = "Address", description = "Absolute http or https URL that takes the POST requests.")
    String url() default "";

    /** Maps to {@code .key}: properties that begin with a dot are not published with the service. */
    @AttributeDefinition(
            name = "Key",
            description = "Sent as bearer token when set.",
            type = AttributeType.PASSWORD,
            required = false)
    String _key() default "";

    @AttributeDefinition(
            name = "Trusted authorities",
            description = "PEM file of the authorities that may vouch for an https backend; empty: the system's.",
            required = false)
    String trust_file() default "";

    @AttributeDefinition(
            name = "Connection time limit (ms)",
            description = "How long a connection may take.",
            min = "100",
            max = "30000",
            required = false)
    int connect_timeout_ms() default 5000;

    @AttributeDefinition(
            name = "Time limit (ms)",
            description = "How long one answer may take.",
            min = "100",
            max = "120000",
            required = false)
    int timeout_ms() default 30_000;
}
