package io.ramal.dial.amqp.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where the broker is and who we are there.
 *
 * @param password never logged
 * @param tls whether to connect by TLS
 */
record Broker(String host, int port, String virtualHost, String username, String password, boolean tls) {
    private static final String PID = AmqpSettings.PID;
    private static final int PORT = 5672;
    private static final int TLS_PORT = 5671;

    /** @throws IllegalArgumentException naming the setting, its value and the cure */
    static Broker of(AmqpConfig c) {
        String uri = c.uri().strip();
        String host = c.host().strip();
        if (uri.isEmpty() == host.isEmpty()) {
            throw new IllegalArgumentException(
                    PID + ": " + (uri.isEmpty() ? "neither uri nor host is set" : "both uri and host are set")
                            + "; set one of them, such as host = localhost");
        }
        if (c.port() < 0 || c.port() > 0xffff) {
            throw new IllegalArgumentException(
                    PID + ": port = " + c.port() + " is out of range; set 1 to 65535, or 0 for the usual one");
        }
        Broker broker = uri.isEmpty()
                ? new Broker(
                        host,
                        port(c.port(), c.tls()),
                        c.virtual_host(),
                        c.username().strip(),
                        "",
                        c.tls())
                : parse(uri, c.username().strip());
        if (broker.username.isEmpty() || c._password().isEmpty()) {
            throw new IllegalArgumentException(PID + ": " + (broker.username.isEmpty() ? "username" : ".password")
                    + " is not set; set the user of the broker who may write to the queue");
        }
        requireResolved(".password", c._password());
        return new Broker(broker.host, broker.port, broker.virtualHost, broker.username, c._password(), broker.tls);
    }

    /** A reference that nothing has replaced by its value would be taken for the secret. */
    static void requireResolved(String key, String value) {
        if (value.contains("$[")) {
            throw new IllegalArgumentException(PID + ": " + key
                    + " is a reference to a variable that is not set; set AMQP_HOST, AMQP_USER, AMQP_PASSWORD and"
                    + " AMQP_LICENSE in .env instead");
        }
    }

    private static Broker parse(String text, String username) {
        try {
            URI uri = new URI(text);
            String info = uri.getRawUserInfo();
            if (info != null
                    && (info.contains(":") || info.toLowerCase(Locale.ROOT).contains("%3a"))) {
                throw new IllegalArgumentException(
                        PID + ": uri holds a password, where others could read it; leave it out and set .password");
            }
            boolean tls = "amqps".equalsIgnoreCase(uri.getScheme());
            String path = uri.getPath() == null ? "" : uri.getPath();
            String rawPath = uri.getRawPath() == null ? "" : uri.getRawPath();
            if ((tls || "amqp".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getQuery() == null
                    && rawPath.indexOf('/', 1) < 0) {
                String user = uri.getUserInfo() == null || !username.isEmpty() ? username : uri.getUserInfo();
                // no path at all is the default virtual host, as everywhere in RabbitMQ's world
                String vhost = path.length() < 2 ? "/" : path.substring(1);
                return new Broker(uri.getHost(), port(Math.max(0, uri.getPort()), tls), vhost, user, "", tls);
            }
        } catch (URISyntaxException e) {
            // falls through to the one message for every bad address
        }
        // what cannot be understood may hold a password anywhere before its @
        String shown = text.contains("@") ? "" : " = \"" + text + "\"";
        throw new IllegalArgumentException(PID + ": uri" + shown
                + " is no address of a broker; set it to something like amqp://broker.example:5672/");
    }

    private static int port(int configured, boolean tls) {
        return configured > 0 ? configured : tls ? TLS_PORT : PORT;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return (tls ? "amqps://" : "amqp://") + username + "@" + host + ":" + port + ", virtual host " + virtualHost;
    }
}
