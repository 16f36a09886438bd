package io.ramal.ai.openai.internal;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;

/** What was said in a dialogue, the last turns of it. Not thread-safe. */
final class History {
    private record Turn(String caller, String model) {}

    private final int most;
    private final Deque<Turn> turns = new ArrayDeque<>();

    History(int most) {
        this.most = most;
    }

    void add(String caller, String model) {
        turns.add(new Turn(caller, model));
        while (turns.size() > most) {
            turns.remove();
        }
    }

    /** As messages, oldest first. What callers say is never anything but the user's. */
    void into(JsonArray messages) {
        for (Turn turn : turns) {
            messages.add(message("user", turn.caller()));
            messages.add(message("assistant", turn.model()));
        }
    }

    static JsonObject message(String role, String content) {
        JsonObject message = new JsonObject();
        message.addProperty("role", role);
        message.addProperty("content", content);
        return message;
    }
}
