package io.ramal.http.internal;

/** Ends a call of the API with an error answer. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    ApiException(Answer answer) {
        super(answer.body());
        this.answer = answer;
    }

    ApiException(int code, String message) {
        this(Answer.error(code, message));
    }

    Answer answer() {
        return answer;
    }
}
