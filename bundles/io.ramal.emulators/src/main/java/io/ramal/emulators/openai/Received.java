package io.ramal.emulators.openai;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request.
 *
 * @param path such as {@code /v1/audio/speech}
 * @param authorisation the {@code Authorization} header, empty when there was none
 * @param contentType the {@code Content-Type} header, empty when there was none
 * @param clientPort which tells connections apart: requests over the same one have the same
 */
public record Received(String path, String authorisation, String contentType, int clientPort, byte[] body) {
    /** The body as a JSON object, read as UTF-8. */
    public JsonObject json() {
        return JsonParser.parseString(new String(body, StandardCharsets.UTF_8)).getAsJsonObject();
    }

    /** The body as {@code multipart/form-data}. */
    public Form form() {
        return Form.parse(contentType, body);
    }

    /**
     * A form with one file.
     *
     * @param fields texts by name, in the order they came
     * @param file bytes of the file, none without one
     */
    public record Form(Map<String, String> fields, String fileName, byte[] file) {
        static Form parse(String contentType, byte[] body) {
            return FormReader.read(contentType, body);
        }
    }
}
