package io.ramal.doorman.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Ramal doorman", description = "How the doorman talks to visitors and residents.")
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
            name = "Ask ahead",
            description = "Whether the answer is thought out while the end of the caller's turn is awaited, where the"
                    + " backend allows it.")
    boolean ai_ahead() default true;

    @AttributeDefinition(
            name = "Key gap (ms)",
            description = "A number keyed in is complete after this time without a key.",
            min = "500",
            max = "20000")
    int digits_gap_ms() default 3_000;

    @AttributeDefinition(
            name = "Asks",
            description =
                    "How often in a row nothing new may be learned, and how many lookups of an apartment may fail in"
                            + " a call, before a human takes over.",
            min = "1",
            max = "10")
    int asks_max() default 3;

    @AttributeDefinition(
            name = "No answer from the resident",
            description = "human: hand the visitor over when no resident has decided. goodbye: end the call.")
    String missed() default "human";

    @AttributeDefinition(
            name = "Wait cover (ms)",
            description = "Longest quiet while the resident is called; then the visitor is told that it goes on.",
            min = "2000",
            max = "30000")
    int wait_cover_ms() default 7_000;

    @AttributeDefinition(
            name = "Least confidence",
            description = "A resident's answer understood with less is asked for again, 0 to 1.",
            min = "0",
            max = "1")
    double decision_min_confidence() default 0.6;

    @AttributeDefinition(
            name = "Repeats",
            description = "How often a resident without a clear answer is asked again; then nothing is authorised.",
            min = "0",
            max = "2")
    int decision_repeats_max() default 2;

    @AttributeDefinition(name = "Key for yes", description = "0 to 9, * or #.")
    String decision_yes_key() default "1";

    @AttributeDefinition(name = "Key for no", description = "0 to 9, * or #.")
    String decision_no_key() default "2";

    @AttributeDefinition(
            name = "Grace (ms)",
            description =
                    "How long a spoken yes can be taken back before it counts. Who hangs up earlier has not decided.",
            min = "0",
            max = "5000")
    int decision_grace_ms() default 800;

    @AttributeDefinition(
            name = "Decision time (ms)",
            description = "Longest time for a resident's decision, from the question on; then nothing is authorised.",
            min = "10000",
            max = "110000")
    int decision_max_ms() default 60_000;
}
