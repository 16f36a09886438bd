package io.ramal.dial.ami.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code io.ramal.dial.ami}. */
@ObjectClassDefinition(
        name = "Ramal: ringing residents by Asterisk's manager interface",
        description = "Without a configuration nobody is rung this way.")
public @interface AmiConfig {
    @AttributeDefinition(description = "Host of Asterisk")
    String host() default "127.0.0.1";

    @AttributeDefinition(description = "Port of the manager interface", min = "1", max = "65535", required = false)
    int port() default 5038;

    @AttributeDefinition(description = "User in manager.conf")
    String username() default "";

    /** Maps to {@code .password}: properties that begin with a dot are not published with the service. */
    @AttributeDefinition(description = "Its secret in manager.conf", type = AttributeType.PASSWORD)
    String _password() default "";

    @AttributeDefinition(description = "What is dialled for a number; {number} stands for it", required = false)
    String channel() default "PJSIP/{number}";

    @AttributeDefinition(description = "What is dialled for a sip: URI; {uri} stands for it", required = false)
    String channel_sip() default "PJSIP/ramal-out/{uri}";

    @AttributeDefinition(description = "Context that the answered phone comes to", required = false)
    String context() default "ramal-return";

    @AttributeDefinition(
            description = "What the resident's phone shows; {extension} stands for the AI extension",
            required = false)
    String callerid() default "\"Portaria\" <{extension}>";

    @AttributeDefinition(
            description = "Longest wait between two tries to connect; the first is 1000",
            min = "1000",
            max = "600000",
            required = false)
    int reconnect_max_ms() default 30_000;

    @AttributeDefinition(
            description = "Digits played to the visitor's phone when a visit is authorised; empty = none",
            type = AttributeType.PASSWORD,
            required = false)
    String _gate_code() default "";

    @AttributeDefinition(
            description = "The same for single AI extensions, such as 1001=*9,1003=#1",
            type = AttributeType.PASSWORD,
            required = false)
    String _gate_codes() default "";

    @AttributeDefinition(description = "Length of each digit", min = "40", max = "1000", required = false)
    int gate_tone_ms() default 200;

    @AttributeDefinition(description = "Pause between two digits", min = "40", max = "2000", required = false)
    int gate_gap_ms() default 200;
}
