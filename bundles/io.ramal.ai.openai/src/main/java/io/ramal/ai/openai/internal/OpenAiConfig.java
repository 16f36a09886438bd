package io.ramal.ai.openai.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "Ramal AI backend (OpenAI's chat interface)",
        description = "A language model that answers what the caller said. Without a configuration there is none."
                + " prompt.<extension number> is the instruction for one extension.")
public @interface OpenAiConfig {
    @AttributeDefinition(name = "Address", description = "Base URL, such as http://localhost:11434/v1.")
    String url() default "";

    @AttributeDefinition(name = "Model", description = "Name of the model, as the service knows it.")
    String model() default "";

    /** Maps to {@code .key}: properties that begin with a dot are not published with the service. */
    @AttributeDefinition(
            name = "Key",
            description = "Sent as bearer token when set.",
            type = AttributeType.PASSWORD,
            required = false)
    String _key() default "";

    @AttributeDefinition(
            name = "Trusted authorities",
            description = "PEM file of the authorities that may vouch for an https service; empty: the system's.",
            required = false)
    String trust_file() default "";

    @AttributeDefinition(
            name = "Connection time limit (ms)",
            description = "How long a connection may take.",
            min = "100",
            max = "30000",
            required = false)
    int connect_timeout_ms() default 3000;

    @AttributeDefinition(name = "Stream", description = "Whether sentences are said as they are ready.")
    boolean stream() default true;

    @AttributeDefinition(name = "JSON mode", description = "Whether the service is asked for a JSON object.")
    boolean json() default true;

    @AttributeDefinition(name = "Temperature", description = "0 to 2.", min = "0", max = "2")
    double temperature() default 0.2;

    @AttributeDefinition(name = "Longest answer (tokens)", min = "32", max = "4096")
    int tokens_max() default 300;

    @AttributeDefinition(
            name = "History (turns)",
            description = "What is remembered of a dialogue.",
            min = "0",
            max = "50")
    int history_turns() default 10;

    @AttributeDefinition(
            name = "Time limit (ms)",
            description = "How long one answer may take.",
            min = "500",
            max = "120000")
    int timeout_ms() default 20_000;

    @AttributeDefinition(
            name = "Instruction (pt-BR)",
            description = "What the model is told before the dialogue. Empty: the built-in one.",
            required = false)
    String prompt_pt() default "";

    @AttributeDefinition(name = "Instruction (en-US)", required = false)
    String prompt_en() default "";
}
