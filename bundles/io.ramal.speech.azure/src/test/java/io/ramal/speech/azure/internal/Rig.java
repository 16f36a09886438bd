package io.ramal.speech.azure.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ramal.audio.AudioFrame;
import io.ramal.call.LegRole;
import io.ramal.emulators.azure.AzureEmulator;
import io.ramal.provider.Provider;
import io.ramal.provider.ProviderHealth;
import io.ramal.stt.SttProvider;
import io.ramal.stt.SttRequest;
import io.ramal.testkit.Sounds;
import io.ramal.tts.TtsProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** The whole component with its helper process, in which the real SDK talks to an emulator. */
final class Rig implements AutoCloseable {
    static final Locale PORTUGUESE = Locale.forLanguageTag("pt-BR");
    /** Generous: the machine may be slow. */
    static final long PATIENCE_S = 30;

    /** As the bundle carries it, unpacked once for all tests. */
    static final ProcessLink.Program HELPER = helper(Path.of(System.getProperty("java.home"), "bin", "java"));

    final AzureEmulator emulator;
    final AzureComponent component;
    final Map<Class<?>, Object> services = new HashMap<>();

    Rig(Map<String, Object> settings) throws IOException {
        this(AzureEmulator.start(), settings);
    }

    /** @param settings by names of {@link AzureConfig}'s methods; what it does not name is the default */
    Rig(AzureEmulator emulator, Map<String, Object> settings) {
        this(emulator, settings, HELPER);
    }

    Rig(AzureEmulator emulator, Map<String, Object> settings, ProcessLink.Program helper) {
        needSsl();
        this.emulator = emulator;
        Map<String, Object> all = new HashMap<>(Map.of("host", emulator.uri().toString(), "_key", "a-key"));
        all.putAll(settings);
        component = new AzureComponent(context(), config(all), helper);
    }

    static ProcessLink.Program helper(Path java) {
        try {
            return AzureComponent.program(Path.of("target/helper").toAbsolutePath(), java);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The helper processes of this JVM that live. */
    static List<ProcessHandle> helpers() {
        return ProcessHandle.current()
                .children()
                .filter(p -> p.info().commandLine().orElse("").contains("io.ramal.speech.azure.helper"))
                .toList();
    }

    /** The SDK connects to nothing without OpenSSL, not even unencrypted. */
    static void needSsl() {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        assumeTrue(linux, "the SDK is tested on Linux");
        boolean ssl = List.of("/lib", "/usr/lib", "/lib64", "/usr/lib64").stream()
                .flatMap(f -> List.of("", "/x86_64-linux-gnu", "/aarch64-linux-gnu").stream()
                        .map(d -> Path.of(f + d)))
                .anyMatch(f -> Files.exists(f.resolve("libssl.so.3")) || Files.exists(f.resolve("libssl.so.1.1")));
        assumeTrue(ssl, "libssl is not installed (Debian: apt install libssl3 libuuid1)");
    }

    static AzureConfig config(Map<String, Object> settings) {
        return (AzureConfig) Proxy.newProxyInstance(
                Rig.class.getClassLoader(),
                new Class<?>[] {AzureConfig.class},
                (proxy, method, args) -> settings.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    private BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(
                Rig.class.getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, args) -> {
                    if (!method.getName().equals("registerService")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    services.put((Class<?>) args[0], args[1]);
                    return Proxy.newProxyInstance(
                            Rig.class.getClassLoader(), new Class<?>[] {ServiceRegistration.class}, (p, m, a) -> {
                                services.remove(args[0]);
                                return null;
                            });
                });
    }

    SttProvider stt() {
        return (SttProvider) services.get(SttProvider.class);
    }

    TtsProvider tts() {
        return (TtsProvider) services.get(TtsProvider.class);
    }

    /** Opens both kinds of connections. */
    Rig ready() throws Exception {
        await(stt(), ProviderHealth.State.READY);
        await(tts(), ProviderHealth.State.READY);
        return this;
    }

    /** Waits for a state; health changes by the component's own clock and tells nobody, so it is looked at again and again. */
    static ProviderHealth await(Provider provider, ProviderHealth.State state) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (provider.health().state() != state && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            LockSupport.parkNanos(2_000_000);
        }
        assertThat(provider.health())
                .as("health of %s", provider.info())
                .extracting(ProviderHealth::state)
                .isEqualTo(state);
        return provider.health();
    }

    /** Waits until the emulator has seen every connection end. */
    void noConnections() throws Exception {
        emulator.traffic()
                .await(
                        Duration.ofSeconds(PATIENCE_S),
                        t -> emulator.connections().isEmpty() ? true : null);
    }

    static SttRequest request(String... phrases) {
        return new SttRequest(UUID.randomUUID(), LegRole.VISITOR, PORTUGUESE, List.of(phrases));
    }

    /** Somebody talks, then is silent, in frames of 20 ms. */
    static List<AudioFrame> speech(double seconds, double silence) {
        short[] sound = Sounds.join(Sounds.speech(seconds, -20, 7), Sounds.silence(silence));
        return java.util.stream.IntStream.range(0, sound.length / AudioFrame.SAMPLES)
                .mapToObj(i -> AudioFrame.copyOf(sound, i * AudioFrame.SAMPLES, AudioFrame.SAMPLES))
                .toList();
    }

    @Override
    public void close() {
        component.close();
        emulator.close();
    }
}
