package io.ramal.vad.silero.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the detector, PID {@value #PID}. */
@ObjectClassDefinition(
        name = "Ramal speech detector Silero",
        description = "Decides when a caller speaks. The defaults suit telephone lines.")
@interface SileroConfig {
    String PID = "io.ramal.vad.silero";

    @AttributeDefinition(
            description =
                    "Probability, 0 to 1, from which silence turns into speech. Lower hears softer voices and more"
                            + " noise.",
            min = "0.01",
            max = "0.99")
    double threshold_on() default 0.5;

    @AttributeDefinition(
            description = "Probability, 0 to 1, below which speech turns into silence. At most threshold.on.",
            min = "0.01",
            max = "0.99")
    double threshold_off() default 0.35;

    @AttributeDefinition(
            description = "Let the network rest while the line is silent. Saves CPU, changes nothing else.")
    boolean gate_enabled() default true;
}
