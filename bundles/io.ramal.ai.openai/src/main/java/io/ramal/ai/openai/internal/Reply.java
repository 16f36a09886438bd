package io.ramal.ai.openai.internal;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.ramal.conversation.VisitData;
import io.ramal.remote.BadReplyException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a model's answer is taken: the words, and the four fields of a visit, bounded and checked. Anything else it says,
 * such as that somebody is authorised, is nobody's business here.
 *
 * @param complete the model holds the visit for complete, and what it has told is
 */
record Reply(String message, VisitData data, boolean complete) {
    private static final Set<String> INTENTS = Set.of("visita", "entrega", "servico");
    private static final int MAX_FIELD = 80;
    private static final int MAX_MESSAGE = 1000;

    /**
     * @param known what stays where the answer is blank
     * @throws BadReplyException when the content is no answer
     */
    static Reply of(String content, VisitData known) throws BadReplyException {
        JsonObject json = object(content);
        VisitData data = new VisitData(
                intent(field(json, "intent_type"), known.intent()),
                or(field(json, "interlocutor_name"), known.visitorName()),
                or(field(json, "apartment_number"), known.apartment()),
                or(field(json, "resident_name"), known.residentName()));
        boolean enough = !data.intent().isEmpty()
                && !data.visitorName().isEmpty()
                && !(data.apartment().isEmpty() && data.residentName().isEmpty());
        return new Reply(text(json.get("mensagem"), MAX_MESSAGE), data, enough && flag(json.get("valid_for_action")));
    }

    /** Some models put the object into a fence or a sentence. */
    private static JsonObject object(String content) throws BadReplyException {
        int from = content.indexOf('{');
        int to = content.lastIndexOf('}');
        try {
            JsonElement json = from < 0 || to < from ? null : JsonParser.parseString(content.substring(from, to + 1));
            if (json instanceof JsonObject object) {
                return object;
            }
        } catch (JsonParseException | StackOverflowError e) {
            // the parser's own message quotes the answer
        }
        throw new BadReplyException("the answer is no JSON object; see whether the model follows the instruction");
    }

    private static String field(JsonObject json, String name) {
        return text(json.get(name), MAX_FIELD);
    }

    private static String text(@Nullable JsonElement element, int max) {
        if (element == null
                || !element.isJsonPrimitive()
                || element.getAsJsonPrimitive().isBoolean()) {
            return "";
        }
        String plain = element.getAsString().replaceAll("\\p{Cntrl}+", " ").strip();
        return plain.length() <= max ? plain : plain.substring(0, max);
    }

    private static boolean flag(@Nullable JsonElement element) {
        return element != null
                && element.isJsonPrimitive()
                && element.getAsJsonPrimitive().isBoolean()
                && element.getAsBoolean();
    }

    private static String intent(String told, String known) {
        String lower = told.toLowerCase(Locale.ROOT).replace("serviço", "servico");
        return INTENTS.contains(lower) ? lower : known;
    }

    private static String or(String told, String known) {
        return told.isEmpty() ? known : told;
    }
}
