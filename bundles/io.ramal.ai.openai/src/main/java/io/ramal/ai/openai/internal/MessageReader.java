package io.ramal.ai.openai.internal;

/**
 * Reads the text of {@code mensagem} out of a JSON object that is still coming, character by character. It only looks for
 * that one string; whether the object is one is judged when all of it is there. Not thread-safe.
 */
final class MessageReader {
    private static final String FIELD = "\"mensagem\"";

    private final StringBuilder seen = new StringBuilder();
    private State state = State.BEFORE;
    private int hex;
    private int digits;

    private enum State {
        BEFORE,
        COLON,
        QUOTE,
        TEXT,
        ESCAPE,
        UNICODE,
        DONE
    }

    /** Takes more of the object; returns what of the message it held. */
    String read(String more) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < more.length(); i++) {
            next(more.charAt(i), text);
        }
        return text.toString();
    }

    private void next(char c, StringBuilder text) {
        switch (state) {
            case BEFORE -> {
                seen.append(c);
                if (seen.length() > FIELD.length()) {
                    seen.deleteCharAt(0);
                }
                if (seen.toString().equals(FIELD)) {
                    state = State.COLON;
                }
            }
            case COLON -> state = c == ':' ? State.QUOTE : Character.isWhitespace(c) ? state : State.DONE;
            case QUOTE -> state = c == '"' ? State.TEXT : Character.isWhitespace(c) ? state : State.DONE;
            case TEXT -> {
                if (c == '"') {
                    state = State.DONE;
                } else if (c == '\\') {
                    state = State.ESCAPE;
                } else {
                    text.append(c);
                }
            }
            case ESCAPE -> {
                state = c == 'u' ? State.UNICODE : State.TEXT;
                hex = 0;
                digits = 0;
                if (c != 'u') {
                    text.append(c == 'n' || c == 't' || c == 'r' || c == 'b' || c == 'f' ? ' ' : c);
                }
            }
            case UNICODE -> {
                hex = hex * 16 + Math.max(0, Character.digit(c, 16));
                if (++digits == 4) {
                    text.append((char) hex);
                    state = State.TEXT;
                }
            }
            case DONE -> {}
        }
    }
}
