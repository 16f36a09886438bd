package io.ramal.call;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Decides about new lines. One service; while it is absent every new line is refused so that the dialplan goes on. */
@ConsumerType
public interface LineAcceptor {
    /**
     * Takes or refuses a line. Runs on {@link Line#executor()} before any sound is delivered.
     *
     * @return the handler, or empty to refuse: the line is closed at once
     */
    Optional<LineHandler> accept(Line line);
}
