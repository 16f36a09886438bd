package io.ramal.ai.messages.internal;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.ramal.ai.AiEvent;
import io.ramal.ai.AiQuestion;
import io.ramal.ai.AiRequest;
import io.ramal.ai.CallStatus;
import io.ramal.conversation.VisitData;
import io.ramal.remote.BadReplyException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the contract. What may be missing in a reply is missing without harm; what has the wrong type makes the
 * reply a bad one.
 */
final class Wire {
    private Wire() {}

    static String request(AiRequest call, AiQuestion question) {
        JsonObject json = new JsonObject();
        json.addProperty("id", call.callId().toString());
        json.addProperty("content", question.content());
        json.addProperty("extension", call.extension().number());
        json.addProperty("condominium", call.extension().condominiumId());
        json.addProperty("role", call.role().name().toLowerCase(Locale.ROOT));
        json.addProperty("language", call.language().toLanguageTag());
        json.addProperty("turn", question.turn());
        return json.toString();
    }

    /** @throws BadReplyException when the body is no answer */
    static AiEvent.Answer answer(String body, AiQuestion question) throws BadReplyException {
        JsonObject root = object(parse(body), "reply");
        JsonObject content = object(root.get("content"), "content");
        JsonElement status = root.has("set_call_status") ? root.get("set_call_status") : content.get("set_call_status");
        return new AiEvent.Answer(
                question.turn(),
                text(content.get("mensagem"), "mensagem").strip(),
                data(content.get("dados"), question.known()),
                flag(content.get("valid_for_action")),
                status(text(status, "set_call_status")));
    }

    private static @Nullable JsonElement parse(String body) throws BadReplyException {
        try {
            return JsonParser.parseString(body);
        } catch (JsonParseException | StackOverflowError e) {
            // the parser's own message quotes the reply
            throw new BadReplyException("reply is no JSON");
        }
    }

    private static JsonObject object(@Nullable JsonElement element, String name) throws BadReplyException {
        if (element == null || !element.isJsonObject()) {
            throw new BadReplyException(name + " is no JSON object");
        }
        return element.getAsJsonObject();
    }

    /** Absent and null are empty; numbers are taken for their digits. */
    private static String text(@Nullable JsonElement element, String name) throws BadReplyException {
        if (element == null || element.isJsonNull()) {
            return "";
        }
        if (element instanceof JsonPrimitive primitive && !primitive.isBoolean()) {
            return primitive.getAsString();
        }
        throw new BadReplyException(name + " is no text");
    }

    private static boolean flag(@Nullable JsonElement element) throws BadReplyException {
        if (element == null || element.isJsonNull()) {
            return false;
        }
        if (element instanceof JsonPrimitive primitive && primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        throw new BadReplyException("valid_for_action is neither true nor false");
    }

    /** A blank field says nothing new: what is known stays. */
    private static VisitData data(@Nullable JsonElement element, VisitData known) throws BadReplyException {
        if (element == null || element.isJsonNull()) {
            return known;
        }
        JsonObject json = object(element, "dados");
        return new VisitData(
                intent(field(json, "intent_type", known.intent())),
                field(json, "interlocutor_name", known.visitorName()),
                field(json, "apartment_number", known.apartment()),
                field(json, "resident_name", known.residentName()));
    }

    private static String field(JsonObject json, String name, String known) throws BadReplyException {
        String value = text(json.get(name), name).strip();
        return value.isEmpty() ? known : value;
    }

    private static String intent(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.equals("serviço") ? "servico" : lower;
    }

    /** Without a status, or with one that is not known here, the caller goes on. */
    private static CallStatus status(String value) {
        return Arrays.stream(CallStatus.values())
                .filter(s -> s.name().equalsIgnoreCase(value.strip()))
                .findFirst()
                .orElse(CallStatus.USER_TURN);
    }
}
