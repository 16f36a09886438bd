package io.ramal.metrics.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves {@code GET /metrics}, through the servlet of the HTTP API and to whom that lets in. It is no servlet of the web
 * server's own: those it loses when its settings change, and takes down at each change of their properties, which the
 * settings of a component are.
 */
@Component(
        service = HttpServlet.class,
        property = "ramal.path=/metrics",
        configurationPolicy = ConfigurationPolicy.IGNORE)
public final class MetricsServletComponent extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Metrics metrics;

    @Activate
    public MetricsServletComponent(@Reference MetricsComponent metrics) {
        this.metrics = metrics.metrics();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setStatus(405);
            response.setHeader("Allow", "GET, HEAD");
            send(
                    response,
                    "application/json;charset=UTF-8",
                    "{\"status\":\"error\",\"message\":\"/metrics takes GET\"}".getBytes(StandardCharsets.UTF_8));
            return;
        }
        Metrics.Scrape scrape = metrics.scrape(request.getHeader("Accept"));
        send(response, scrape.type(), scrape.body());
    }

    private static void send(HttpServletResponse response, String type, byte[] body) throws IOException {
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
