package io.ramal.call;

import org.osgi.annotation.versioning.ProviderType;

/** Gives a line ears and a mouth. */
@ProviderType
public interface LegFactory {
    /** Opens a leg on a line; called on the line's thread, events come on it too, the first after this returned. */
    Leg open(LegRequest request, LegListener listener);
}
