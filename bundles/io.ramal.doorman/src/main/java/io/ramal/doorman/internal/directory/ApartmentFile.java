package io.ramal.doorman.internal.directory;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.ramal.text.Apartment;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The text of {@code apartamentos.json}: a list of objects with {@code apartment_number}, {@code residents},
 * {@code voip_number} and, where not of any condominium, {@code condominium_id}. People edit it, so numbers may be in
 * quotes or not, and there may be comments and a comma too many. Complaints name entries by their place, never by what
 * is in them.
 */
final class ApartmentFile {
    /** What makes a whole file useless. The message tells where and the cure. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1;

        Broken(String message) {
            super(message);
        }
    }

    /** The reason why an entry, or a part of it, is of no use. */
    private static final class Bad extends Exception {
        private static final long serialVersionUID = 1;

        Bad(String message) {
            super(message);
        }
    }

    /** Says what is wrong with entries, but not ten thousand times when a whole export is. */
    private static final class Complaints {
        private static final int MAX = 50;
        private int count;

        void say(int place, String what) {
            if (count++ < MAX) {
                LOG.warn("apartment directory: entry {} {}", place, what);
            }
        }

        void end() {
            if (count > MAX) {
                LOG.warn("apartment directory: {} more entries are bad", count - MAX);
            }
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(ApartmentFile.class);

    /** E.164 has 15 digits; a prefix for an outside line comes before them. */
    private static final Pattern DIGITS = Pattern.compile("\\d{1,20}");

    /** Of RFC 3261 what telephones are addressed with; nothing that a dialplan or AMI could take for more than a name. */
    private static final Pattern SIP = Pattern.compile(
            "sip:[A-Za-z0-9_.!~*'+-]{1,64}(@[A-Za-z0-9.:\\[\\]-]{1,255})?(;[A-Za-z0-9=._-]{1,64}){0,4}");

    private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+)");

    private final Names names;
    private final ApartmentReader apartments;

    ApartmentFile(Names names, ApartmentReader apartments) {
        this.names = names;
        this.apartments = apartments;
    }

    /** The entries that can be used; says once for each other one why it cannot. */
    List<Entry> read(byte[] file) throws Broken {
        JsonReader json = new JsonReader(new StringReader(text(file)));
        json.setStrictness(Strictness.LENIENT);
        List<Entry> entries = new ArrayList<>();
        Set<Entry> seen = new HashSet<>();
        Complaints complaints = new Complaints();
        try {
            if (json.peek() != JsonToken.BEGIN_ARRAY) {
                throw new Broken("is no list; begin it with [ and end it with ]");
            }
            json.beginArray();
            for (int place = 1; json.hasNext(); place++) {
                Entry entry = entry(JsonParser.parseReader(json), place, seen, complaints);
                if (entry != null) {
                    entries.add(entry);
                }
            }
            json.endArray();
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw new Broken("goes on after the ] of its list; keep one list only");
            }
        } catch (IOException | JsonParseException | IllegalStateException e) {
            throw new Broken("is no JSON " + place(e) + "; correct it there");
        }
        complaints.end();
        return entries;
    }

    private static String text(byte[] file) throws Broken {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Broken("is not in UTF-8; save it in UTF-8");
        }
    }

    /** Only the place: the rest of a message might repeat what is written there. */
    private static String place(Exception e) {
        Matcher m = PLACE.matcher(Objects.toString(e.getMessage(), ""));
        return m.find() ? "in line " + m.group(1) + ", column " + m.group(2) : "up to its end, or is cut off";
    }

    private @Nullable Entry entry(JsonElement element, int place, Set<Entry> seen, Complaints complaints) {
        if (element.isJsonNull()) {
            // what a comma too many leaves
            return null;
        }
        try {
            if (!element.isJsonObject()) {
                throw new Bad("is no object; write it in { }");
            }
            Entry entry = entry(element.getAsJsonObject(), place, complaints);
            if (!seen.add(entry)) {
                throw new Bad("is there twice; remove one");
            }
            return entry;
        } catch (Bad e) {
            complaints.say(place, "is left out: it " + e.getMessage());
            return null;
        }
    }

    private Entry entry(JsonObject object, int place, Complaints complaints) throws Bad {
        Apartment apartment = apartment(text(object, "apartment_number"));
        Integer condominium = condominium(object.get("condominium_id"));
        return new Entry(
                condominium, apartment, residents(object.get("residents")), destination(object, place, complaints));
    }

    private Apartment apartment(String text) throws Bad {
        if (text.isEmpty()) {
            throw new Bad("has no apartment_number; write one, such as \"501\" or \"501B\"");
        }
        Apartment apartment = apartments.read(text);
        if (apartment == null) {
            throw new Bad("has an apartment_number that is none; write it such as \"501\" or \"501B\"");
        }
        return apartment;
    }

    /** An apartment that cannot be rung is known all the same: its visitors are told something else. */
    private static String destination(JsonObject object, int place, Complaints complaints) throws Bad {
        String text = text(object, "voip_number");
        if (DIGITS.matcher(text).matches() || SIP.matcher(text).matches()) {
            return text;
        }
        complaints.say(
                place,
                "cannot be rung: its voip_number is "
                        + (text.isEmpty() ? "missing" : "neither digits nor a sip: URI")
                        + "; write digits or a sip: URI");
        return "";
    }

    private static @Nullable Integer condominium(@Nullable JsonElement element) throws Bad {
        if (element == null || element.isJsonNull()) {
            return null;
        }
        try {
            return element.getAsBigDecimal().intValueExact();
        } catch (NumberFormatException
                | ArithmeticException
                | UnsupportedOperationException
                | IllegalStateException e) {
            throw new Bad("has a condominium_id that is no whole number; correct it, or remove it for any condominium");
        }
    }

    private List<PersonName> residents(@Nullable JsonElement element) throws Bad {
        if (element == null || element.isJsonNull()) {
            return List.of();
        }
        if (!element.isJsonArray()) {
            throw new Bad("has residents that are no list; write them such as [\"…\", \"…\"]");
        }
        List<PersonName> residents = new ArrayList<>();
        JsonArray array = element.getAsJsonArray();
        for (JsonElement resident : array) {
            if (resident instanceof JsonPrimitive primitive && primitive.isString()) {
                PersonName name = names.read(primitive.getAsString());
                if (!name.isEmpty()) {
                    residents.add(name);
                }
            } else if (!resident.isJsonNull()) {
                throw new Bad("has residents that are no names; write them in quotes");
            }
        }
        return residents;
    }

    private static String text(JsonObject object, String key) throws Bad {
        JsonElement element = object.get(key);
        if (element == null || element.isJsonNull()) {
            return "";
        }
        if (!element.isJsonPrimitive()) {
            throw new Bad("has a " + key + " that is neither a text nor a number; correct it");
        }
        return element.getAsString().strip();
    }
}
