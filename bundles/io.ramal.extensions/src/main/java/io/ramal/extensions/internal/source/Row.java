package io.ramal.extensions.internal.source;

import org.jspecify.annotations.Nullable;

/**
 * A row as its source holds it, unchecked: texts are trimmed and nothing else is done to them.
 *
 * @param id key of the row
 * @param number the AI extension
 * @param returnNumber the return extension
 * @param address the address to bind or to be dialled at
 * @param port port of the AI extension
 * @param returnPort port of the return extension, null or empty when the pair has no return leg
 * @param condominiumId the condominium, null when it cannot be read
 */
public record Row(
        int id,
        String number,
        String returnNumber,
        String address,
        String port,
        @Nullable String returnPort,
        @Nullable Integer condominiumId) {}
