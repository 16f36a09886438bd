package io.ramal.stt;

import io.ramal.call.LegRole;
import java.util.Locale;
import org.osgi.annotation.versioning.ConsumerType;

/** Knows what callers are likely to say. Whoever holds the conversations registers one as a service. */
@ConsumerType
@FunctionalInterface
public interface Vocabulary {
    /**
     * What may be said on a leg. Returns at once: it is called on the leg's thread as the leg opens.
     *
     * @param condominiumId whose names and apartments are meant
     */
    Expected expected(LegRole role, int condominiumId, Locale language);
}
