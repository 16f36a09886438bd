package io.ramal.http.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who may log in: by user and password (Basic, RFC 7617), by token (Bearer, RFC 6750), by either or by nobody. Only
 * digests are kept, and they are compared in constant time.
 */
final class Credentials {
    /** Nobody can log in. */
    static final Credentials NONE = new Credentials(null, null);

    private final byte @Nullable [] basic;
    private final byte @Nullable [] bearer;

    private Credentials(byte @Nullable [] basic, byte @Nullable [] bearer) {
        this.basic = basic;
        this.bearer = bearer;
    }

    /**
     * @param user empty when not set, like the others
     * @param fault told what cannot be used; that part is left out
     */
    static Credentials of(String user, String password, String token, Consumer<String> fault) {
        byte[] basic = null;
        if (user.isEmpty() != password.isEmpty()) {
            fault.accept((user.isEmpty() ? "user (API_USER)" : ".password (API_PASSWORD)")
                    + " is not set, so that nobody can log in by user and password. Set both or neither.");
        } else if (user.indexOf(':') >= 0) {
            fault.accept("user (API_USER) holds a colon, so that nobody can log in by user and password."
                    + " Choose a name without one.");
        } else if (!user.isEmpty()) {
            basic = digest((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        }
        byte[] bearer = token.isBlank() ? null : digest(token.strip().getBytes(StandardCharsets.UTF_8));
        return basic == null && bearer == null ? NONE : new Credentials(basic, bearer);
    }

    /** Whether somebody can log in. */
    boolean present() {
        return basic != null || bearer != null;
    }

    /** Whether an Authorization header is right. */
    boolean accept(String authorization) {
        String header = authorization.strip();
        int space = header.indexOf(' ');
        if (space < 0) {
            return false;
        }
        String what = header.substring(space + 1).strip();
        return switch (header.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "basic" -> basic != null && MessageDigest.isEqual(basic, digest(decode(what)));
            case "bearer" ->
                bearer != null && MessageDigest.isEqual(bearer, digest(what.getBytes(StandardCharsets.UTF_8)));
            default -> false;
        };
    }

    /** Values of the WWW-Authenticate headers. */
    List<String> challenges() {
        List<String> challenges = new ArrayList<>();
        if (basic != null) {
            challenges.add("Basic realm=\"Ramal\", charset=\"UTF-8\"");
        }
        if (bearer != null) {
            challenges.add("Bearer realm=\"Ramal\"");
        }
        return challenges;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
