package io.ramal.http.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.servlet.ServletRequest;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.jspecify.annotations.Nullable;

/** Puts into the envelope what Jetty refuses before any servlet is found, such as a request that is no HTTP. */
final class EnvelopeErrors extends ErrorHandler {
    private EnvelopeErrors() {}

    /**
     * Words the errors of the server that serves a request from now on. Pax Web can be given handlers as services, but
     * fails to start when one is there before it; so the server is found by the first request, which is our own.
     *
     * @param limits put on the same server
     */
    static void install(ServletRequest request, ConnectionLimits limits) {
        Request base = Request.getBaseRequest(request);
        Server server = base == null ? null : base.getHttpChannel().getServer();
        if (server == null) {
            return;
        }
        if (!(server.getErrorHandler() instanceof EnvelopeErrors)) {
            server.setErrorHandler(new EnvelopeErrors());
        }
        limits.install(server);
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateAcceptableResponse(
            Request baseRequest, HttpServletRequest request, HttpServletResponse response, int code, String message)
            throws IOException {
        Answer answer = Faults.answer(code, message);
        response.setContentType(answer.type());
        response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
        baseRequest.setHandled(true);
    }

    @Override
    public ByteBuffer badMessageError(int status, @Nullable String reason, HttpFields fields) {
        Answer answer = Faults.answer(status, reason);
        fields.put(HttpHeader.CONTENT_TYPE, answer.type());
        return ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
