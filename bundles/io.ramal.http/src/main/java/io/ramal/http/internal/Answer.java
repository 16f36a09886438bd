package io.ramal.http.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer of the API: {@code {"status":"success",…}} or {@code {"status":"error","message":"…"}}.
 *
 * @param code HTTP status
 * @param type media type
 * @param body in UTF-8
 * @param headers sent besides those every answer has
 */
record Answer(int code, String type, String body, List<Header> headers) {
    private static final String JSON = "application/json;charset=UTF-8";
    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    /** A header of an answer; a name may occur several times. */
    record Header(String name, String value) {}

    Answer {
        headers = List.copyOf(headers);
    }

    /** A success with the members of {@code content}. */
    static Answer success(Object content) {
        JsonObject envelope = new JsonObject();
        envelope.addProperty("status", "success");
        GSON.toJsonTree(content).getAsJsonObject().entrySet().forEach(e -> envelope.add(e.getKey(), e.getValue()));
        return json(GSON.toJson(envelope));
    }

    /** A success that is a JSON document of its own, without the envelope. */
    static Answer json(String document) {
        return new Answer(200, JSON, document, List.of());
    }

    /** A success for programs that read no JSON. */
    static Answer text(String text) {
        return new Answer(200, "text/plain;charset=UTF-8", text, List.of());
    }

    static Answer error(int code, String message) {
        JsonObject envelope = new JsonObject();
        envelope.addProperty("status", "error");
        envelope.addProperty("message", message);
        return new Answer(code, JSON, GSON.toJson(envelope), List.of());
    }

    Answer with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(code, type, body, more);
    }
}
