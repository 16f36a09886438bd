package io.ramal.http.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.call.CallSnapshot;
import io.ramal.call.Calls;
import io.ramal.call.LegRole;
import io.ramal.call.LineAcceptor;
import io.ramal.call.Reception;
import io.ramal.conversation.VisitData;
import io.ramal.conversation.VisitOutcome;
import io.ramal.extension.AsteriskConfig;
import io.ramal.extension.ConfigurationStatus;
import io.ramal.extension.DatabaseState;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionControl;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.Extensions;
import io.ramal.extension.RefreshResult;
import io.ramal.provider.Lease;
import io.ramal.provider.LeaseRequest;
import io.ramal.provider.Provider;
import io.ramal.provider.ProviderChoices;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderStatus;
import io.ramal.provider.ProviderTester;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A small server behind the API, all of whose parts can be taken away. */
final class Fakes implements Services {
    static final Instant NOW = Instant.parse("2026-05-04T12:30:12Z");
    static final UUID CALL = UUID.fromString("0b7e6c1e-4d5f-4a57-9f0a-3f1d2c4b5a69");

    final List<String> done = new ArrayList<>();
    List<ExtensionStatus> status = new ArrayList<>(List.of(
            new ExtensionStatus(
                    new Extension(1, "1001", "1002", "0.0.0.0", 8080, 8081, 10),
                    8083,
                    8081,
                    ExtensionState.ACTIVE,
                    3,
                    "port 8080 is taken"),
            new ExtensionStatus(
                    new Extension(2, "2001", "1001", "10.0.0.5", 9000, null, 11),
                    null,
                    null,
                    ExtensionState.ERROR,
                    0,
                    "no")));
    ConfigurationStatus configuration = new ConfigurationStatus(
            ExtensionSource.DATABASE,
            NOW.minusMillis(42_500),
            DatabaseState.DOWN,
            NOW.minusSeconds(30),
            "connection refused",
            false);
    List<ProviderStatus> providers = List.of(new ProviderStatus(
            new ProviderInfo("vosk", ProviderRole.STT, Set.of(Locale.forLanguageTag("pt-BR")), "Vosk"),
            ProviderHealth.unavailable("no model", "install one"),
            5,
            1,
            7));

    @Nullable
    IOException database;

    boolean draining;
    boolean human = true;

    @Nullable
    Extensions extensions = new Extensions() {
        @Override
        public List<ExtensionStatus> status() {
            return status;
        }

        @Override
        public ConfigurationStatus configuration() {
            return configuration;
        }
    };

    @Nullable
    ExtensionControl control = new ExtensionControl() {
        @Override
        public RefreshResult refresh() throws IOException {
            throwIfDown();
            return new RefreshResult(1, 2, 3, 4);
        }

        @Override
        public List<Extension> stored() throws IOException {
            throwIfDown();
            return List.of(
                    new Extension(1, "1001", "1002", "0.0.0.0", 8080, 8081, 10),
                    new Extension(2, "2001", "2002", "0.0.0.0", 0, null, 11));
        }

        @Override
        public boolean restart(int id, boolean force) {
            done.add("restart " + id + (force ? " by force" : ""));
            return known(id);
        }

        @Override
        public boolean stop(int id, boolean force) {
            done.add("stop " + id + (force ? " by force" : ""));
            return known(id);
        }

        @Override
        public boolean start(int id) {
            done.add("start " + id);
            return known(id);
        }
    };

    @Nullable
    Calls calls = new Calls() {
        @Override
        public List<CallSnapshot> active() {
            return List.of(new CallSnapshot(
                    CALL,
                    status.get(0).extension(),
                    NOW.minusSeconds(12),
                    null,
                    "listening",
                    List.of(LegRole.VISITOR, LegRole.RESIDENT),
                    2,
                    VisitData.EMPTY,
                    List.of(),
                    VisitOutcome.NO_ANSWER,
                    human));
        }

        @Override
        public List<CallSnapshot> recent() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<CallSnapshot> find(UUID callId) {
            return active().stream().filter(c -> c.id().equals(callId)).findFirst();
        }

        @Override
        public boolean hangup(UUID callId, LegRole role) {
            done.add("hangup " + role);
            return callId.equals(CALL);
        }

        @Override
        public boolean end(UUID callId) {
            throw new UnsupportedOperationException();
        }
    };

    @Nullable
    Reception reception = new Reception() {
        @Override
        public boolean accepting() {
            return !draining;
        }

        @Override
        public void drain() {
            draining = true;
        }

        @Override
        public void resume() {
            draining = false;
        }
    };

