package io.ramal.http.internal;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The JSON object of a request. Every fault is a 400 that tells what is expected. */
final class JsonBody {
    /** Largest body taken, in bytes. */
    static final int LIMIT = 64 * 1024;

    private static final int DIGITS = 50;
    private static final int NAME_SHOWN = 40;

    private final JsonObject object;
    private final String expected;

    private JsonBody(JsonObject object, String expected) {
        this.object = object;
        this.expected = expected;
    }

    /**
     * Reads a body that must be there.
     *
     * @param expected an example of what is expected, for the error
     * @param known the names it may hold: one that is misspelt would be passed over, and something else be done than meant
     */
    static JsonBody required(ApiRequest request, String expected, Set<String> known) {
        return optional(request, expected, known).orElseThrow(() -> bad("the body is missing", expected));
    }

    /** Reads a body that may be missing. */
    static Optional<JsonBody> optional(ApiRequest request, String expected, Set<String> known) {
        String text = text(request, expected);
        if (text.isBlank()) {
            return Optional.empty();
        }
        // what curl -d sends says it is a form; only a browser can be made to send a form by somebody else
        if (request.browser() && !isJson(request.contentType())) {
            throw new ApiException(
                    400,
                    "the body must be sent with the header Content-Type: application/json, not "
                            + request.contentType());
        }
        JsonObject object = parse(text, expected);
        for (String name : object.keySet()) {
            if (!known.contains(name)) {
                throw bad(
                        "unknown key " + (name.length() > NAME_SHOWN ? name.substring(0, NAME_SHOWN) + "…" : name)
                                + "; known are " + String.join(", ", new TreeSet<>(known)),
                        expected);
            }
        }
        return Optional.of(new JsonBody(object, expected));
    }

    boolean has(String name) {
        return object.has(name) && !object.get(name).isJsonNull();
    }

    /** A string, or an integer as its digits. */
    Optional<String> word(String name) {
        return primitive(name).map(p -> {
            if (p.isString() && !p.getAsString().isBlank()) {
                return p.getAsString().strip();
            }
            return whole(p).orElseThrow(() -> bad(name + " must be a string or a whole number"))
                    .toString();
        });
    }

    /** A string that may be empty. */
    Optional<String> text(String name) {
        return primitive(name).map(p -> {
            if (!p.isString()) {
                throw bad(name + " must be a string");
            }
            return p.getAsString().strip();
        });
    }

    OptionalInt integer(String name) {
        Optional<JsonPrimitive> value = primitive(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(whole(value.get())
                    .orElseThrow(() -> new ArithmeticException("not whole"))
                    .intValueExact());
        } catch (ArithmeticException e) {
            throw bad(name + " must be a whole number");
        }
    }

    Optional<Boolean> flag(String name) {
        return primitive(name).map(p -> {
            if (!p.isBoolean()) {
                throw bad(name + " must be true or false");
            }
            return p.getAsBoolean();
        });
    }

    /** A 400 that repeats what is expected. */
    ApiException bad(String what) {
        return bad(what, expected);
    }

    private static ApiException bad(String what, String expected) {
        return new ApiException(400, what + "; expected is JSON such as " + expected);
    }

    private Optional<JsonPrimitive> primitive(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonElement value = object.get(name);
        if (!value.isJsonPrimitive()) {
            throw bad(name + " must be a single value");
        }
        return Optional.of(value.getAsJsonPrimitive());
    }

    private static Optional<BigInteger> whole(JsonPrimitive value) {
        if (!value.isNumber()) {
            return Optional.empty();
        }
        try {
            BigDecimal number = value.getAsBigDecimal();
            // 1e999999999 is a number too; its digits are not wanted
            return Math.abs((long) number.scale()) > DIGITS
                    ? Optional.empty()
                    : Optional.of(number.toBigIntegerExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String text(ApiRequest request, String expected) {
        byte[] bytes = request.read(LIMIT + 1);
        if (bytes.length > LIMIT) {
            throw new ApiException(413, "the body is larger than " + LIMIT / 1024 + " kB");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw bad("the body is not UTF-8", expected);
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.matches("application/[\\w.-]+\\+json");
    }

    private static JsonObject parse(String text, String expected) {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        try {
            JsonElement element = JsonParser.parseReader(reader);
            if (element.isJsonObject() && reader.peek() == JsonToken.END_DOCUMENT) {
                return element.getAsJsonObject();
            }
        } catch (JsonParseException | IOException e) {
            // said below; the parser's own words help nobody
        }
        throw bad("the body is no JSON object", expected);
    }
}
