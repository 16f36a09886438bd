package io.ramal.extensions.internal.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A file as it is shipped. What can be filled in stands between a line <code>;{what</code> and a line <code>;}</code>,
 * which Asterisk takes for comments.
 */
final class Template {
    private static final String BEGIN = ";{";
    private static final String END = ";}";

    private final List<String> lines;

    private Template(List<String> lines) {
        this.lines = lines;
    }

    /** Reads {@code <name>_ramal.conf} of this bundle. */
    static Template of(String name) {
        try (InputStream in = Template.class.getResourceAsStream(name + "_ramal.conf")) {
            if (in == null) {
                throw new IllegalArgumentException("there is no file " + name);
            }
            return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param content the lines for what stands after <code>;{</code>
     * @throws IllegalStateException when what is to be filled in has no end
     */
    String fill(Function<String, List<String>> content) {
        List<String> filled = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            if (line.startsWith(BEGIN)) {
                filled.addAll(content.apply(line.substring(BEGIN.length())));
                inside = true;
            } else if (line.equals(END)) {
                inside = false;
            } else if (!inside) {
                filled.add(line);
            }
        }
        if (inside) {
            throw new IllegalStateException("a " + BEGIN + " without a " + END);
        }
        return String.join("\n", filled) + "\n";
    }
}
