package io.ramal.speech.azure.helper;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.cognitiveservices.speech.CancellationErrorCode;
import io.ramal.speech.azure.wire.Failure;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the SDK says, and what it is told: confidence, reasons, languages. */
class SdkWordsTest {
    @Test
    void languagesWithoutCountryGetOne() {
        assertThat(SdkEngines.tag(Locale.forLanguageTag("pt"))).isEqualTo("pt-BR");
        assertThat(SdkEngines.tag(Locale.ENGLISH)).isEqualTo("en-US");
        assertThat(SdkEngines.tag(Locale.forLanguageTag("pt-PT"))).isEqualTo("pt-PT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "{\"NBest\":[{\"Confidence\":0.75},{\"Confidence\":0.9}]}|0.75",
                "{\"NBest\":[{\"Confidence\":7}]}|1",
                "{\"NBest\":[{\"Confidence\":-1}]}|0",
                "{\"NBest\":[{\"Confidence\":\"x\"}]}|1",
                "{\"NBest\":[{\"Confidence\":[]}]}|1",
                "{\"NBest\":[]}|1",
                "{\"NBest\":7}|1",
                "{}|1",
                "nonsense{|1",
                "''|1",
                "null|1"
            })
    void confidenceIsThatOfTheBestReading(String json, double expected) {
        assertThat(SdkRecognizer.confidence(json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(CancellationErrorCode.class)
    void everyCodeOfTheSdkMeansSomething(CancellationErrorCode code) {
        assertThat(SdkFailures.of(code, null).reason()).isEqualTo("Azure: " + code);
    }

    @Test
    void reasonsHoldNobodysWords() {
        String details = "Too many. Response text: {\"DisplayText\":\"sou a Maria\"}";
        assertThat(SdkFailures.of(CancellationErrorCode.TooManyRequests, details))
                .isEqualTo(new Failure(Failure.Kind.THROTTLED, "Azure: Too many."));
        details =
                "Connection was closed by the remote host. Error code: 1007. Error details: bad: bom dia, Maria USP state: 2";
        assertThat(SdkFailures.of(CancellationErrorCode.BadRequest, details))
                .isEqualTo(new Failure(
                        Failure.Kind.REQUEST, "Azure: Connection was closed by the remote host. Error code: 1007."));
        details = "Connection failed\nws://host/path?language=pt-BR\nX-ConnectionId: 1";
        assertThat(SdkFailures.of(CancellationErrorCode.ConnectionFailure, details)
                        .reason())
                .isEqualTo("Azure: Connection failed");
        assertThat(new Failure(Failure.Kind.SERVICE, "x".repeat(1000)).reason()).hasSize(201);
    }
}
