package io.ramal.http.internal;

import java.io.IOException;
import javax.servlet.RequestDispatcher;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletErrorPage;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;

/** Puts errors of the web server, and of other servlets in the same context, into the envelope. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("ramal-errors")
@HttpWhiteboardServletErrorPage(errorPage = {"4xx", "5xx", "java.lang.Throwable"})
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=ramal)")
public final class ErrorPageComponent extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient PortCheck check;

    @Activate
    public ErrorPageComponent(@Reference PortCheckComponent check) {
        this.check = check.portCheck();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object message = request.getAttribute(RequestDispatcher.ERROR_MESSAGE);
        Exchange.send(
                Faults.answer(code instanceof Integer c ? c : 500, message == null ? null : message.toString()),
                check.instance(),
                response);
    }
}