    @Nullable
    ProviderRegistry registry = new ProviderRegistry() {
        @Override
        public <P extends Provider> Optional<Lease<P>> lease(Class<P> seam, LeaseRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ProviderStatus> providers() {
            return providers;
        }
    };

    @Nullable
    ProviderChoices choices = new ProviderChoices() {
        private final Map<String, Map<ProviderRole, String>> chosen = new TreeMap<>();

        @Override
        public Map<String, Map<ProviderRole, String>> choices() {
            return chosen;
        }

        @Override
        public void use(String extension, Map<ProviderRole, String> ids) {
            Map<ProviderRole, String> mine = new EnumMap<>(ProviderRole.class);
            mine.putAll(chosen.getOrDefault(extension, Map.of()));
            mine.putAll(ids);
            mine.values().removeIf(String::isEmpty);
            chosen.put(extension, mine);
            chosen.values().removeIf(Map::isEmpty);
        }
    };

    @Nullable
    ProviderTester tester = (id, language, text) -> {
        if (!id.equals("vosk")) {
            throw new IllegalArgumentException("there is no provider " + id + "; there are vosk");
        }
        return List.of(new ProviderTester.Report(
                id,
                ProviderRole.STT,
                true,
                "\"" + text + "\"",
                List.of(new ProviderTester.Mark("text", Duration.ofMillis(120))),
                AudioFrame.EMPTY));
    };

    @Nullable
    LineAcceptor acceptor = line -> Optional.empty();

    @Nullable
    AsteriskConfig asterisk = new AsteriskConfig() {
        @Override
        public List<String> files() {
            return List.of("extensions", "pjsip");
        }

        @Override
        public String render(String file, String host) {
            if (!files().contains(file)) {
                throw new IllegalArgumentException("there is no file " + file);
            }
            return file + " for " + host + "\n";
        }
    };

    final Router router = router();

    Router router() {
        return new Router(Stream.of(
                        new StatusRoutes(this, Clock.fixed(NOW, ZoneOffset.UTC)).routes(),
                        new ExtensionRoutes(this).routes(),
                        new CallRoutes(this).routes(),
                        new ProviderRoutes(this).routes(),
                        new AsteriskRoutes(this).routes())
                .flatMap(List::stream)
                .toList());
    }

    /** The same server with nothing behind it. */
    static Fakes nothing() {
        Fakes fakes = new Fakes();
        fakes.extensions = null;
        fakes.control = null;
        fakes.calls = null;
        fakes.reception = null;
        fakes.registry = null;
        fakes.acceptor = null;
        fakes.asterisk = null;
        return fakes;
    }

    Answer get(String path) {
        int question = path.indexOf('?');
        return router.answer(new ApiRequest(
                "GET",
                question < 0 ? path : path.substring(0, question),
                question < 0 ? null : path.substring(question + 1),
                null,
                limit -> new byte[0],
                "192.0.2.7",
                false));
    }

    Answer post(String path, String body) {
        return post(path, body, "application/json");
    }

    Answer post(String path, String body, @Nullable String contentType) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return router.answer(new ApiRequest(
                "POST",
                path,
                null,
                contentType,
                limit -> Arrays.copyOf(bytes, Math.min(limit, bytes.length)),
                "192.0.2.7",
                false));
    }

    /** A restart that a page in a browser asks for. */
    Answer browser(String body, String contentType) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return router.answer(
                new ApiRequest("POST", "/api/restart", null, contentType, limit -> bytes, "192.0.2.7", true));
    }

    private void throwIfDown() throws IOException {
        if (database != null) {
            throw database;
        }
    }

    private boolean known(int id) {
        return status.stream().anyMatch(s -> s.extension().id() == id);
    }

    @Override
    public @Nullable Extensions extensions() {
        return extensions;
    }

    @Override
    public @Nullable ExtensionControl control() {
        return control;
    }

    @Override
    public @Nullable Calls calls() {
        return calls;
    }

    @Override
    public @Nullable Reception reception() {
        return reception;
    }

    @Override
    public @Nullable ProviderRegistry registry() {
        return registry;
    }

    @Override
    public @Nullable ProviderChoices choices() {
        return choices;
    }

    @Override
    public @Nullable ProviderTester tester() {
        return tester;
    }

    @Override
    public @Nullable AsteriskConfig asterisk() {
        return asterisk;
    }

    @Override
    public @Nullable LineAcceptor acceptor() {
        return acceptor;
    }
}
