package io.ramal.call;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Keeps the sound of legs, where that is switched on. One service; none, and nothing is kept. */
@ConsumerType
@FunctionalInterface
public interface LegRecorder {
    /**
     * Begins to keep a leg whose extension has recordings switched on. Called on the leg's thread; returns at once.
     *
     * @return empty when it cannot be kept
     */
    Optional<LegRecording> open(LineInfo leg);
}
