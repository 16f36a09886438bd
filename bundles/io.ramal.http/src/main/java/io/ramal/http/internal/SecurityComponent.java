package io.ramal.http.internal;

import io.ramal.http.internal.WebServer.Notice;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows who may use the API. Changes of the configuration hold for the next request. */
@Component(service = SecurityComponent.class, configurationPid = SecurityComponent.PID)
@Designate(ocd = SecurityComponent.Config.class)
public final class SecurityComponent {
    static final String PID = "io.ramal.http";
    static final int CONNECTIONS_MAX = 500;

    private static final Logger LOG = LoggerFactory.getLogger(SecurityComponent.class);

    /** Who may log in; without credentials only programs on this machine are let in. */
    @ObjectClassDefinition(name = "Ramal HTTP API", description = "Who may use the HTTP API")
    public @interface Config {
        @AttributeDefinition(description = "User name of Basic authentication, without a colon", required = false)
        String user() default "";

        @AttributeDefinition(
                description = "Password of Basic authentication",
                type = AttributeType.PASSWORD,
                required = false)
        String _password() default "";

        @AttributeDefinition(description = "Bearer token", type = AttributeType.PASSWORD, required = false)
        String _token() default "";

        @AttributeDefinition(description = "Connections to the web server at once", min = "10", max = "100000")
        int connections_max() default CONNECTIONS_MAX;
    }

    private final Gatekeeper gatekeeper = new Gatekeeper(new FailedLogins(System::nanoTime));
    private final ConnectionLimits limits = new ConnectionLimits(this::connectionsMax);
    private volatile int connectionsMax;
    private Credentials credentials;
    private @Nullable WebServer server;
    private @Nullable Notice said;

    @Activate
    public SecurityComponent(Config config) {
        credentials = credentials(config);
        connectionsMax = connectionsMax(config);
        apply();
    }

    @Modified
    synchronized void modified(Config config) {
        credentials = credentials(config);
        connectionsMax = connectionsMax(config);
        apply();
    }

    /** Told where the web server listens from now on. */
    synchronized void serving(WebServer webServer) {
        server = webServer;
        apply();
    }

    Gatekeeper gatekeeper() {
        return gatekeeper;
    }

    ConnectionLimits limits() {
        return limits;
    }

    private int connectionsMax() {
        return connectionsMax;
    }

    /** A bad value must not leave the server without a limit. */
    private static int connectionsMax(Config config) {
        try {
            int max = config.connections_max();
            if (max >= 10 && max <= 100_000) {
                return max;
            }
            LOG.error("{}: connections.max={} is not 10 to 100000; using {}", PID, max, CONNECTIONS_MAX);
        } catch (RuntimeException e) {
            LOG.error("{}: connections.max is no whole number ({}); using {}", PID, e.getMessage(), CONNECTIONS_MAX);
        }
        return CONNECTIONS_MAX;
    }

    private static Credentials credentials(Config config) {
        return Credentials.of(
                config.user(), config._password(), config._token(), fault -> LOG.error("{}: {}", PID, fault));
    }

    private void apply() {
        WebServer web = server;
        gatekeeper.rules(new Gatekeeper.Rules(credentials, web == null ? null : web.httpsPort()));
        Notice notice = web == null ? null : web.notice(credentials.present());
        if (notice != null && !notice.equals(said)) {
            if (notice.error()) {
                LOG.error(notice.text());
            } else {
                LOG.warn(notice.text());
            }
        }
        said = notice;
    }
}
