package io.ramal.http.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** From the servlet's requests and to its responses. */
final class Exchange {
    /** How long the body of a request may take to come. */
    static final Duration BODY_TIME = Duration.ofSeconds(10);

    private Exchange() {}

    static ApiRequest request(HttpServletRequest request) {
        return new ApiRequest(
                request.getMethod(),
                path(request),
                request.getQueryString(),
                request.getContentType(),
                limit -> read(request.getInputStream(), limit, System::nanoTime),
                request.getLocalAddr(),
                anyHeader(request, name -> name.equals("origin") || name.startsWith("sec-fetch-")));
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
                request.getHeader("Authorization"),
                anyHeader(
                        request,
                        name -> name.startsWith("x-forwarded-")
                                || name.equals("forwarded")
                                || name.equals("x-real-ip")
                                || name.equals("via")));
    }

    /**
     * Reads a body; who sends it byte by byte is given up after {@link #BODY_TIME}.
     *
     * @throws IOException also when that time is over
     */
    static byte[] read(InputStream in, int limit, LongSupplier nanoTime) throws IOException {
        long begin = nanoTime.getAsLong();
        byte[] body = new byte[Math.min(limit, 4096)];
        int length = 0;
        while (length < limit) {
            if (length == body.length) {
                body = Arrays.copyOf(body, Math.min(limit, 2 * body.length));
            }
            int read = in.read(body, length, body.length - length);
            if (read < 0) {
                break;
            }
            length += read;
            if (nanoTime.getAsLong() - begin > BODY_TIME.toNanos()) {
                throw new IOException("it takes longer than " + BODY_TIME.toSeconds() + " s");
            }
        }
        return Arrays.copyOf(body, length);
    }

    /** @param wanted asked with names in lower case */
    private static boolean anyHeader(HttpServletRequest request, Predicate<String> wanted) {
        return Collections.list(request.getHeaderNames()).stream()
                .anyMatch(name -> wanted.test(name.toLowerCase(Locale.ROOT)));
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
