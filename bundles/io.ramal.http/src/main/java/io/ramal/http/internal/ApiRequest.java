package io.ramal.http.internal;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the API needs of a request.
 *
 * @param path decoded, without query
 * @param query as it was sent, null when there is none
 * @param contentType null when none is told
 * @param localAddress numeric address of this machine on which the request arrived
 * @param browser whether a web browser sent it, as its headers tell
 */
record ApiRequest(
        String method,
        String path,
        @Nullable String query,
        @Nullable String contentType,
        Body body,
        String localAddress,
        boolean browser) {

    /** What is sent along. */
    @FunctionalInterface
    interface Body {
        /**
         * Reads it, waiting for a peer that sends slowly.
         *
         * @param limit bytes read at most
         */
        byte[] read(int limit) throws IOException;
    }

    /**
     * Reads the body.
     *
     * @throws ApiException 400 when it breaks off
     */
    byte[] read(int limit) {
        try {
            return body.read(limit);
        } catch (IOException e) {
            throw new ApiException(400, "the body could not be read: " + e.getMessage());
        }
    }

    /** The same with its body at hand, so that nobody waits for the peer any more. */
    ApiRequest received() {
        byte[] bytes = read(JsonBody.LIMIT + 1);
        return new ApiRequest(
                method,
                path,
                query,
                contentType,
                limit -> Arrays.copyOf(bytes, Math.min(limit, bytes.length)),
                localAddress,
                browser);
    }
}
