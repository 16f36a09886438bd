package io.ramal.extensions.internal.source;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The text of {@code ramais_config.json}: {@code {"ramais":[…]}} with integers for id, ports and condominium. People edit
 * it, so what is read may have numbers in quotes, comments and a comma too many.
 */
final class FileFormat {
    private static final Logger LOG = LoggerFactory.getLogger(FileFormat.class);
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create();
    private static final int LONGEST_PORT = 9;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern WHOLE = Pattern.compile("^(-?[0-9]+)\\.0+$");

    private FileFormat() {}

    /** The rows that can be written: those whose ports are ports and whose condominium is a number. */
    static List<Row> wellFormed(List<Row> rows) {
        return rows.stream()
                .filter(row -> !row.number().isEmpty() && isPort(row.port()) && row.condominiumId() != null)
                .filter(row -> noReturn(row) || isPort(String.valueOf(row.returnPort())))
                .toList();
    }

    /** Entry by entry: a tree or a text of thousands would be garbage that makes the collector stop every call. */
    static void write(List<Row> wellFormed, OutputStream out) throws IOException {
        // buffered: the encoder makes an array for each piece it is given
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        JsonWriter json = GSON.newJsonWriter(text);
        json.beginObject().name("ramais").beginArray();
        for (Row row : wellFormed) {
            write(json, row);
        }
        json.endArray().endObject().flush();
        text.write('\n');
        text.flush();
    }

    private static void write(JsonWriter json, Row row) throws IOException {
        json.beginObject();
        json.name("id").value(row.id());
        json.name("ramal_ia").value(row.number());
        json.name("ramal_retorno").value(row.returnNumber());
        json.name("ip_servidor").value(row.address());
        json.name("porta_ia").value(Integer.parseInt(row.port()));
        json.name("porta_retorno");
        String returnPort = row.returnPort();
        if (returnPort == null || returnPort.isEmpty()) {
            json.nullValue();
        } else {
            json.value(Integer.parseInt(returnPort));
        }
        json.name("condominio_id").value(row.condominiumId());
        json.endObject();
    }

    /**
     * The rows of a file, in the order of their ids. An entry without an id that can be used is left out and logged;
     * whatever else is odd about an entry stays in its row.
     *
     * @throws IOException saying where the text is broken
     */
    static List<Row> read(byte[] bytes) throws IOException {
        JsonArray entries = entries(new String(bytes, StandardCharsets.UTF_8));
        List<Row> rows = new ArrayList<>(entries.size());
        Set<Integer> ids = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).isJsonNull()) {
                continue; // what a comma too many makes
            }
            Row row = entries.get(i) instanceof JsonObject entry ? row(entry) : null;
            if (row == null || !ids.add(row.id())) {
                LOG.error(
                        "ramais_config.json: ramais[{}] is left out: {}; give it an id of its own",
                        i,
                        row == null ? "it has no id" : "id " + row.id() + " is used twice");
            } else {
                rows.add(row);
            }
        }
        rows.sort(Comparator.comparingInt(Row::id));
        return rows;
    }

    private static JsonArray entries(String text) throws IOException {
        JsonElement file;
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.LENIENT);
            file = JsonParser.parseReader(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new IOException("there is more after the end" + position(reader.toString()));
            }
        } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
            throw new IOException(firstLine(e), e);
        } catch (IOException e) {
            throw new IOException(firstLine(e), e);
        }
        if (file instanceof JsonObject object && object.get("ramais") instanceof JsonArray array) {
            return array;
        }
        throw new IOException("it is not of the form {\"ramais\":[…]}");
    }

    private static @Nullable Row row(JsonObject entry) {
        Integer id = integer(text(entry, "id"));
        if (id == null) {
            return null;
        }
        String returnPort = text(entry, "porta_retorno");
        return new Row(
                id,
                text(entry, "ramal_ia"),
                text(entry, "ramal_retorno"),
                text(entry, "ip_servidor"),
                text(entry, "porta_ia"),
                returnPort.isEmpty() ? null : returnPort,
                integer(text(entry, "condominio_id")));
    }

    /** A value as the table would hold it: {@code 8080}, {@code "8080"} and {@code 8080.0} are the same. */
    private static String text(JsonObject entry, String key) {
        JsonElement value = entry.get(key);
        if (value == null || value instanceof JsonNull) {
            return "";
        }
        if (!value.isJsonPrimitive()) {
            return value.toString();
        }
        String text = value.getAsString().strip();
        return value.getAsJsonPrimitive().isNumber() ? WHOLE.matcher(text).replaceFirst("$1") : text;
    }

    private static @Nullable Integer integer(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static boolean isPort(String text) {
        if (text.isEmpty() || text.length() > LONGEST_PORT) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        int port = Integer.parseInt(text);
        return port > 0 && port <= HIGHEST_PORT;
    }

    private static boolean noReturn(Row row) {
        String port = row.returnPort();
        return port == null || port.isEmpty();
    }

    private static String position(String reader) {
        int at = reader.indexOf(" at line");
        return at < 0 ? "" : reader.substring(at);
    }

    /** The library's first line says what and where; the next is an address of its own manual. */
    private static String firstLine(Exception e) {
        Throwable cause = e.getCause() instanceof IOException io ? io : e;
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("it cannot be read");
    }
}
