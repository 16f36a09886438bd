package io.ramal.dial.ami.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A command to Asterisk. Its text is nobody's to log: it may hold a digit of a gate code. */
final class Action {
    private final String name;
    private final List<String> lines = new ArrayList<>();

    Action(String name) {
        this.name = name;
        add("Action", name);
    }

    String name() {
        return name;
    }

    /**
     * Adds a field.
     *
     * @throws IllegalArgumentException when the value holds a control character: a line end would begin a field of its own
     */
    Action with(String field, String value) {
        add(field, value);
        return this;
    }

    private void add(String field, String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(field + " holds a control character");
        }
        lines.add(field + ": " + value + "\r\n");
    }

    byte[] encode() {
        return (String.join("", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name;
    }
}
