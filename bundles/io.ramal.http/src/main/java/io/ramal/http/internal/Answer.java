package io.ramal.http.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;

/**
 * An answer of the API: {@code {"status":"success",…}} or {@code {"status":"error","message":"…"}}.
 *
 * @param code HTTP status
 * @param type media type
 * @param body in UTF-8
 */
record Answer(int code, String type, String body) {
    private static final String JSON = "application/json;charset=UTF-8";
    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    /** A success with the members of {@code content}. */
    static Answer success(Object content) {
        JsonObject envelope = new JsonObject();
        envelope.addProperty("status", "success");
        GSON.toJsonTree(content).getAsJsonObject().entrySet().forEach(e -> envelope.add(e.getKey(), e.getValue()));
        return new Answer(200, JSON, GSON.toJson(envelope));
    }

    static Answer error(int code, String message) {
        JsonObject envelope = new JsonObject();
        envelope.addProperty("status", "error");
        envelope.addProperty("message", message);
        return new Answer(code, JSON, GSON.toJson(envelope));
    }
}
