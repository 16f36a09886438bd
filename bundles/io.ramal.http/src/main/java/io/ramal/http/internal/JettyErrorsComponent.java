package io.ramal.http.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * Puts into the envelope what Jetty refuses before any servlet is found, such as a request that is no HTTP. As a handler
 * service it handles nothing; it is only told the server whose errors are to be worded.
 */
@Component(service = Handler.class, property = "service.ranking:Integer=-1000")
public final class JettyErrorsComponent extends AbstractHandler {
    @Override
    public void setServer(@Nullable Server server) {
        super.setServer(server);
        if (server != null && !(server.getErrorHandler() instanceof Envelope)) {
            server.setErrorHandler(new Envelope());
        }
    }

    @Override
    public void handle(String target, Request baseRequest, HttpServletRequest request, HttpServletResponse response) {
        // whoever comes here has been served or found nobody
    }

    private static final class Envelope extends ErrorHandler {
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
}
