package io.ramal.vad.webrtc.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the detector, PID {@value #PID}. */
@ObjectClassDefinition(
        name = "Ramal speech detector WebRTC",
        description = "Decides when a caller speaks, where the preferred detector does not serve.")
@interface WebrtcConfig {
    String PID = "io.ramal.vad.webrtc";

    @AttributeDefinition(
            description = "Aggressiveness, 0 to 3: the higher, the less noise is taken for speech.",
            min = "0",
            max = "3")
    int mode() default 3;

    @AttributeDefinition(description = "Length of a frame in ms: 10, 20 or 30.", min = "10", max = "30")
    int frame_ms() default 20;
}
