package io.ramal.http.internal;

import java.io.IOException;
import java.util.Optional;
import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.http.context.ServletContextHelper;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContext;

/** The context of everything Ramal serves, also of other bundles' servlets: keeps out who may not come in. */
@Component(service = ServletContextHelper.class, scope = ServiceScope.BUNDLE)
@HttpWhiteboardContext(name = "ramal", path = "/")
public final class LocalContextComponent extends ServletContextHelper {
    private final SecurityComponent security;
    private final PortCheck check;

    @Activate
    public LocalContextComponent(@Reference SecurityComponent security, @Reference PortCheckComponent check) {
        this.security = security;
        this.check = check.portCheck();
    }

    @Override
    public boolean handleSecurity(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            // let in before
            return true;
        }
        EnvelopeErrors.install(request, security.limits());
        Optional<Answer> refusal = security.gatekeeper().refuse(Exchange.knock(request));
        if (refusal.isPresent()) {
            Exchange.send(refusal.get(), check.instance(), response);
        }
        return refusal.isEmpty();
    }
}
