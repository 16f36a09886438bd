package io.ramal.speech.azure.helper;

import com.microsoft.cognitiveservices.speech.CancellationErrorCode;
import io.ramal.speech.azure.wire.Failure;
import java.util.regex.Pattern;

/** What the SDK's codes mean here. */
final class SdkFailures {
    private SdkFailures() {}

    /** What the service has sent, which may be what was said or is to be said, and what changes each time. */
    private static final Pattern BEHIND = Pattern.compile("(?is)\\s*(response text:|sessionid:|usp state:).*");

    /** Of a refused request, details may quote it. */
    private static final Pattern QUOTED = Pattern.compile("(?is)\\s*error details:.*");

    static Failure of(CancellationErrorCode code, String details) {
        Failure.Kind kind = kind(code);
        String told = BEHIND.matcher(details == null ? "" : details).replaceFirst("");
        if (kind == Failure.Kind.REQUEST) {
            told = QUOTED.matcher(told).replaceFirst("");
        }
        return new Failure(kind, "Azure: " + (told.isBlank() ? code : told));
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
