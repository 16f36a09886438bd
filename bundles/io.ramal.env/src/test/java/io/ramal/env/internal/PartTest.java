package io.ramal.env.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What hangs on several variables at once: the database and HTTPS. */
class PartTest {
    private static Path keyStore;

    private final Secrets secrets = new Secrets();

    @Test
    void aDatabaseMakesTwoDataSources() {
        Settings s = Settings.NONE.next(database("DB_PASSWORD", "pw", "DB_PORT", "5433", "DB_SSLMODE", "Verify-Full"));
        assertThat(s.errors()).isEmpty();
        assertThat(s.of(Pids.TABLE, secrets))
                .containsEntry("dataSourceName", "ramal")
                .containsEntry("osgi.jdbc.driver.name", "PostgreSQL JDBC Driver")
                .containsEntry("serverName", "db.example")
                .containsEntry("portNumber", "5433")
                .containsEntry("databaseName", "condominios")
                .containsEntry("user", "ramal")
                .containsEntry("sslmode", "verify-full")
                .containsEntry(".password", secrets.placeholder(Variable.DB_PASSWORD, "pw"))
                .containsEntry("pool", "hikari")
                .containsEntry("hikari.initializationFailTimeout", "-1");
        assertThat(s.of(Pids.NEWS, secrets))
                .containsEntry("dataSourceName", "ramal-listen")
                .containsEntry("serverName", "db.example")
                .containsEntry(".password", secrets.placeholder(Variable.DB_PASSWORD, "pw"))
                .doesNotContainKeys("pool", "hikari.initializationFailTimeout");
        assertThat(s.of("io.ramal.extensions", secrets)).containsExactly(Map.entry("db.host", "db.example"));
    }

    @Test
    void everyWaitForADatabaseThatHangsHasAnEnd() {
        Settings s = Settings.NONE.next(database());
        for (String pid : new String[] {Pids.TABLE, Pids.NEWS}) {
            assertThat(s.of(pid, secrets)).containsKeys("connectTimeout", "socketTimeout");
        }
    }

    @Test
    void residentsAreRungByThreeVariables() {
        Settings s = Settings.NONE.next(Map.of(
                "AMI_HOST",
                "127.0.0.1",
                "AMI_USER",
                "ramal",
                "AMI_PASSWORD",
                "pw",
                "GATE_CODE",
                "*9",
                "AMI_PORT",
                "5039"));
        assertThat(s.errors()).isEmpty();
        assertThat(s.of(Pids.AMI, secrets))
                .containsOnly(
                        Map.entry("host", "127.0.0.1"),
                        Map.entry("port", "5039"),
                        Map.entry("username", "ramal"),
                        Map.entry(".password", secrets.placeholder(Variable.AMI_PASSWORD, "pw")),
                        Map.entry(".gate.code", secrets.placeholder(Variable.GATE_CODE, "*9")));
        assertThat(s.of(Pids.AMQP, secrets)).isEmpty();
    }

    @Test
    void aQueueIsRungByFourVariables() {
        Map<String, String> variables = new HashMap<>(Map.of(
                "AMQP_HOST", "[2001:db8::7]", "AMQP_USER", "ramal", "AMQP_PASSWORD", "pw", "AMQP_LICENSE", "4711"));
        assertThat(Settings.NONE.next(variables).of(Pids.AMQP, secrets))
                .containsOnly(
                        Map.entry("host", "2001:db8::7"),
                        Map.entry("username", "ramal"),
                        Map.entry(".password", secrets.placeholder(Variable.AMQP_PASSWORD, "pw")),
                        Map.entry(".license", secrets.placeholder(Variable.AMQP_LICENSE, "4711")));
        variables.remove("AMQP_LICENSE");
        Settings s = Settings.NONE.next(variables);
        assertThat(s.of(Pids.AMQP, secrets)).isEmpty();
        assertThat(s.errors()).singleElement().asString().contains("AMQP_HOST", "AMQP_LICENSE");
    }

