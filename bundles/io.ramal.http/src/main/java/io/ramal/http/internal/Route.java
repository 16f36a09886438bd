package io.ramal.http.internal;

import java.io.IOException;

/**
 * One call of the API.
 *
 * @param method {@code GET}, which also serves HEAD, or {@code POST}
 * @param blocking whether it may wait for a database; few of these run at once
 */
record Route(String method, String path, boolean blocking, Handler handler) {
    /** What a call does. */
    @FunctionalInterface
    interface Handler {
        /**
         * @throws ApiException with the answer of a fault the caller can do something about
         * @throws IOException when what it steers cannot be reached; its message is for people
         */
        Answer answer(ApiRequest request) throws IOException;
    }

    static Route get(String path, Handler handler) {
        return new Route("GET", path, false, handler);
    }

    static Route post(String path, Handler handler) {
        return new Route("POST", path, false, handler);
    }

    Route waiting() {
        return new Route(method, path, true, handler);
    }
}
