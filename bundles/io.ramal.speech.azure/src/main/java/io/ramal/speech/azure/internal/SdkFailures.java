package io.ramal.speech.azure.internal;

import com.microsoft.cognitiveservices.speech.CancellationErrorCode;

/** What the SDK's codes mean here. */
final class SdkFailures {
    private SdkFailures() {}

    static Failure of(CancellationErrorCode code, String details) {
        return new Failure(kind(code), details == null || details.isBlank() ? "Azure: " + code : "Azure: " + details);
    }

    private static Failure.Kind kind(CancellationErrorCode code) {
        return switch (code) {
            case AuthenticationFailure, Forbidden -> Failure.Kind.KEY;
            case TooManyRequests -> Failure.Kind.THROTTLED;
            case BadRequest -> Failure.Kind.REQUEST;
            case ConnectionFailure -> Failure.Kind.CONNECTION;
            case ServiceTimeout -> Failure.Kind.SILENCE;
            default -> Failure.Kind.SERVICE;
        };
    }
}
