package io.ramal.dial.amqp.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.ramal.dial.DialRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The message a click-to-call service takes from its queue. Fields, their order and the fixed values are those that
 * existing installations publish; {@code origin} is whom to ring.
 */
final class ClickToCall {
    /** What the service does for a message of this kind: it rings, and connects who answers with the AI. */
    private static final String EVENT_CODE = "8001";

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private ClickToCall() {}

    /** UTF-8 JSON without blanks. */
    static byte[] body(DialRequest request, String license, Instant now) {
        JsonObject data = new JsonObject();
        data.addProperty("destiny", "IA");
        data.addProperty("guid", request.callId().toString());
        data.addProperty("license", license);
        data.addProperty("origin", request.destination());
        JsonObject operation = new JsonObject();
        operation.addProperty("eventcode", EVENT_CODE);
        operation.addProperty("guid", "cmd-" + request.callId());
        operation.addProperty("msg", "");
        operation.addProperty("timestamp", now.getEpochSecond());
        operation.addProperty("type", "clicktocall");
        JsonObject message = new JsonObject();
        message.add("data", data);
        message.add("operation", operation);
        return GSON.toJson(message).getBytes(StandardCharsets.UTF_8);
    }
}
