package io.ramal.ai.openai.internal;

import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the bytes of an answer are to be read. */
final class Charsets {
    private static final Pattern NAMED =
            Pattern.compile("charset\\s*=\\s*\"?([A-Za-z0-9._:-]{1,40})", Pattern.CASE_INSENSITIVE);

    private Charsets() {}

    /** JSON is UTF-8; a service that says otherwise in its Content-Type is believed if the name is known. */
    static Charset of(HttpHeaders headers) {
        Matcher named = NAMED.matcher(headers.firstValue("Content-Type").orElse(""));
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
