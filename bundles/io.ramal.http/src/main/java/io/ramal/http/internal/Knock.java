package io.ramal.http.internal;

import org.jspecify.annotations.Nullable;

/**
 * What is looked at before a request is let in.
 *
 * @param path decoded, without query
 * @param secure whether it came by HTTPS
 * @param remote numeric address of the peer
 * @param host the Host header, null when there is none
 * @param origin the Origin header, which browsers send with what a page asks for
 * @param fetchSite the Sec-Fetch-Site header of newer browsers
 * @param authorization the Authorization header
 * @param forwarded whether a proxy says that it passes on somebody else's request
 */
record Knock(
        String method,
        String path,
        boolean secure,
        String remote,
        @Nullable String host,
        @Nullable String origin,
        @Nullable String fetchSite,
        @Nullable String authorization,
        boolean forwarded) {

    /** Leaves the password out. */
    @Override
    public String toString() {
        return method + " " + path + " from " + remote;
    }
}
