package io.ramal.extensions.internal.asterisk;

import io.ramal.extension.AsteriskConfig;
import io.ramal.extension.Extensions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Fills Asterisk's files in for the pairs there are and the web server as it is configured. */
@Component(configurationPid = "org.ops4j.pax.web")
public final class AsteriskConfigComponent implements AsteriskConfig {
    /** What is read of the web server's own configuration, with its own defaults. */
    public @interface Config {
        int org_osgi_service_http_port() default 8080;

        boolean org_osgi_service_http_enabled() default true;

        boolean org_osgi_service_http_secure_enabled() default false;

        int org_osgi_service_http_port_secure() default 8443;

        String[] org_ops4j_pax_web_listening_addresses() default {"0.0.0.0"};
    }

    /** Bytes of a password: more than anybody can try. */
    private static final int SECRET_BYTES = 18;

    private final AsteriskFiles files;

    @Activate
    public AsteriskConfigComponent(@Reference Extensions extensions, Config config) {
        SecureRandom random = new SecureRandom();
        this.files = new AsteriskFiles(extensions::status, api(config), () -> secret(random));
    }

    @Override
    public List<String> files() {
        return files.files();
    }

    @Override
    public String render(String file, String host) {
        return files.render(file, host);
    }

    private static ApiAddress api(Config config) {
        boolean plain = config.org_osgi_service_http_enabled();
        List<String> addresses = Arrays.stream(config.org_ops4j_pax_web_listening_addresses())
                .flatMap(a -> Arrays.stream(a.split(",")))
                .map(String::strip)
                .toList();
        return new ApiAddress(
                plain ? "http" : "https",
                plain ? config.org_osgi_service_http_port() : config.org_osgi_service_http_port_secure(),
                addresses,
                plain && config.org_osgi_service_http_secure_enabled()
                        ? config.org_osgi_service_http_port_secure()
                        : 0);
    }

    /** Letters, digits, - and _ only: nothing a configuration file could take for something else. */
    private static String secret(SecureRandom random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
