package io.ramal.extensions.internal;

import io.ramal.call.LinePort;
import io.ramal.extension.Extension;

/**
 * An open port.
 *
 * @param extension the pair its new lines belong to
 * @param bind the address it was asked to bind
 * @param bound the port number it got
 * @param port the port itself
 */
record Door(Extension extension, String bind, int bound, LinePort port) {
    static Door of(Extension extension, String bind, LinePort port) {
        return new Door(extension, bind, port.address().getPort(), port);
    }

    /** The same port, whose new lines belong to {@code next}. */
    Door serve(Extension next) {
        port.serve(next);
        return new Door(next, bind, bound, port);
    }
}
