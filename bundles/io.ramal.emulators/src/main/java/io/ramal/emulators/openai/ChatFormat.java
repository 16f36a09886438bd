package io.ramal.emulators.openai;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** Chat completions, whole and in pieces. */
final class ChatFormat {
    private static final int CHUNK = 5;

    private ChatFormat() {}

    /** Server-sent events, without their end mark. */
    static String events(String content) {
        StringBuilder events = new StringBuilder(": a comment\n\n");
        for (int i = 0; i < content.length(); i += CHUNK) {
            JsonObject delta = new JsonObject();
            delta.addProperty("content", content.substring(i, Math.min(content.length(), i + CHUNK)));
            events.append("data: ").append(choice("delta", delta)).append("\n\n");
        }
        return events.toString();
    }

    static String end() {
        return "data: [DONE]\n\n";
    }

    static String whole(String content) {
        JsonObject message = new JsonObject();
        message.addProperty("role", "assistant");
        message.addProperty("content", content);
        return choice("message", message).toString();
    }

    private static JsonObject choice(String name, JsonObject value) {
        JsonObject choice = new JsonObject();
        choice.addProperty("index", 0);
        choice.add(name, value);
        JsonArray choices = new JsonArray();
        choices.add(choice);
        JsonObject root = new JsonObject();
        root.addProperty("object", "chat.completion");
        root.add("choices", choices);
        return root;
    }
}