    @Test
    void azureSpeaksAndHearsByTwoVariables() {
        Settings s = Settings.NONE.next(Map.of("AZURE_SPEECH_KEY", "k3y", "AZURE_SPEECH_REGION", " brazilsouth "));
        assertThat(s.errors()).isEmpty();
        assertThat(s.of(Pids.AZURE, secrets))
                .containsOnly(
                        Map.entry(".key", secrets.placeholder(Variable.AZURE_SPEECH_KEY, "k3y")),
                        Map.entry("region", "brazilsouth"));
        assertThat(Settings.NONE.next(Map.of()).of(Pids.AZURE, secrets)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"AZURE_SPEECH_KEY,k3y,AZURE_SPEECH_REGION", "AZURE_SPEECH_REGION,brazilsouth,AZURE_SPEECH_KEY"})
    void halfOfAzureIsAnErrorThatNamesTheOtherHalf(String variable, String value, String missing) {
        Settings s = Settings.NONE.next(Map.of(variable, value));
        assertThat(s.of(Pids.AZURE, secrets)).isEmpty();
        assertThat(s.errors())
                .singleElement()
                .asString()
                .contains(variable + " is set, but not " + missing)
                .doesNotContain("k3y");
    }

    @Test
    void speechByOpenAisInterfaceHangsOnItsAddressAlone() {
        Settings s = Settings.NONE.next(Map.of("SPEECH_OPENAI_URL", "http://localhost:8000/v1"));
        assertThat(s.errors()).isEmpty();
        assertThat(s.of(Pids.OPENAI_SPEECH, secrets)).containsOnly(Map.entry("url", "http://localhost:8000/v1"));
        s = Settings.NONE.next(Map.of(
                "SPEECH_OPENAI_URL", "https://api.openai.com/v1",
                "SPEECH_OPENAI_KEY", "k3y",
                "SPEECH_OPENAI_STT_MODEL", "whisper-large",
                "SPEECH_OPENAI_TTS_MODEL", "tts-1-hd",
                "SPEECH_OPENAI_VOICE", "onyx",
                "SPEECH_OPENAI_RANKING", " 50 "));
        assertThat(s.errors()).isEmpty();
        assertThat(s.of(Pids.OPENAI_SPEECH, secrets))
                .containsOnly(
                        Map.entry("url", "https://api.openai.com/v1"),
                        Map.entry(".key", secrets.placeholder(Variable.SPEECH_OPENAI_KEY, "k3y")),
                        Map.entry("stt.model", "whisper-large"),
                        Map.entry("tts.model", "tts-1-hd"),
                        Map.entry("voice.pt", "onyx"),
                        Map.entry("voice.en", "onyx"),
                        Map.entry("service.ranking", "50"));
        assertThat(Settings.NONE
                        .next(Map.of("SPEECH_OPENAI_KEY", "k3y", "SPEECH_OPENAI_VOICE", "onyx"))
                        .of(Pids.OPENAI_SPEECH, secrets))
                .isEmpty();
        assertThat(Settings.NONE.next(Map.of("SPEECH_OPENAI_RANKING", "high")).errors())
                .singleElement()
                .asString()
                .contains("SPEECH_OPENAI_RANKING=high", "-1000 to 1000");
    }

    @Test
    void aRegionIsGivenByItsShortName() {
        assertThat(Settings.NONE
                        .next(Map.of("AZURE_SPEECH_KEY", "k3y", "AZURE_SPEECH_REGION", "Brazil South"))
                        .errors())
                .anySatisfy(e -> assertThat(e).contains("AZURE_SPEECH_REGION=Brazil South", "brazilsouth"));
    }

    @Test
    void anAddressThatMayBeWrittenToIsASecret() {
        Settings s =
                Settings.NONE.next(Map.of("WEBHOOK_URL", "https://hooks.example/T0/secret", "WEBHOOK_SECRET", "s"));
        assertThat(s.of("io.ramal.webhook", secrets))
                .containsEntry(".url", secrets.placeholder(Variable.WEBHOOK_URL, "https://hooks.example/T0/secret"))
                .containsEntry(".secret", secrets.placeholder(Variable.WEBHOOK_SECRET, "s"));
        assertThat(Settings.NONE.next(Map.of("WEBHOOK_URL", "secret!")).errors())
                .singleElement()
                .asString()
                .contains("WEBHOOK_URL")
                .doesNotContain("secret!");
    }

    @Test
    void withoutAHostThereIsNoDatabase() {
        Map<String, String> variables = new HashMap<>(database("DB_PASSWORD", "pw"));
        variables.remove("DB_HOST");
        Settings s = Settings.NONE.next(variables);
        assertThat(s.errors()).isEmpty();
        assertThat(s.of(Pids.TABLE, secrets)).isEmpty();
        assertThat(s.of("io.ramal.extensions", secrets)).isEmpty();
    }

