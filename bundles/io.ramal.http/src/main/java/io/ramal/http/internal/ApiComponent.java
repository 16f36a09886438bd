package io.ramal.http.internal;

import io.ramal.call.Calls;
import io.ramal.call.LineAcceptor;
import io.ramal.call.Reception;
import io.ramal.extension.AsteriskConfig;
import io.ramal.extension.ExtensionControl;
import io.ramal.extension.Extensions;
import io.ramal.provider.ProviderChoices;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderTester;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.servlet.Servlet;
import javax.servlet.ServletException;
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

/** Carries the API to the web server, and what other bundles offer as a service with a path. */
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
    private transient volatile @Nullable ExtensionControl control;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile @Nullable Calls calls;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile @Nullable Reception reception;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile @Nullable ProviderRegistry registry;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile @Nullable ProviderChoices choices;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile @Nullable ProviderTester tester;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile @Nullable LineAcceptor acceptor;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile @Nullable AsteriskConfig asterisk;

    private final transient Pages pages = new Pages();
    private final transient PortCheck check;
    private final transient Router router;

    @Activate
    public ApiComponent(@Reference PortCheckComponent check) {
        this.check = check.portCheck();
        Services services = new Bound();
        router = new Router(Stream.of(
                        new StatusRoutes(services, Clock.systemUTC()).routes(),
                        new ExtensionRoutes(services).routes(),
                        new CallRoutes(services).routes(),
                        new ProviderRoutes(services).routes(),
                        new AsteriskRoutes(services).routes())
                .flatMap(List::stream)
                .toList());
    }

    /** A class the web server does not look for: it would serve the page itself, and lose it. */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            target = "(" + Pages.PATH + "=*)")
    void bindPage(HttpServlet page, Map<String, Object> properties) {
        pages.add(page, properties);
    }

    void unbindPage(HttpServlet page) {
        pages.remove(page);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        HttpServlet page = pages.find(request.getPathInfo() == null ? "" : request.getPathInfo());
        if (page != null) {
            page.service(request, response);
            return;
        }
        Exchange.send(answer(request), check.instance(), response);
    }

    private Answer answer(HttpServletRequest request) {
        try {
            return router.answer(Exchange.request(request));
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", request.getMethod(), request.getPathInfo(), e);
            return Answer.error(500, "internal error, see the log");
        }
    }

    private final class Bound implements Services {
        @Override
        public @Nullable Extensions extensions() {
            return extensions;
        }

        @Override
        public @Nullable ExtensionControl control() {
            return control;
        }

        @Override
        public @Nullable Calls calls() {
            return calls;
        }

        @Override
        public @Nullable Reception reception() {
            return reception;
        }

        @Override
        public @Nullable ProviderRegistry registry() {
            return registry;
        }

        @Override
        public @Nullable ProviderChoices choices() {
            return choices;
        }

        @Override
        public @Nullable ProviderTester tester() {
            return tester;
        }

        @Override
        public @Nullable AsteriskConfig asterisk() {
            return asterisk;
        }

        @Override
        public @Nullable LineAcceptor acceptor() {
            return acceptor;
        }
    }
}
