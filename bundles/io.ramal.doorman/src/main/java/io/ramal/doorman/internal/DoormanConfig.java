package io.ramal.doorman.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Ramal doorman", description = "How the doorman talks to visitors.")
public @interface DoormanConfig {
    @AttributeDefinition(
            name = "Greeting (pt-BR)",
            description = "First sentence of every call, such as the condominium's name. Empty: a neutral one.")
    String greeting_pt() default "";

    @AttributeDefinition(name = "Greeting (en-US)", description = "The same for calls in English.")
    String greeting_en() default "";

    @AttributeDefinition(
            name = "Silences",
            description = "How often in a row nothing may be heard before the call is ended.",
            min = "1",
            max = "10")
    int noinput_max() default 3;

    @AttributeDefinition(
            name = "Failures",
            description = "How many answers in a row may fail before another backend takes over.",
            min = "1",
            max = "10")
    int failures_max() default 3;

    @AttributeDefinition(
            name = "Answer time (ms)",
            description = "How long an answer may take; a little more than the backend's own limit.",
            min = "1000",
            max = "180000")
    int ai_timeout_ms() default 32_000;

    @AttributeDefinition(
            name = "Key gap (ms)",
            description = "A number keyed in is complete after this time without a key.",
            min = "500",
            max = "20000")
    int digits_gap_ms() default 3_000;
}
