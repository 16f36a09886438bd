package io.ramal.emulators.azure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The head of an HTTP/1.1 request; bodies are not read.
 *
 * @param target path and query as sent, or host and port of a CONNECT
 * @param headers by name, in any case
 */
record HttpRequest(String method, String target, Map<String, String> headers) {
    private static final int MAX_BYTES = 16 * 1024;

    /**
     * Reads one, and not a byte behind it.
     *
     * @return null when the stream ends before the first byte
     */
    static @org.jspecify.annotations.Nullable HttpRequest read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int c = in.read();
            if (c < 0) {
                if (head.length() == 0) {
                    return null;
                }
                throw new WireException(1002, "the request ends within its head");
            }
            if (head.length() == MAX_BYTES) {
                throw new WireException(1002, "the head of the request is longer than " + MAX_BYTES + " bytes");
            }
            head.append((char) c);
        }
        String[] lines = head.toString().split("\r\n");
        String[] first = lines[0].split(" ", -1);
        if (first.length != 3 || !first[2].startsWith("HTTP/1.")) {
            throw new WireException(1002, "no HTTP request: " + lines[0]);
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon <= 0) {
                throw new WireException(1002, "no header: " + lines[i]);
            }
            String value = lines[i].substring(colon + 1).strip();
            // read byte by byte above: what is not ASCII is UTF-8
            headers.put(
                    lines[i].substring(0, colon),
                    new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        }
        return new HttpRequest(first[0], first[1], headers);
    }

    String path() {
        int q = target.indexOf('?');
        return q < 0 ? target : target.substring(0, q);
    }

    /** Without the question mark; empty when there is none. */
    String query() {
        int q = target.indexOf('?');
        return q < 0 ? "" : target.substring(q + 1);
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
