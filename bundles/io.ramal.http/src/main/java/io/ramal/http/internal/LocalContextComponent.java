package io.ramal.http.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.http.context.ServletContextHelper;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContext;

/** The context of everything Ramal serves: refuses who is not on this machine. */
@Component(service = ServletContextHelper.class, scope = ServiceScope.BUNDLE)
@HttpWhiteboardContext(name = "ramal", path = "/")
public final class LocalContextComponent extends ServletContextHelper {
    @Override
    public boolean handleSecurity(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (LocalOnly.allows(request.getRemoteAddr(), request.getHeader("Host"))) {
            return true;
        }
        Answer answer = Answer.error(403, "only programs on this machine may call, by the name localhost");
        response.setStatus(answer.code());
        response.setContentType(answer.type());
        response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
        // uncommitted, it would be replaced by an error page
        response.flushBuffer();
        return false;
    }
}
