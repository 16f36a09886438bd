package io.ramal.metrics.internal;

import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.http.context.ServletContextHelper;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContext;

/**
 * Lets in whom the HTTP API lets in. A context of its own because the web server, when its settings change, puts servlets
 * back bundle by bundle: one in the context of another bundle is lost where that bundle's turn comes later.
 */
@Component(
        service = ServletContextHelper.class,
        scope = ServiceScope.BUNDLE,
        configurationPolicy = ConfigurationPolicy.IGNORE)
@HttpWhiteboardContext(name = "ramal-metrics", path = "/")
public final class MetricsContextComponent extends ServletContextHelper {
    private final ServletContextHelper api;

    @Activate
    public MetricsContextComponent(
            @Reference(target = "(osgi.http.whiteboard.context.name=ramal)") ServletContextHelper api) {
        this.api = api;
    }

    @Override
    public boolean handleSecurity(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return api.handleSecurity(request, response);
    }
}
