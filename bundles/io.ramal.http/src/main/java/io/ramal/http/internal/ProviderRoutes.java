package io.ramal.http.internal;

import io.ramal.provider.Capability;
import io.ramal.provider.ProviderChoices;
import io.ramal.provider.ProviderPerformance;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderStatus;
import io.ramal.provider.ProviderTester;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who hears, speaks and thinks, how they do, and choosing among them. */
final class ProviderRoutes {
    static final String USE = "{\"extension\":\"1001\",\"tts\":\"espeak\"}, extension \"all\" for every one";
    static final String TEST = "{\"id\":\"espeak\"}";

    private final Services services;

    ProviderRoutes(Services services) {
        this.services = services;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/providers", r -> shown()),
                Route.post("/api/providers/use", this::use).waiting(),
                Route.post("/api/providers/test", this::test).waiting());
    }

    /** A provider and its record; times in ms, null while nothing was measured. */
    record Served(
            String id,
            String role,
            String description,
            List<String> languages,
            List<String> capabilities,
            String state,
            String reason,
            String cure,
            int ranking,
            int leases,
            long served,
            long answered,
            long failed,
            String circuit,
            String last_failure,
            @Nullable String last_failure_at,
            @Nullable Long p50_ms,
            @Nullable Long p95_ms,
            @Nullable Long p99_ms) {
        static Served of(ProviderStatus s) {
            StatusView.ProviderView v = StatusView.ProviderView.of(s);
            ProviderPerformance p = s.performance();
            boolean measured = p.measured() > 0;
            return new Served(
                    v.id(),
                    v.role(),
                    v.description(),
                    v.languages(),
                    s.info().capabilities().stream()
                            .sorted()
                            .map(ProviderRoutes::word)
                            .toList(),
                    v.state(),
                    v.reason(),
                    v.cure(),
                    v.ranking(),
                    v.leases(),
                    v.served(),
                    p.answered(),
                    p.failed(),
                    word(p.circuit()),
                    p.lastFailure(),
                    p.lastFailureAt() == null ? null : p.lastFailureAt().toString(),
                    measured ? p.p50().toMillis() : null,
                    measured ? p.p95().toMillis() : null,
                    measured ? p.p99().toMillis() : null);
        }
    }

    /** All of them, and what is chosen. */
    record Listed(int total, List<Served> providers, Map<String, Map<String, String>> choices) {}

    /** What is chosen now. */
    record Chosen(String message, Map<String, Map<String, String>> choices) {}

    /** A moment of a trial. */
    record MarkView(String what, long after_ms) {}

    /** What came of a trial in one role. */
    record ReportView(String id, String role, boolean passed, String result, List<MarkView> marks) {}

    /** What came of a trial. */
    record Tried(boolean passed, List<ReportView> reports) {}

    private Answer shown() {
        List<Served> all =
                services.neededRegistry().providers().stream().map(Served::of).toList();
        return Answer.success(new Listed(all.size(), all, choices()));
    }

    private Answer use(ApiRequest request) throws IOException {
        Set<String> known = Stream.concat(
                        Stream.of("extension"),
                        Arrays.stream(ProviderRole.values()).map(ProviderRoutes::word))
                .collect(Collectors.toCollection(TreeSet::new));
        JsonBody body = JsonBody.required(request, USE, known);
        String extension = body.word("extension").orElseThrow(() -> body.bad("no extension is named"));
        Map<ProviderRole, String> ids = new EnumMap<>(ProviderRole.class);
        for (ProviderRole role : ProviderRole.values()) {
            body.text(word(role)).ifPresent(id -> ids.put(role, id));
        }
        if (ids.isEmpty()) {
            throw body.bad("no provider is named");
        }
        String number = extension.equals(ProviderChoices.ALL)
                ? extension
                : Numbers.find(services.neededExtensions().status(), extension)
                        .orElseThrow(() -> new ApiException(404, "there is no extension " + extension))
                        .status()
                        .extension()
                        .number();
        ids.forEach(this::known);
        services.neededChoices().use(number, ids);
        return Answer.success(new Chosen("chosen for " + number + ", from the next utterance on", choices()));
    }

    private void known(ProviderRole role, String id) {
        List<String> there = services.neededRegistry().providers().stream()
                .filter(p -> p.info().role() == role)
                .map(p -> p.info().id())
                .toList();
        if (!id.isEmpty() && !there.contains(id)) {
            throw new ApiException(
                    404,
                    "there is no " + word(role) + " provider " + id + "; there are "
                            + (there.isEmpty() ? "none" : String.join(", ", there)));
        }
    }

    private Answer test(ApiRequest request) {
        JsonBody body = JsonBody.required(request, TEST, Set.of("id", "language", "text"));
        String id = body.word("id").orElseThrow(() -> body.bad("no provider is named"));
        Locale language =
                Locale.forLanguageTag(body.word("language").orElse("pt-BR").replace('_', '-'));
        try {
            List<ReportView> reports = services
                    .neededTester()
                    .test(id, language, body.word("text").orElse(""))
                    .stream()
                    .map(ProviderRoutes::view)
                    .toList();
            return Answer.success(new Tried(reports.stream().allMatch(ReportView::passed), reports));
        } catch (IllegalArgumentException e) {
            throw new ApiException(404, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(503, "the server stops");
        }
    }

    private static ReportView view(ProviderTester.Report r) {
        return new ReportView(
                r.provider(),
                word(r.role()),
                r.passed(),
                r.result(),
                r.marks().stream()
                        .map(m -> new MarkView(m.what(), m.after().toMillis()))
                        .toList());
    }

    private Map<String, Map<String, String>> choices() {
        Map<String, Map<String, String>> all = new TreeMap<>();
        services.neededChoices().choices().forEach((extension, ids) -> {
            Map<String, String> words = new TreeMap<>();
            ids.forEach((role, id) -> words.put(word(role), id));
            all.put(extension, words);
        });
        return all;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String word(Capability value) {
        return word((Enum<?>) value);
    }
}
