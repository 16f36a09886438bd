package io.ramal.dial.ami.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the byte stream into messages: lines {@code Name: value}, an empty line ends a message. What is longer than the
 * limits is cut, not refused: most events are of other people's calls, and theirs must not end the connection.
 */
final class MessageReader {
    static final int MAX_LINE = 4096;
    static final int MAX_FIELDS = 256;

    private final InputStream in;

    /** @param in buffered by whoever gives it */
    MessageReader(InputStream in) {
        this.in = in;
    }

    /** The next line without its end, null at the end of the stream. */
    @Nullable
    String line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(80);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            if (b != '\r' && bytes.size() < MAX_LINE) {
                bytes.write(b);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The next message that holds anything, null at the end of the stream. */
    @Nullable
    Message next() throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (String line = line(); line != null; line = line()) {
            if (!line.isEmpty()) {
                add(fields, line);
            } else if (!fields.isEmpty()) {
                return new Message(fields);
            }
        }
        return null;
    }

    private static void add(Map<String, String> fields, String line) {
        int colon = line.indexOf(':');
        if (colon > 0 && fields.size() < MAX_FIELDS) {
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            fields.putIfAbsent(name, line.substring(colon + 1).strip());
        }
    }
}
