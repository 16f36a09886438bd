package io.ramal.emulators.azure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message of the speech protocol. As text: header lines, an empty line, the body. As binary: the length of the headers
 * in two bytes, header lines, the body.
 *
 * @param headers by name, in any case; {@code Path} names the message
 */
record WireMessage(boolean text, Map<String, String> headers, byte[] body) {
    private static final String END = "\r\n";

    static WireMessage parse(WebSocket.Message message) throws WireException {
        byte[] bytes = message.payload();
        if (message.text()) {
            String all = new String(bytes, StandardCharsets.UTF_8);
            int end = all.indexOf(END + END);
            if (end < 0) {
                throw new WireException(1007, "a text message without an empty line behind its headers");
            }
            return new WireMessage(
                    true, headers(all.substring(0, end)), all.substring(end + 4).getBytes(StandardCharsets.UTF_8));
        }
        int length =
                bytes.length < 2 ? Integer.MAX_VALUE : ByteBuffer.wrap(bytes).getShort() & 0xffff;
        if (length > bytes.length - 2) {
            throw new WireException(1007, "a binary message shorter than its headers");
        }
        return new WireMessage(
                false,
                headers(new String(bytes, 2, length, StandardCharsets.UTF_8)),
                Arrays.copyOfRange(bytes, 2 + length, bytes.length));
    }

    private static Map<String, String> headers(String block) throws WireException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : block.split(END)) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new WireException(1007, "a message with a line that is no header: " + line);
            }
            headers.put(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** A reply in JSON. */
    static WireMessage json(String path, String requestId, String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-RequestId", requestId);
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.put("Path", path);
        return new WireMessage(true, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A reply in samples. */
    static WireMessage audio(String requestId, String streamId, byte[] samples) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-RequestId", requestId);
        headers.put("Content-Type", "audio/x-raw");
        headers.put("X-StreamId", streamId);
        headers.put("Path", "audio");
        return new WireMessage(false, headers, samples);
    }

    WebSocket.Message format() {
        StringBuilder head = new StringBuilder();
        headers.forEach(
                (name, value) -> head.append(name).append(':').append(value).append(END));
        if (text) {
            head.append(END);
        }
        byte[] block = head.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate((text ? 0 : 2) + block.length + body.length);
        if (!text) {
            all.putShort((short) block.length);
        }
        return new WebSocket.Message(text, all.put(block).put(body).array());
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    String path() {
        return header("Path");
    }

    String requestId() {
        return header("X-RequestId");
    }

    String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
