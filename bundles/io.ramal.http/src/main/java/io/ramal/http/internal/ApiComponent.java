package io.ramal.http.internal;

import io.ramal.call.LineAcceptor;
import io.ramal.extension.Extensions;
import io.ramal.provider.ProviderRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries the API to the web server. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("ramal-api")
@HttpWhiteboardServletPattern("/*")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=ramal)")
public final class ApiComponent extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ApiComponent.class);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile @Nullable Extensions extensions;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile @Nullable ProviderRegistry registry;

    /** Registered while calls are taken in; gone first when the server drains. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile @Nullable LineAcceptor acceptor;

    private final transient PortCheck check;
    private final transient Api api = new Api(() -> extensions, () -> registry, () -> acceptor != null);

    @Activate
    public ApiComponent(@Reference PortCheckComponent check) {
        this.check = check.portCheck();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer answer = answer(request);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        response.setStatus(answer.code());
        if (answer.code() == 405) {
            response.setHeader("Allow", "GET, HEAD");
        }
        response.setHeader(PortCheck.HEADER, check.instance());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType(answer.type());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private Answer answer(HttpServletRequest request) {
        String path = request.getPathInfo();
        try {
            return api.answer(request.getMethod(), path == null ? "/" : path);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", request.getMethod(), path, e);
            return Answer.error(500, "internal error, see the log");
        }
    }
}
