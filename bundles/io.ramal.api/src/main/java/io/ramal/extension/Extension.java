package io.ramal.extension;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One pair of extensions as configured: the AI extension visitors talk to and the return extension the resident's leg
 * comes in on.
 *
 * @param id key of the row; 0 for the pair of the compatibility mode
 * @param number the AI extension
 * @param returnNumber the return extension
 * @param address the address to bind, {@code 0.0.0.0} for all
 * @param port TCP port of the AI extension, 1–65535; 0 in a row that holds none that can be used
 * @param returnPort TCP port of the return extension, null when the pair has no return leg
 * @param condominiumId the condominium it belongs to
 */
public record Extension(
        int id,
        String number,
        String returnNumber,
        String address,
        int port,
        @Nullable Integer returnPort,
        int condominiumId) {
    public Extension {
        Objects.requireNonNull(number);
        Objects.requireNonNull(returnNumber);
        Objects.requireNonNull(address);
    }
}
