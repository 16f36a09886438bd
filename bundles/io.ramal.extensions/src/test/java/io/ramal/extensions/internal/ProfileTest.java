package io.ramal.extensions.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.extension.ExtensionProfile;
import io.ramal.provider.ProviderRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {
    private static final String PID = "io.ramal.extension~1001";

    private final List<String> faults = new ArrayList<>();

    @Test
    void anEmptyFileSetsNothingForTheExtensionItIsNamedAfter() {
        Profile profile = read(PID, values());
        assertThat(profile.number()).isEqualTo("1001");
        assertThat(profile.settings()).isEqualTo(ExtensionProfile.NONE);
        assertThat(faults).isEmpty();
    }

    @Test
    void everythingCanBeSet() {
        Profile profile = read(
                PID,
                new Profile.Values(
                        " 2001 ",
                        "en-US",
                        "letícia",
                        " Edifício Sol ",
                        "900",
                        "azure",
                        "piper",
                        "rules",
                        "silero",
                        "0",
                        "TRUE",
                        "false"));
        assertThat(profile.number()).isEqualTo("2001");
        assertThat(profile.settings())
                .isEqualTo(new ExtensionProfile(
                        Locale.US,
                        "letícia",
                        "Edifício Sol",
                        Duration.ofMillis(900),
                        Map.of(
                                ProviderRole.STT,
                                "azure",
                                ProviderRole.TTS,
                                "piper",
                                ProviderRole.AI,
                                "rules",
                                ProviderRole.VAD,
                                "silero"),
                        0,
                        true,
                        false));
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"pt-BR,pt-BR", "pt,pt-BR", "en,en-US"})
    void languagesAreThoseOfTheServer(String text, String tag) {
        assertThat(language(text).settings().language()).isEqualTo(Locale.forLanguageTag(tag));
    }

    @Test
    void aBadValueIsToldWithItsCureAndTheOthersHold() {
        Profile profile =
                read(PID, new Profile.Values("", "fr", "", "Olá", "299", "my engine", "", "", "", "10001", "yes", "1"));
        assertThat(profile.settings()).isEqualTo(new ExtensionProfile(null, "", "Olá", null, Map.of(), null));
        assertThat(faults).hasSize(6).allMatch(f -> f.startsWith(PID + ": "));
        assertThat(faults).anyMatch(f -> f.contains("language=fr") && f.contains("pt-BR or en-US"));
        assertThat(faults).anyMatch(f -> f.contains("turn.silence.ms=299") && f.contains("300 to 10000"));
        assertThat(faults).anyMatch(f -> f.contains("provider.stt=my engine") && f.contains("ramal:providers"));
        assertThat(faults).anyMatch(f -> f.contains("transcripts=yes") && f.contains("true or false"));
        assertThat(faults).anyMatch(f -> f.contains("recordings=1") && f.contains("true or false"));
        assertThat(faults).anyMatch(f -> f.contains("calls.max=10001") && f.contains("0 to 10000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "10001", "-1", "1.5", "99999999999"})
    void aSilenceThatIsNoneIsIgnored(String text) {
        Profile profile = read(PID, new Profile.Values("", "", "", "", text, "", "", "", "", "", "", ""));
        assertThat(profile.settings().silence()).isNull();
        assertThat(faults).singleElement().asString().contains("turn.silence.ms=" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.ramal.extension", "io.ramal.extension~", "io.ramal.extension~ "})
    void aFileThatTellsNoExtensionIsForNone(String pid) {
        assertThat(read(pid, values()).number()).isEmpty();
        assertThat(faults).singleElement().asString().contains("number=");
    }

    @Test
    void aFileForAnExtensionIsFoundAsLongAsItIsThere() {
        ProfileBook book = new ProfileBook(faults::add);
        assertThat(book.of("1001")).isSameAs(ExtensionProfile.NONE);
        book.put(language("en"));
        assertThat(book.of("1001").language()).isEqualTo(Locale.US);
        assertThat(book.of("1002")).isSameAs(ExtensionProfile.NONE);
        book.put(language("pt"));
        assertThat(book.of("1001").language()).isEqualTo(Locale.forLanguageTag("pt-BR"));
        book.remove(PID);
        assertThat(book.of("1001")).isSameAs(ExtensionProfile.NONE);
        assertThat(faults).isEmpty();
    }

    @Test
    void aFileThatIsGivenAnotherNumberLetsGoOfTheFirst() {
        ProfileBook book = new ProfileBook(faults::add);
        book.put(language("en"));
        book.put(read(PID, new Profile.Values("7", "en", "", "", "", "", "", "", "", "", "", "")));
        assertThat(book.of("1001")).isSameAs(ExtensionProfile.NONE);
        assertThat(book.of("7").language()).isEqualTo(Locale.US);
    }

    @Test
    void ofTwoFilesForOneExtensionTheFirstByNameHoldsWhicheverCameFirst() {
        ProfileBook book = new ProfileBook(faults::add);
        Profile second =
                read("io.ramal.extension~b", new Profile.Values("7", "pt", "", "", "", "", "", "", "", "", "", ""));
        Profile first =
                read("io.ramal.extension~a", new Profile.Values("7", "en", "", "", "", "", "", "", "", "", "", ""));
        book.put(second);
        book.put(first);
        assertThat(book.of("7").language()).isEqualTo(Locale.US);
        assertThat(faults)
                .singleElement()
                .asString()
                .contains("~a")
                .contains("~b")
                .contains("7");
        book.remove("io.ramal.extension~a");
        assertThat(book.of("7")).isEqualTo(second.settings());
    }

    private Profile language(String text) {
        return read(PID, new Profile.Values("", text, "", "", "", "", "", "", "", "", "", ""));
    }

    private static Profile.Values values() {
        return new Profile.Values("", "", "", "", "", "", "", "", "", "", "", "");
    }

    private Profile read(String pid, Profile.Values values) {
        return Profile.of(pid, values, faults::add);
    }
}
