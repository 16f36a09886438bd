package io.ramal.http.internal;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is let in.
 *
 * <p>While there are no credentials: programs on this machine, by a name of this machine; a web page in a local browser
 * can reach a loopback port under a name of its own, but not under ours, and what a proxy on this machine passes on is from
 * somebody else. With credentials: who has them, from anywhere,
 * and everybody for {@code /live} and {@code /ready}. In either case nothing is changed for a web page of somebody else:
 * a browser may hold the password, or be on this machine.
 *
 * <p>Thread-safe.
 */
final class Gatekeeper {
    private static final Set<String> OPEN = Set.of("/live", "/ready");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final FailedLogins failedLogins;
    private volatile Rules rules = new Rules(Credentials.NONE, null);

    /**
     * What holds now.
     *
     * @param httpsPort where HTTPS is served, null when it is not; strangers may not use plain HTTP beside it
     */
    record Rules(Credentials credentials, @Nullable Integer httpsPort) {}

    Gatekeeper(FailedLogins failedLogins) {
        this.failedLogins = failedLogins;
    }

    void rules(Rules next) {
        rules = next;
    }

    /** The refusal, or empty to let the request in. */
    Optional<Answer> refuse(Knock knock) {
        Rules now = rules;
        Integer httpsPort = now.httpsPort();
        // what checks health need not speak TLS, and an address of our own is not loopback either
        if (httpsPort != null && !OPEN.contains(knock.path()) && !knock.secure() && !Hosts.loopback(knock.remote())) {
            return Optional.of(
                    Answer.error(403, "plain HTTP is for this machine only: use HTTPS on port " + httpsPort));
        }
        Optional<Answer> refusal = now.credentials().present() ? login(knock, now.credentials()) : anonymous(knock);
        if (refusal.isEmpty() && foreignPage(knock)) {
            return Optional.of(Answer.error(403, "a web page of another site may change nothing here"));
        }
        return refusal;
    }

    private static Optional<Answer> anonymous(Knock knock) {
        if (knock.forwarded()) {
            return Optional.of(Answer.error(
                    403,
                    "requests passed on by a proxy are refused while there are no credentials;"
                            + " set API_USER and API_PASSWORD, or API_TOKEN"));
        }
        return Optional.ofNullable(local(knock) ? null : notLocal());
    }

    private static boolean local(Knock knock) {
        String host = knock.host();
        return Hosts.loopback(knock.remote()) && (host == null || Hosts.loopback(Hosts.ofAuthority(host)));
    }

    private static Answer notLocal() {
        return Answer.error(
                403,
                "only programs on this machine may call, by the name localhost;"
                        + " set API_USER and API_PASSWORD, or API_TOKEN, to let others in");
    }

    private Optional<Answer> login(Knock knock, Credentials credentials) {
        if (OPEN.contains(knock.path())) {
            return Optional.empty();
        }
        // also with the right ones: else the answer would tell a guesser which are
        Duration wait = failedLogins.wait(knock.remote());
        if (!wait.isZero()) {
            return Optional.of(Answer.error(429, "too many failed logins from your address; try again later")
                    .with("Retry-After", Long.toString(wait.toSeconds() + 1)));
        }
        String authorization = knock.authorization();
        if (authorization != null && credentials.accept(authorization)) {
            return Optional.empty();
        }
        // without one it is no attempt: browsers ask first and log in when told to
        if (authorization != null) {
            failedLogins.failed(knock.remote(), authorization);
        }
        Answer refusal = Answer.error(
                401,
                authorization == null
                        ? "log in with the credentials of API_USER and API_PASSWORD, or of API_TOKEN"
                        : "the credentials are wrong");
        for (String challenge : credentials.challenges()) {
            refusal = refusal.with("WWW-Authenticate", challenge);
        }
        return Optional.of(refusal);
    }

    private static boolean foreignPage(Knock knock) {
        if (READING.contains(knock.method())) {
            return false;
        }
        String origin = knock.origin();
        return "cross-site".equalsIgnoreCase(knock.fetchSite()) || (origin != null && !own(origin, knock));
    }

    private static boolean own(String origin, Knock knock) {
        String scheme = knock.secure() ? "https" : "http";
        String port = knock.secure() ? ":443" : ":80";
        String host = knock.host();
        return host != null && plain(origin, port).equals(plain(scheme + "://" + host, port));
    }

    private static String plain(String origin, String defaultPort) {
        String o = origin.strip().toLowerCase(Locale.ROOT);
        return o.endsWith(defaultPort) ? o.substring(0, o.length() - defaultPort.length()) : o;
    }
}