    @Test
    void aHostWithoutNameAndUserIsAnErrorThatNamesThem() {
        Settings s = Settings.NONE.next(Map.of("DB_HOST", "db"));
        assertThat(s.errors()).singleElement().asString().contains("DB_HOST", "DB_NAME and DB_USER");
        assertThat(s.of(Pids.TABLE, secrets)).isEmpty();
        assertThat(s.of(Pids.NEWS, secrets)).isEmpty();
        assertThat(Settings.NONE.next(Map.of("DB_HOST", "db", "DB_NAME", "n")).errors())
                .singleElement()
                .asString()
                .contains("DB_USER")
                .doesNotContain("DB_NAME");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,localhost",
        "10.0.0.5,10.0.0.5",
        "db_1.example.,db_1.example.",
        "::1,[::1]",
        "[fe80::1],[fe80::1]"
    })
    void aHostIsANameOrAnAddress(String text, String host) {
        assertThat(Settings.NONE.next(Map.of("DB_HOST", text)).of("io.ramal.extensions", secrets))
                .containsEntry("db.host", host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"db:5432", "db/ramal", "a,b", "db?ssl=false", "user@db", "jdbc:postgresql://db"})
    void aHostIsNothingElse(String text) {
        assertThat(Settings.NONE.next(Map.of("DB_HOST", text)).errors())
                .singleElement()
                .asString()
                .contains("DB_HOST", "without port");
    }

    @ParameterizedTest
    @CsvSource({
        "DB_SSLMODE,on,verify-full",
        "DB_PORT,0,1 to 65535",
        "AUTO_REFRESH,1,true or false",
        "REFRESH_INTERVAL_SECONDS,9,10 to 86400",
        "REFRESH_INTERVAL_SECONDS,86401,10 to 86400",
        "REFRESH_INTERVAL_SECONDS,1.5,10 to 86400",
        "API_ADDRESS,http://x,0.0.0.0 for all",
        "DB_SSLROOTCERT,/not/there.pem,may read"
    })
    void badValuesAreNamedWithTheirCure(String variable, String text, String cure) {
        assertThat(Settings.NONE.next(Map.of(variable, text)).errors())
                .singleElement()
                .asString()
                .contains(variable + "=" + text, cure);
    }

    @Test
    void aPasswordThatPaxJdbcWouldReadAsSomethingElseIsRefusedWithoutShowingIt() {
        assertThat(Settings.NONE.next(database("DB_PASSWORD", "ENC(s3cret)")).errors())
                .singleElement()
                .asString()
                .contains("DB_PASSWORD")
                .doesNotContain("s3cret");
    }

    @Test
    void refreshingIsSetByTwoVariables() {
        assertThat(Settings.NONE
                        .next(Map.of("AUTO_REFRESH", "TRUE", "REFRESH_INTERVAL_SECONDS", "60"))
                        .of("io.ramal.extensions", secrets))
                .containsOnly(Map.entry("auto.refresh", "true"), Map.entry("refresh.interval.s", "60"));
    }

    @Test
    void credentialsOfTheApiAreSecrets() {
        Settings s = Settings.NONE.next(Map.of("API_USER", "admin", "API_PASSWORD", "pw", "API_TOKEN", "tk"));
        assertThat(s.of("io.ramal.http", secrets))
                .containsOnly(
                        Map.entry("user", "admin"),
                        Map.entry(".password", secrets.placeholder(Variable.API_PASSWORD, "pw")),
                        Map.entry(".token", secrets.placeholder(Variable.API_TOKEN, "tk")));
    }

    @Test
    void addressesAreSeparatedByCommas() {
        assertThat(Settings.NONE.next(Map.of("API_ADDRESS", "127.0.0.1 , ::1")).of(Pids.WEB, secrets))
                .containsOnly(Map.entry("org.ops4j.pax.web.listening.addresses", "127.0.0.1,::1"));
    }

    @Test
    void httpsIsThreeSettings() {
        Settings s = Settings.NONE.next(tls("right-pw", "API_TLS_PORT", "9443"));
        assertThat(s.errors()).isEmpty();
        assertThat(s.of(Pids.WEB, secrets))
                .containsEntry("org.osgi.service.http.secure.enabled", "true")
                .containsEntry("org.osgi.service.http.port.secure", "9443")
                .containsEntry("org.ops4j.pax.web.ssl.keystore", keyStore.toString())
                .containsEntry(
                        "org.ops4j.pax.web.ssl.keystore.password",
                        secrets.placeholder(Variable.API_TLS_PASSWORD, "right-pw"))
                .containsEntry(
                        ".org.ops4j.pax.web.ssl.keystore.password",
                        secrets.placeholder(Variable.API_TLS_PASSWORD, "right-pw"))
                .containsEntry(
                        "org.ops4j.pax.web.ssl.key.password",
                        secrets.placeholder(Variable.API_TLS_PASSWORD, "right-pw"));
        assertThat(Settings.NONE.next(tls("right-pw")).of(Pids.WEB, secrets))
                .containsEntry("org.osgi.service.http.port.secure", "8443");
        assertThat(s.next(Map.of()).of(Pids.WEB, secrets)).isEmpty();
    }

    @Test
    void theExtensionsAreToldOfThePortOfHttpsOnlyWhileThereIsHttps() {
        assertThat(Settings.NONE.next(tls("right-pw", "API_TLS_PORT", "9443")).of(Pids.EXTENSIONS, secrets))
                .containsExactly(Map.entry("api.tls.port", "9443"));
        assertThat(Settings.NONE.next(tls("right-pw")).of(Pids.EXTENSIONS, secrets))
                .containsExactly(Map.entry("api.tls.port", "8443"));
        assertThat(Settings.NONE.next(Map.of("API_TLS_PORT", "9443")).of(Pids.EXTENSIONS, secrets))
                .isEmpty();
    }

    @Test
    void aRenewedKeyStoreIsAnotherConfigurationAndABrokenOneIsNone(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("renewed.p12");
        Files.copy(keyStore, file);
        Map<String, String> variables =
                with(Map.of("API_TLS_KEYSTORE", file.toString(), "API_TLS_PASSWORD", "right-pw"), "API_PORT", "9090");
        Settings first = Settings.NONE.next(variables);
        assertThat(first.next(variables).of(Pids.WEB, secrets)).isEqualTo(first.of(Pids.WEB, secrets));

        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));
        Settings broken = first.next(with(variables, "API_PORT", "9091"));
        assertThat(broken.errors()).singleElement().asString().contains("API_TLS_KEYSTORE=" + file);
        assertThat(broken.of(Pids.WEB, secrets)).isEqualTo(first.of(Pids.WEB, secrets));

        Files.delete(file);
        Files.copy(keyStore, file);
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        Settings renewed = broken.next(variables);
        assertThat(renewed.errors()).isEmpty();
        assertThat(renewed.of(Pids.WEB, secrets)).isNotEqualTo(first.of(Pids.WEB, secrets));
    }

    @Test
    void aKeyStoreWithoutItsPasswordIsAnError() {
        Settings s = Settings.NONE.next(Map.of("API_TLS_KEYSTORE", keyStore.toString()));
        assertThat(s.errors()).singleElement().asString().contains("API_TLS_KEYSTORE", "API_TLS_PASSWORD");
        assertThat(s.of(Pids.WEB, secrets)).doesNotContainKey("org.osgi.service.http.secure.enabled");
    }

    @Test
    void aKeyStoreThatCannotBeOpenedNeverReachesTheWebServer() {
        Settings good = Settings.NONE.next(tls("right-pw"));
        Settings s = good.next(tls("wrong-pw"));
        assertThat(s.errors())
                .singleElement()
                .asString()
                .contains("API_TLS_KEYSTORE", "stays as it was")
                .doesNotContain("wrong-pw");
        assertThat(s.of(Pids.WEB, secrets)).isEqualTo(good.of(Pids.WEB, secrets));
        assertThat(Settings.NONE.next(tls("wrong-pw")).of(Pids.WEB, secrets)).isEmpty();
    }

    @Test
    void aKeyStoreWithoutAKeyIsRefused(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("empty.p12");
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        try (OutputStream out = Files.newOutputStream(file)) {
            empty.store(out, "right-pw".toCharArray());
        }
        assertThat(Settings.NONE
                        .next(Map.of("API_TLS_KEYSTORE", file.toString(), "API_TLS_PASSWORD", "right-pw"))
                        .errors())
                .singleElement()
                .asString()
                .contains("no private key");
    }

    private static Map<String, String> database(String... more) {
        return with(Map.of("DB_HOST", "db.example", "DB_NAME", "condominios", "DB_USER", "ramal"), more);
    }

    private Map<String, String> tls(String password, String... more) {
        return with(Map.of("API_TLS_KEYSTORE", keyStore.toString(), "API_TLS_PASSWORD", password), more);
    }

    private static Map<String, String> with(Map<String, String> some, String... more) {
        Map<String, String> all = new HashMap<>(some);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    @BeforeAll
    static void makeKeyStore(@TempDir Path folder) throws Exception {
        keyStore = folder.resolve("api.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "ramal",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass",
                        "right-pw")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
    }
}
