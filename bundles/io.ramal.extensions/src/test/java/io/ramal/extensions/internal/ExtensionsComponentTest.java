package io.ramal.extensions.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.ExtensionStatus;
import io.ramal.provider.DataFolder;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionsComponentTest {
    private final FakeLineServer server = new FakeLineServer();

    @BeforeEach
    void anEmptyDataFolder(@TempDir Path folder) {
        System.setProperty(DataFolder.PROPERTY, folder.toString());
    }

    @AfterEach
    void noDataFolder() {
        System.clearProperty(DataFolder.PROPERTY);
    }

    @Test
    void theLastKnownFileServesWhileThereIsNoDatabase() throws Exception {
        Files.writeString(DataFolder.resolve("ramais_config.json"), """
                {"ramais":[{"id":3,"ramal_ia":"1003","ramal_retorno":"1004","ip_servidor":"127.0.0.1",
                            "porta_ia":9003,"porta_retorno":null,"condominio_id":10}]}
                """);
        ExtensionsComponent component = started(Map.of());
        assertThat(component.configuration().source()).isEqualTo(ExtensionSource.FILE);
        assertThat(only(component).extension())
                .isEqualTo(new Extension(3, "1003", "1004", "127.0.0.1", 9003, null, 10));
        assertThat(server.open()).containsExactly(9003);
        assertThatThrownBy(component::stored).isInstanceOf(IOException.class).hasMessageContaining("DB_HOST");
        component.close();
    }

    @Test
    void theCompatibilityPairServesAsConfigured() throws Exception {
        ExtensionsComponent component = started(Map.of("compat_port", 7000, "compat_address", " 127.0.0.1 "));
        assertThat(component.configuration().source()).isEqualTo(ExtensionSource.COMPATIBILITY);
        assertThat(only(component).extension()).isEqualTo(new Extension(0, "1000", "1001", "127.0.0.1", 7000, 8081, 0));
        assertThat(server.sockets()).containsExactly("127.0.0.1:7000", "127.0.0.1:8081");
        component.close();
        assertThat(server.open()).isEmpty();
    }

    @Test
    void badValuesAreAsGoodAsTheirDefaults() throws Exception {
        ExtensionsComponent component = started(Map.of(
                "api_port",
                70_000,
                "compat_port",
                new NumberFormatException("abc"),
                "compat_return_port",
                -1,
                "auto_refresh",
                "sometimes",
                "refresh_interval_s",
                5));
        assertThat(server.open()).containsExactly(8080, 8081);
        component.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "localhost", "pbx.example", "999.1.1.1"})
    void withoutAnAddressTheCompatibilityPairListensOnAll(String address) throws Exception {
        ExtensionsComponent component = started(Map.of("compat_address", address));
        assertThat(server.sockets()).containsExactly("0.0.0.0:8080", "0.0.0.0:8081");
        component.close();
    }

    @Test
    void anyAddressIsTaken() throws Exception {
        ExtensionsComponent component = started(Map.of("compat_address", "::1"));
        assertThat(server.sockets()).containsExactly("::1:8080", "::1:8081");
        component.close();
    }

    @Test
    void onePortForBothIsNotTaken() throws Exception {
        ExtensionsComponent component = started(Map.of("compat_port", 7000, "compat_return_port", 7000));
        assertThat(server.open()).containsExactly(8080, 8081);
        component.close();
    }

    @Test
    void newSettingsReopenOnlyWhatTheyChange() throws Exception {
        ExtensionsComponent component = started(Map.of());
        FakeLineServer.Port residents = server.at(8081);
        component.modified(config(Map.of("compat_port", 7000, "auto_refresh", "TRUE", "refresh_interval_s", 10)));
        assertThat(component.refresh().active()).isEqualTo(1);
        assertThat(server.open()).containsExactly(7000, 8081);
        assertThat(server.at(8081)).isSameAs(residents);
        component.close();
    }

    @Test
    void commandsAreServedUntilTheEnd() throws Exception {
        ExtensionsComponent component = started(Map.of());
        assertThat(component.restart(0, true)).isTrue();
        assertThat(component.stop(0, false)).isTrue();
        assertThat(component.start(0)).isTrue();
        assertThat(component.start(1)).isFalse();
        component.close();
        component.unbindServer(server);
        assertThatIllegalStateException().isThrownBy(() -> component.restart(0, false));
    }

    private ExtensionsComponent started(Map<String, Object> values) throws IOException {
        ExtensionsComponent component = new ExtensionsComponent(config(values));
        component.bindServer(server);
        component.start();
        // answered after the first configuration has been applied
        component.refresh();
        return component;
    }

    private static ExtensionStatus only(ExtensionsComponent component) {
        assertThat(component.status()).hasSize(1);
        return component.status().get(0);
    }

    /** The defaults with some other values; an exception is thrown, as for what cannot be converted. */
    private static ExtensionsComponent.Config config(Map<String, Object> values) {
        return (ExtensionsComponent.Config) Proxy.newProxyInstance(
                ExtensionsComponentTest.class.getClassLoader(),
                new Class<?>[] {ExtensionsComponent.Config.class, Annotation.class},
                (proxy, method, arguments) -> {
                    Object value = values.getOrDefault(method.getName(), method.getDefaultValue());
                    if (value instanceof RuntimeException e) {
                        throw e;
                    }
                    return value;
                });
    }
}
