package io.ramal.http.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The description and the code say the same. */
class OpenApiTest {
    private final Fakes fakes = new Fakes();
    private final JsonObject document =
            JsonParser.parseString(fakes.get("/api/openapi.json").body()).getAsJsonObject();

    @Test
    void everyCallIsDescribedAndEveryDescribedCallExists() {
        Set<String> described = new TreeSet<>();
        document.getAsJsonObject("paths")
                .entrySet()
                .forEach(path -> path.getValue()
                        .getAsJsonObject()
                        .keySet()
                        .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        Set<String> served = new TreeSet<>();
        fakes.router.routes().forEach(r -> served.add(r.method() + " " + r.path()));
        assertThat(described).isEqualTo(served);
    }

    @TestFactory
    List<DynamicTest> answersHaveTheDescribedFields() {
        Map<String, Answer> answers = Map.ofEntries(
                Map.entry("get /api/status", fakes.get("/api/status")),
                Map.entry("get /live", fakes.get("/live")),
                Map.entry("get /ready", fakes.get("/live")),
                Map.entry("get /api/openapi.json", fakes.get("/api/openapi.json")),
                Map.entry("get /api/extensions", fakes.get("/api/extensions")),
                Map.entry("post /api/refresh", fakes.post("/api/refresh", "")),
                Map.entry("post /api/restart", fakes.post("/api/restart", "{\"extension_id\":1}")),
                Map.entry("post /api/stop", fakes.post("/api/stop", "{\"extension_id\":1}")),
                Map.entry("post /api/start", fakes.post("/api/start", "{\"extension_id\":1}")),
                Map.entry("get /api/calls", fakes.get("/api/calls")),
                Map.entry("post /api/hangup", fakes.post("/api/hangup", "{\"call_id\":\"" + Fakes.CALL + "\"}")),
                Map.entry("get /api/providers", fakes.get("/api/providers")),
                Map.entry(
                        "post /api/providers/use",
                        fakes.post("/api/providers/use", "{\"extension\":\"all\",\"stt\":\"vosk\"}")),
                Map.entry("post /api/providers/test", fakes.post("/api/providers/test", "{\"id\":\"vosk\"}")),
                Map.entry("post /api/drain", fakes.post("/api/drain", "")),
                Map.entry("get /api/asterisk/target", fakes.get("/api/asterisk/target?ramal=1002")),
                Map.entry("get /api/asterisk/after", fakes.get("/api/asterisk/after?call=" + Fakes.CALL)),
                Map.entry("get /api/asterisk/config", fakes.get("/api/asterisk/config")));
        assertThat(answers).hasSize(fakes.router.routes().size());
        return answers.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
                    Answer answer = e.getValue();
                    assertThat(answer.code()).isEqualTo(200);
                    String type = answer.type().split(";", -1)[0];
                    JsonObject described = content(e.getKey(), "200", type);
                    if (type.equals("application/json")) {
                        JsonElement body = JsonParser.parseString(answer.body());
                        conforms(body, described.getAsJsonObject("schema"), "answer");
                        if (described.has("example")) {
                            conforms(described.get("example"), described.getAsJsonObject("schema"), "example");
                        }
                    }
                }))
                .toList();
    }

    @Test
    void aStatusWithNothingBehindItIsDescribedToo() {
        conforms(
                JsonParser.parseString(Fakes.nothing().get("/api/status").body()),
                content("get /api/status", "200", "application/json").getAsJsonObject("schema"),
                "answer");
    }

    @Test
    void errorsAreDescribed() {
        for (Answer error : List.of(
                fakes.get("/nothing"),
                fakes.post("/api/restart", ""),
                Fakes.nothing().get("/ready"))) {
            conforms(
                    JsonParser.parseString(error.body()),
                    content("post /api/restart", "404", "application/json").getAsJsonObject("schema"),
                    "error");
        }
    }

    @Test
    void whatDoesNotConformIsNoticed() {
        JsonObject schema =
                content("post /api/hangup", "200", "application/json").getAsJsonObject("schema");
        for (String wrong : List.of(
                "{\"status\":\"success\"}",
                "{\"status\":\"error\",\"message\":\"x\"}",
                "{\"status\":\"success\",\"message\":7}",
                "{\"status\":\"success\",\"message\":null}",
                "{\"status\":\"success\",\"message\":\"x\",\"more\":1}")) {
            assertThatThrownBy(() -> conforms(JsonParser.parseString(wrong), schema, "x"))
                    .as(wrong)
                    .isInstanceOf(AssertionError.class);
        }
    }

    private JsonObject content(String call, String code, String type) {
        String[] words = call.split(" ", -1);
        return document.getAsJsonObject("paths")
                .getAsJsonObject(words[1])
                .getAsJsonObject(words[0])
                .getAsJsonObject("responses")
                .getAsJsonObject(code)
                .getAsJsonObject("content")
                .getAsJsonObject(type);
    }

    /** As much of the schema language as the description uses; fields that are not described are faults. */
    private void conforms(JsonElement value, JsonObject schema, String where) {
        if (schema.has("$ref")) {
            String name = schema.get("$ref").getAsString().replaceFirst("#/components/schemas/", "");
            conforms(
                    value,
                    document.getAsJsonObject("components")
                            .getAsJsonObject("schemas")
                            .getAsJsonObject(name),
                    where);
            return;
        }
        if (value.isJsonNull()) {
            assertThat(schema.has("nullable")).as(where + " may be null").isTrue();
            return;
        }
        if (schema.has("enum")) {
            assertThat(schema.getAsJsonArray("enum")).as(where).contains(value);
        }
        switch (schema.get("type").getAsString()) {
            case "object" -> object(value, schema, where);
            case "array" -> {
                assertThat(value.isJsonArray()).as(where + " is an array").isTrue();
                JsonArray items = value.getAsJsonArray();
                for (int i = 0; i < items.size(); i++) {
                    conforms(items.get(i), schema.getAsJsonObject("items"), where + "[" + i + "]");
                }
            }
            case "integer" ->
                assertThat(value.getAsJsonPrimitive().isNumber()
                                && value.getAsBigDecimal().stripTrailingZeros().scale() <= 0)
                        .as(where + " is an integer")
                        .isTrue();
            case "boolean" ->
                assertThat(value.getAsJsonPrimitive().isBoolean())
                        .as(where + " is a boolean")
                        .isTrue();
            default ->
                assertThat(value.getAsJsonPrimitive().isString())
                        .as(where + " is a string")
                        .isTrue();
        }
    }

    private void object(JsonElement value, JsonObject schema, String where) {
        assertThat(value.isJsonObject()).as(where + " is an object").isTrue();
        JsonObject object = value.getAsJsonObject();
        if (!schema.has("properties")) {
            return;
        }
        JsonObject properties = schema.getAsJsonObject("properties");
        for (JsonElement name : schema.getAsJsonArray("required")) {
            assertThat(object.has(name.getAsString()))
                    .as(where + "." + name.getAsString())
                    .isTrue();
        }
        object.entrySet().forEach(e -> {
            assertThat(properties.has(e.getKey()))
                    .as(where + "." + e.getKey() + " is described")
                    .isTrue();
            conforms(e.getValue(), properties.getAsJsonObject(e.getKey()), where + "." + e.getKey());
        });
    }
}
