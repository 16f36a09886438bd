package io.ramal.http.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** From the servlet's requests and to its responses. */
final class Exchange {
    private Exchange() {}

    static ApiRequest request(HttpServletRequest request) {
        return new ApiRequest(
                request.getMethod(),
                path(request),
                request.getQueryString(),
                request.getContentType(),
                limit -> request.getInputStream().readNBytes(limit),
                request.getLocalAddr());
    }

    static Knock knock(HttpServletRequest request) {
        return new Knock(
                request.getMethod(),
                request.getServletPath() + path(request),
                request.isSecure(),
                request.getRemoteAddr(),
                request.getHeader("Host"),
                request.getHeader("Origin"),
                request.getHeader("Sec-Fetch-Site"),
                request.getHeader("Authorization"));
    }

    /**
     * Sends an answer; nothing can be added to it afterwards.
     *
     * @param instance what {@link PortCheck} recognises us by
     */
    static void send(Answer answer, String instance, HttpServletResponse response) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        response.setStatus(answer.code());
        answer.headers().forEach(h -> response.addHeader(h.name(), h.value()));
        response.setHeader(PortCheck.HEADER, instance);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType(answer.type());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        // uncommitted, it could be replaced by an error page
        response.flushBuffer();
    }

    private static String path(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null ? "" : path;
    }
}
