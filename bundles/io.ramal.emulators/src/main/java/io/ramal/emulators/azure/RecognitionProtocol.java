package io.ramal.emulators.azure;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Recognition on one connection: contexts open turns, sound drives them. Used by the connection's thread. */
final class RecognitionProtocol implements AzureConnection.Protocol {
    private static final int USUAL_END_MS = 500;

    private final AzureEmulator emulator;
    private final AzureConnection connection;
    private final Scenario scenario;
    private @Nullable RecognitionTurn turn;

    RecognitionProtocol(AzureEmulator emulator, AzureConnection connection, Scenario scenario) {
        this.emulator = emulator;
        this.connection = connection;
        this.scenario = scenario;
    }

    @Override
    public void received(WireMessage message) throws IOException {
        switch (message.path().toLowerCase(Locale.ROOT)) {
            case "speech.context" -> turn = open(message.requestId(), message.bodyText());
            case "audio" -> sound(message);
            default -> {
                // telemetry and the like
            }
        }
    }

    private void sound(WireMessage message) throws IOException {
        RecognitionTurn t = turn;
        if (t == null || !t.requestId().equals(message.requestId())) {
            t = open(message.requestId(), "");
            turn = t;
        }
        if (message.body().length == 0) {
            t.end();
        } else {
            t.sound(message.body());
        }
    }

    private RecognitionTurn open(String requestId, String context) throws WireException {
        ended();
        JsonObject json = new JsonObject();
        try {
            if (!context.isEmpty()) {
                json = JsonParser.parseString(context).getAsJsonObject();
            }
        } catch (JsonParseException | IllegalStateException e) {
            throw new WireException(1007, "speech.context is no JSON object");
        }
        String query = connection.query();
        String language = text(json, parameter(query, "language"), "phraseDetection", "language");
        String format = text(json, parameter(query, "format"), "phraseOutput", "format");
        String silence =
                text(json, "", "phraseDetection", "CONVERSATION", "segmentation", "segmentationSilenceTimeoutMs");
        Recognition recognition = new Recognition(connection, requestId, context, language, phrases(json));
        emulator.traffic().add(recognition);
        return new RecognitionTurn(
                emulator,
                scenario,
                recognition,
                format.equalsIgnoreCase("detailed"),
                scenario.number("endMs", silence.isEmpty() ? USUAL_END_MS : Double.parseDouble(silence)));
    }

    @Override
    public void ended() {
        RecognitionTurn t = turn;
        turn = null;
        if (t != null) {
            t.abandon();
        }
    }

    /** The phrase list: {@code dgi.Groups[].Items[].Text}. */
    private static List<String> phrases(JsonObject context) {
        List<String> phrases = new ArrayList<>();
        if (context.get("dgi") instanceof JsonObject dgi && dgi.has("Groups")) {
            for (JsonElement group : dgi.getAsJsonArray("Groups")) {
                for (JsonElement item : group.getAsJsonObject().getAsJsonArray("Items")) {
                    phrases.add(item.getAsJsonObject().get("Text").getAsString());
                }
            }
        }
        return phrases;
    }

    private static String text(JsonObject json, String usual, String... path) {
        JsonElement at = json;
        for (String name : path) {
            at = at instanceof JsonObject o ? o.get(name) : null;
        }
        return at != null && at.isJsonPrimitive() ? at.getAsString() : usual;
    }

    /** Of a query; empty when it is not there. */
    static String parameter(String query, String name) {
        return Arrays.stream(query.split("&"))
                .filter(p -> p.startsWith(name + "="))
                .map(p -> URLDecoder.decode(p.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }
}
