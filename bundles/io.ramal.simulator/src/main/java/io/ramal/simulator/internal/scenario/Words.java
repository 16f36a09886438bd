package io.ramal.simulator.internal.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of a scenario as words, read from left to right; a text in double quotes is one word. */
final class Words {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern TIME = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(ms|s)");

    private final String where;
    private final List<String> words = new ArrayList<>();
    private int at;

    /** @param where file and line, for error messages */
    Words(String where, String line) {
        this.where = where;
        Matcher m = WORD.matcher(line);
        while (m.find()) {
            words.add(m.group(1) != null ? m.group(1) : m.group(2));
        }
    }

    boolean more() {
        return at < words.size();
    }

    /** The next word; {@code what} is missing when there is none. */
    String next(String what) throws ScenarioException {
        if (!more()) {
            throw error(what + " is missing");
        }
        return words.get(at++);
    }

    /** Takes the next word if it is {@code word}. */
    boolean accept(String word) {
        if (more() && words.get(at).equals(word)) {
            at++;
            return true;
        }
        return false;
    }

    void expect(String word) throws ScenarioException {
        if (!accept(word)) {
            throw error("expected \"" + word + "\"" + (more() ? " instead of \"" + words.get(at) + "\"" : ""));
        }
    }

    /** A time such as {@code 600ms} or {@code 1.5s}. */
    Duration time() throws ScenarioException {
        String word = next("a time such as 600ms or 20s");
        Matcher m = TIME.matcher(word);
        if (!m.matches()) {
            throw error("\"" + word + "\" is no time; write 600ms or 20s");
        }
        double millis = Double.parseDouble(m.group(1)) * (m.group(2).equals("s") ? 1000 : 1);
        return Duration.ofMillis(Math.round(millis));
    }

    void end() throws ScenarioException {
        if (more()) {
            throw error("\"" + words.get(at) + "\" is one word too many");
        }
    }

    ScenarioException error(String what) {
        return new ScenarioException(where + ": " + what);
    }
}
