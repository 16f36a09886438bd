package io.ramal.extensions.internal;

import io.ramal.extension.Extension;

/**
 * What the table of pairs is told beside its rows.
 *
 * @param apiPort port of the HTTP API; no extension is ever given it
 * @param compatibility the pair that serves while no source has rows; port 0 lets the system choose
 */
record TableSettings(int apiPort, Extension compatibility) {
    static TableSettings of(int apiPort, String address, int port, int returnPort) {
        return new TableSettings(apiPort, new Extension(0, "1000", "1001", address, port, returnPort, 0));
    }
}
