package io.ramal.extensions.internal;

import io.ramal.call.LegRole;
import io.ramal.extension.Extension;
import org.jspecify.annotations.Nullable;

/**
 * A row that was looked at.
 *
 * @param extension what is configured, or what of it could be read
 * @param bind the address its ports bind
 * @param fault why the row cannot run, null when it can
 */
record CheckedRow(
        Extension extension, String bind, @Nullable String fault) {

    int id() {
        return extension.id();
    }

    boolean accepted() {
        return fault == null;
    }

    /** The same row with one more fault. */
    CheckedRow with(String another) {
        return new CheckedRow(extension, bind, fault == null ? another : another + "; " + fault);
    }

    /** The configured port of a role, null when it has none. */
    static @Nullable Integer port(Extension extension, LegRole role) {
        return role == LegRole.VISITOR ? Integer.valueOf(extension.port()) : extension.returnPort();
    }

    /** The extension number of a role. */
    static String number(Extension extension, LegRole role) {
        return role == LegRole.VISITOR ? extension.number() : extension.returnNumber();
    }
}
